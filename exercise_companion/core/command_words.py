"""Commands that a line names, told with the data folder they have to be typed with."""

from __future__ import annotations

import re
from typing import Final

_COMMAND: Final = re.compile(
    r"exercise-companion(?: (?:session(?: --plain)?|wrong|today|contacts where))?(?![-\w])"
)
"""The program alone, or one of the commands a patient is told to type."""


def at_place(line: str, option: str) -> str:
    """A line whose commands can be typed as they stand.

    Typed without its folder, a command would open another record: no lock of this one, and no
    number of this plan.

    Args:
        line: what is said.
        option: with a blank before it, such as " --data patient"; empty for the usual folder.

    """
    return _COMMAND.sub(lambda found: found[0] + option, line) if option else line
