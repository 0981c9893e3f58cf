"""Files for their owner alone: the signing key, and what opens it. One rule, one message."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from exercise_companion.clinic.commands import typed

if TYPE_CHECKING:
    from pathlib import Path


def is_open_to_others(status: os.stat_result) -> bool:
    """Whether somebody else on this computer may read or change a file.

    A pipe or a terminal is no file that lies about. On Windows the user's folder guards it.
    """
    others = stat.S_IRWXG | stat.S_IRWXO
    return os.name == "posix" and stat.S_ISREG(status.st_mode) and bool(status.st_mode & others)


def close_words(what: str, path: Path) -> tuple[str, str]:
    """That it is open to others and was not used, and the command that closes it.

    Args:
        what: the file in words, "your signing key".
        path: the file.

    """
    return f"Others can read {what}. It was not used.", f"Close it to them: chmod 600 {typed(path)}"
