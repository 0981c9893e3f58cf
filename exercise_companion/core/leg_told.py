"""That a leg gave way, as typed words say it, whatever else in them cannot be read (rule NC-5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

_YES: Final = frozenset({"yes", "y"})
_NO: Final = frozenset({"no", "n", "false"})

_NAME: Final = r"gave[-_ ]?way"
_SAID: Final = re.compile(rf"{_NAME}[\s=:\"']*(?P<said>\w*)", re.IGNORECASE)
_OPTION: Final = re.compile(rf"(?<!\S)--{_NAME}[\s=:\"']*(?P<said>\w*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LegTold:
    """A leg that gave way, and of which walk it is said, as far as that can be read."""

    day: date | None = None
    item_id: str = ""
    program_id: str = ""
    """The program of the sheet it stands on."""


def is_yes(text: str) -> bool:
    """Whether an answer to "Did a leg give way?" says that it did."""
    return text.strip(" \t\"'").casefold() in _YES


def told_in(text: str, day: date | None = None) -> tuple[LegTold, ...]:
    """What `W1 minutes=12 gave_way=yes` says of it; nothing where it does not say so."""
    if not any(is_yes(match["said"]) for match in _SAID.finditer(text)):
        return ()
    return (LegTold(day, text.split(maxsplit=1)[0]),)


def told_in_words(words: tuple[str, ...], day: date | None = None) -> tuple[LegTold, ...]:
    """What the words of a command say of it: `--gave-way`, or a text with that answer."""
    options = _OPTION.finditer(" ".join(words))
    if any(match["said"].casefold() not in _NO for match in options):
        return (LegTold(day),)
    return tuple(leg for word in words for leg in told_in(word, day))
