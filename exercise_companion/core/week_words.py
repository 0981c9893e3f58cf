"""Days of the week as a therapist types them: "mon wed fri", "mon-wed, fri", "Friday to Monday"."""

from __future__ import annotations

import re
from typing import Final

from exercise_companion.core.day_words import DAY_NAMES

DAYS: Final = tuple(name[:3].lower() for name in DAY_NAMES)
"""The days as a program names them, in the order of the week."""

_SHORTEST: Final = 3
_TO: Final = re.compile(" ?[-–—] ?| to ")
_BETWEEN: Final = re.compile(r"[ ,/&]+(?:and )?")


def week_days(words: str) -> list[str] | None:
    """The days that are named, in the order of the week.

    A span may pass the weekend: "fri-mon" is four days. Commas, blanks, "/" and "and" join.

    Args:
        words: as typed, without blanks around them.

    Returns:
        None where a word is neither a day nor a span of days: nothing is guessed, nothing is lost.

    """
    found: set[str] = set()
    for part in _BETWEEN.split(_TO.sub("-", words.lower())):
        days = _span(part)
        if days is None:
            return None
        found |= days
    return [day for day in DAYS if day in found]


def _span(part: str) -> set[str] | None:
    """One day, or those from one day to another."""
    ends = [_day(word) for word in part.split("-")]
    numbers = [number for number in ends if number is not None]
    if len(numbers) < len(ends):
        return None
    if len(numbers) == 1:
        return {DAYS[numbers[0]]}
    first, last, *more = numbers
    if more or first == last:
        return None
    return {DAYS[(first + step) % 7] for step in range((last - first) % 7 + 1)}


def _day(word: str) -> int | None:
    """The number of a day whose name begins so: "mon", "thurs", "mondays"; None for none."""
    stem = word.removesuffix("s")
    if len(stem) < _SHORTEST:
        return None
    names = enumerate(DAY_NAMES)
    return next((number for number, name in names if name.lower().startswith(stem)), None)
