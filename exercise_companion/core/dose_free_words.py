"""Words of the therapist's own in a dose: where it is done, and what to hold on to.

They end at a comma, or stand in quote marks. Words that could be another part of the dose are
shown in quote marks, and are taken in no other way: "hallway mon wed" may be a place with its days.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exercise_companion.core.dose_patterns import BEHIND
from exercise_companion.core.typed import NotUnderstoodError

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = re.compile(r"[^\W_]+")
_ENDS: Final = re.compile(r'[,;"“”]')
_SPEAKS_OF_A_DOSE: Final = re.compile(
    r":|\b(?:\w*\d\w*|once|twice|times|every|\w*(?:day|week|night|noon|hour|minute|second)\w*)\b",
    re.IGNORECASE,
)
"""What is no part as it stands, and still speaks of one: a number, "weekdays", "twice"."""


def part_within(words: str) -> str:
    """What in words of the therapist's own may be another part of the dose; empty for nothing."""
    return next(_parts_within(words), "")


def as_typed(words: str) -> str:
    """Words of the therapist's own as they can be typed: in quote marks where they need them."""
    if not _ENDS.search(words) and not part_within(words):
        return words
    doubled = words.replace('"', '""')
    return f'"{doubled}"'


def require_one_part(part: str, words: str) -> None:
    """Refuse words without quote marks that may hold another part.

    Args:
        part: as it was typed: "where: hallway mon wed".
        words: those of the therapist's own in it.

    Raises:
        NotUnderstoodError: so they may.

    """
    if within := part_within(words):
        name = part.partition(":")[0].lower()
        what = f'"{within}" in "{part.strip()}" may be a part of the dose.'
        how = f'Put a comma before it, or all words of yours in quote marks: {name}: "…".'
        raise NotUnderstoodError(what=f"{what} {how}")


def _parts_within(words: str) -> Iterator[str]:
    """Parts that begin at one of the words, then words that only speak of one."""
    text = " ".join(_WORD.findall(words))
    for word in _WORD.finditer(text):
        for reader in BEHIND:
            match = reader.pattern.match(text, word.start())
            if match is not None and reader.read(match) is not None:
                yield match[0].strip()
    if match := _SPEAKS_OF_A_DOSE.search(words):
        yield match[0]
