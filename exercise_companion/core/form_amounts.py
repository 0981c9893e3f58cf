"""Amounts as a therapist types them into a form: numbers, spans, times and efforts.

What cannot be read is given back as it was typed, so that nothing is lost and the check says so. A
comma between two numbers is a decimal where part of a number makes sense, and never a span.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from exercise_companion.core.dose_typed import read_dose
from exercise_companion.core.time_typed import (
    HOURS,
    MINUTE,
    PER_UNIT,
    SECOND,
    hours_of,
    minutes_doubt,
    minutes_words,
)
from exercise_companion.core.typed import TO, NotUnderstoodError

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject, JsonValue

_NUMBER: Final = r"\d{1,7}(?:\.\d+)?"
_DECIMAL: Final = re.compile(_NUMBER, re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,7}", re.ASCII)
_SPAN: Final = re.compile(rf"({_NUMBER}){TO}({_NUMBER})", re.ASCII)
_PAIR: Final = re.compile(rf"({_NUMBER})(?: ?of ?|{TO})({_NUMBER})", re.ASCII)
_UNIT: Final = re.compile(r" ?(s|sec|secs|seconds|min|mins|minutes|m)\.?$", re.IGNORECASE)
_FLAGS: Final = re.ASCII | re.IGNORECASE
_BOTH: Final = re.compile(rf"(\d{{1,3}}) ?(?:{MINUTE}|m) ?(\d{{1,2}}) ?{SECOND}", _FLAGS)
_COMMA: Final = re.compile(r"(\d+),(0+|\d*[1-9])(?!\d)", re.ASCII)
"""A decimal comma: nobody writes a part that ends in 0, so `5,10` may be two numbers."""
_TWO: Final = re.compile(r"(\d{1,4}) ?, ?(\d{1,4})(?P<unit>\D*)", re.ASCII)
_ONCE: Final[JsonObject] = {"type": "reps", "sets": 1, "reps": 1}
"""The dose behind which an effort stands to be read."""
_MOST_EFFORT: Final = 10


def whole(words: str) -> JsonValue:
    """`8`."""
    return int(words) if _WHOLE.fullmatch(words) else words


def decimal(words: str) -> JsonValue:
    """`2.5` or `2,5`."""
    point = words.replace(",", ".")
    if not _DECIMAL.fullmatch(point):
        return words
    number = float(point)
    return int(number) if number.is_integer() else number


def amount(words: str) -> JsonValue:
    """`8`, `8-12`, `8 to 12`: whole numbers."""
    return _two_whole(_SPAN, words) or whole(words)


def pair(words: str) -> JsonValue:
    """`3 of 5`: two whole numbers."""
    return _two_whole(_PAIR, words) or words


def one_time(words: str) -> JsonValue:
    """`20`, `20 s`, `1,5 min`, `1 min 30 s`: whole seconds."""
    if both := _BOTH.fullmatch(words):
        minutes, over = (int(part) for part in both.groups())
        return minutes * PER_UNIT + over if over < PER_UNIT else words
    if time_doubt(words):
        return words
    number, scale = _unit_of(words)
    seconds = _seconds(number, scale)
    return words if seconds is None else seconds


def time(words: str) -> JsonValue:
    """`20 s`, `5 min`, `5-10 min`: whole seconds, or from so many to so many."""
    numbers, scale = _unit_of(words)
    span = _SPAN.fullmatch(numbers)
    if span is None or time_doubt(words):
        return one_time(words)
    low, high = (_seconds(part, scale) for part in span.groups())
    return words if low is None or high is None else [low, high]


def time_doubt(words: str) -> str:
    """Why a part of a minute may be meant in two ways, and how to say it; empty if it may not."""
    unit = _UNIT.search(words)
    if unit is None or not unit[1].lower().startswith("m"):
        return ""
    numbers = re.findall(r"[\d.,]+", words[: unit.start()])
    return next(filter(None, (minutes_doubt(number, words) for number in numbers)), "")


def apart(words: str) -> JsonValue:
    """`4`, `1.5`, `1 h 15 min`: hours."""
    text = words.replace(",", ".")
    match = re.fullmatch(HOURS, text if re.search("[a-z]", text) else f"{text} h", _FLAGS)
    if match is None:
        return words
    try:
        return hours_of(match)
    except NotUnderstoodError:
        return words


def shown_apart(hours: float) -> str:
    """`4`, `1.5`, or `1 h 15 min`."""
    parts = minutes_words(hours)
    if parts is None:
        return f"{hours:.10g}"
    return f"{parts[0]} h {parts[1]} min" if parts[0] else f"{parts[1]} min"


def effort(words: str) -> JsonValue:
    """`3`, `3-4`, `3 of 10`, `4/10`: from so much to so much, read as on the line of a dose."""
    said = words.casefold().removeprefix("effort").strip()
    try:
        typed = read_dose(f"1 x 1, effort {said}")
    except NotUnderstoodError:
        return words
    dose = dict(typed.dose)
    intensity = dose.pop("intensity", None)
    target = intensity.get("target") if isinstance(intensity, dict) else None
    is_all = dose == _ONCE and not typed.says_when
    return target if is_all and _is_effort(target) else words


def shown_effort(target: list[JsonValue]) -> str:
    """`3-4 of 10`, or `3 of 10`."""
    return f"{'-'.join(dict.fromkeys(map(str, target)))} of 10"


def two_numbers(words: str, joint: str) -> str:
    """What to type where a comma may stand between two numbers; empty where it cannot.

    Args:
        words: what was typed.
        joint: what stands between the two: "-" or " of ".

    """
    two = _TWO.fullmatch(words)
    if two is None or int(two[1]) >= int(two[2]):
        return ""
    spoken = " to " if joint == "-" else joint
    first, second = two[1], two[2]
    return f"Is it {first}{spoken}{second}? Type {first}{joint}{second}{two['unit']}."


def _is_effort(target: JsonValue) -> bool:
    match target:
        case [int(low), int(high)]:
            return low <= high <= _MOST_EFFORT
    return False


def _two_whole(pattern: re.Pattern[str], words: str) -> list[JsonValue] | None:
    two = pattern.fullmatch(words)
    parts = [whole(part) for part in two.groups()] if two else []
    return parts if parts and all(isinstance(part, int) for part in parts) else None


def _unit_of(words: str) -> tuple[str, int]:
    """The numbers of a time with points, and the seconds that 1 stands for."""
    unit = _UNIT.search(words)
    numbers = words[: unit.start()] if unit else words
    scale = PER_UNIT if unit and unit[1].lower().startswith("m") else 1
    return _COMMA.sub(r"\1.\2", numbers.strip()), scale


def _seconds(number: str, scale: int) -> int | None:
    """Whole seconds, which is all that the format takes; None for anything else."""
    if not _DECIMAL.fullmatch(number):
        return None
    seconds = Fraction(number) * scale
    return int(seconds) if seconds.denominator == 1 else None
