"""Times as they are typed: seconds, minutes with seconds, hours with minutes.

"1.30 min" is 78 seconds to one and 90 to another. So of a minute or an hour only a half may stand
behind a point, and anything else is refused with how to say it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from exercise_companion.core.typed import NotUnderstoodError

PER_UNIT: Final = 60
"""Seconds of a minute, and minutes of an hour."""

NUMBER: Final = r"\d{1,4}(?:\.\d{1,3})?"
SECOND: Final = r"(?:s|secs?|seconds?)"
MINUTE: Final = r"(?:min|mins|minutes?)"
HOUR: Final = r"(?:h|hours?)"

_CLEAR: Final = re.compile(r"\d+(?:[.,][05])?", re.ASCII)
_BETWEEN: Final = " ?(?:and )?"

ONE_TIME: Final = (
    rf"(?:(?P<minutes>\d{{1,3}}) ?{MINUTE}{_BETWEEN}(?P<over>\d{{1,2}}) ?{SECOND}"
    rf"|(?P<each>{NUMBER}) ?(?P<unit>{SECOND}|{MINUTE}))"
)
"""A single time of a dose: "90 s", "1.5 min", "1 min 30 s"."""

HOURS: Final = (
    rf"(?:(?P<hours>\d{{1,2}}) ?{HOUR}{_BETWEEN}(?P<over>\d{{1,2}}) ?{MINUTE}"
    rf"|(?P<number>{NUMBER}) ?(?P<unit>{HOUR})|(?P<minutes>\d{{1,2}}) ?{MINUTE})"
)
"""A time of hours: "4 h", "1.5 h", "1 h 15 min", "45 min"."""


def minutes_doubt(number: str, words: str) -> str:
    """Why a number of minutes may be meant in two ways, and how to say it; empty if it may not."""
    return _doubt(number, words, "minutes and seconds, such as 1 min 30 s", "1.5 min")


def hours_doubt(number: str, words: str) -> str:
    """The same of hours."""
    return _doubt(number, words, "hours and minutes, such as 1 h 30 min", "1.5 h")


def seconds_of(match: re.Match[str], number: str = "each") -> int:
    """The whole seconds of a typed time, which is all that the format takes.

    Args:
        match: of a pattern with the group `unit`, or of `ONE_TIME`.
        number: the group in which the number stands.

    Raises:
        NotUnderstoodError: they are not whole, or may be meant in two ways.

    """
    groups = match.groupdict()
    if groups.get("over") is not None:
        return int(groups["minutes"]) * PER_UNIT + _within_one(groups["over"], match[0])
    is_minutes = match["unit"].lower().startswith("m")
    words = f"{match[number]} {match['unit']}"
    if is_minutes and (doubt := minutes_doubt(match[number], words)):
        raise NotUnderstoodError(what=doubt)
    seconds = Fraction(match[number]) * (PER_UNIT if is_minutes else 1)
    if seconds.denominator != 1:
        raise NotUnderstoodError(what=f'"{match[0]}" is not whole seconds.')
    return int(seconds)


def hours_of(match: re.Match[str]) -> int | float:
    """The hours of a match of `HOURS`.

    Raises:
        NotUnderstoodError: they may be meant in two ways.

    """
    if (number := match["number"]) is None:
        over = match["over"] or match["minutes"]
        minutes = int(match["hours"] or 0) * PER_UNIT + _within_one(over, match[0])
        return _as_written(Fraction(minutes, PER_UNIT))
    if doubt := hours_doubt(number, f"{number} {match['unit']}"):
        raise NotUnderstoodError(what=doubt)
    return _as_written(Fraction(number))


def minutes_words(hours: float) -> tuple[int, int] | None:
    """Hours as hours and minutes, where they are whole minutes and no halves; else None."""
    minutes = round(hours * PER_UNIT)
    if abs(minutes / PER_UNIT - hours) > _NOTHING or not minutes % (PER_UNIT // 2):
        return None
    return divmod(minutes, PER_UNIT)


_NOTHING: Final = 1e-9


def _doubt(number: str, words: str, both: str, half: str) -> str:
    if _CLEAR.fullmatch(number):
        return ""
    how = f"Type {both}. Behind a point only 5 is taken, for a half: {half}."
    return f'"{words}" may be meant in two ways. {how}'


def _within_one(typed: str, words: str) -> int:
    """Seconds beside minutes, or minutes beside hours.

    Raises:
        NotUnderstoodError: they are more than fit into one.

    """
    if (number := int(typed)) >= PER_UNIT:
        raise NotUnderstoodError(what=f'"{words}" is not a time. Type such as "1 min 30 s".')
    return number


def _as_written(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)
