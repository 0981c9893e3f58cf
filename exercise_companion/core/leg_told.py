"""That a leg gave way, as typed words say it, whatever else in them cannot be read (rule NC-5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_NO: Final = frozenset({"no", "n", "not", "none", "never", "nothing", "false", "0", "skip", "-"})
"""What says that it did not. Whatever else is written there counts as a yes (decisions A9)."""

_NAME: Final = r"gave[-_ ]?way"
_SAID: Final = re.compile(
    rf"(?<![\w-])(?:--)?{_NAME}\b(?:\s*[=:]\s*(?P<said>[^\s,;]*))?", re.IGNORECASE
)

_BEFORE: Final = re.compile(rf"\S+\s*[=:]|{_NAME}", re.IGNORECASE)
"""What is said of a walk begins here; its id or its name, of a word or more, stands before."""


@dataclass(frozen=True, slots=True)
class LegTold:
    """A leg that gave way, and of which walk it is said, as far as that can be read."""

    day: date | None = None
    item: str = ""
    """Its id, or the name of the exercise."""
    program_id: str = ""
    """The program of the sheet it stands on."""


def is_yes(text: str | None) -> bool:
    """Whether what stands behind "Did a leg give way?" says that it did.

    Args:
        text: the answer; None where the question stands alone, which says it.

    """
    if text is None:
        return True
    said = text.strip(" \t\"'.!").casefold()
    return bool(said) and said not in _NO


def told_in_words(words: Iterable[str], day: date | None = None) -> tuple[LegTold, ...]:
    """What words say of it: `--gave-way`, `W1 minutes=12 gave_way=yes`; nothing where none do."""
    return tuple(leg for word in words for leg in _told_in(word, day))


def _told_in(word: str, day: date | None) -> tuple[LegTold, ...]:
    found = [match for match in _SAID.finditer(word) if is_yes(match["said"])]
    if not found:
        return ()
    return (LegTold(day, "" if word.startswith("--") else _BEFORE.split(word)[0].strip()),)
