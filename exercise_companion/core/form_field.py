"""One value of a prescription as a therapist fills it in: what it is called, allowed and typed as.

What is typed is turned into the file's own value; what cannot be is kept as it was typed, so that
the check says what is wrong with it and nothing is lost.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core import form_amounts
from exercise_companion.core.how_often import days_words, read_days
from exercise_companion.core.identity import birth_fault, date_doubt
from exercise_companion.core.past_days import ahead_fault
from exercise_companion.core.problem import shortened
from exercise_companion.core.program import DAY_OFFSET
from exercise_companion.core.typed import NotUnderstoodError, a_day, a_past_day, hours
from exercise_companion.core.week_words import DAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

FieldKind = Literal[
    "text",
    "whole",
    "decimal",
    "amount",
    "effort",
    "seconds",
    "time",
    "apart",
    "pair",
    "date",
    "hours",
    "days",
    "choice",
    "several",
]
"""How a value is typed. `amount`: a whole number or a range; `effort`: the same, out of 10;
`time`: seconds or minutes, or a range; `apart`: hours;
`pair`: always two numbers; `hours`: days and times at which
a line is answered; `days`: from one time to the next, in days or weeks."""

Choice = tuple["JsonValue", str]
"""A value of the file and the word it is chosen by."""

_MINUTE: Final = 60
_MOST_QUOTED: Final = 40
"""Of what cannot be read, so many letters are repeated."""
_WANTED: Final[dict[FieldKind, str]] = {
    "whole": "a whole number",
    "decimal": "a number",
    "amount": "a whole number, or two such as 8-12",
    "effort": "an effort from 0 to 10, such as 3 or 3-4 of 10",
    "seconds": "a time, such as 20 s or 5 min",
    "time": "a time, such as 20 s or 5-10 min",
    "apart": "a number of hours or a half more, such as 4, 1.5 or 1 h 15 min",
    "pair": "two numbers, such as 3 of 5",
    "date": "a date, such as 14.3.1958",
    "hours": "days and times, such as mon-fri 9-17",
    "days": "a number of days or weeks, such as 2 weeks",
}
"""What a kind of field takes, for those that do not take any text."""
_JOINTS: Final[dict[FieldKind, str]] = {"amount": "-", "time": "-", "pair": " of "}
"""What stands between the two numbers that a kind of field may have."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value to fill in.

    Where `section` is not empty, a new part of the form begins with it.
    """

    path: JsonPath
    label: str
    kind: FieldKind
    hint: str = ""
    """What is allowed, in a few words."""
    choices: tuple[Choice, ...] = ()
    """Words that a choice has; for a date, those that may stand in its place."""
    section: str = ""
    beside: tuple[tuple[str, JsonValue], ...] = ()
    """What is written next to it when it is the first of a new entry: name and value."""
    advances: bool = False
    """Whether a letter that chooses goes on to the next field as well."""
    counted_from: date | None = None
    """The day from which `6w` is counted; None: from today."""
    counts_back: bool = False
    """Whether `6w` is six weeks ago: for what has happened."""
    latest: date | None = None
    """For what has happened: the last day on which it can have been."""
    born_by: date | None = None
    """For a birth date: a day on which the patient lives."""
    empty: str = ""
    """What an empty field stands for; its hint then stays beside it."""
    about: str = ""
    """What it does, in a sentence, where its name does not say it."""

    def shown(self, value: JsonValue) -> str:
        """The value as it is typed; empty for none."""
        if value is None:
            return ""
        if isinstance(value, list) and (row := _shown_list(self.kind, value)):
            return row
        if self.kind in {"time", "seconds"} and _is_number(value):
            return _shown_time(value)
        if self.kind == "apart" and isinstance(value, int | float):
            return form_amounts.shown_apart(value)
        if self.kind == "days" and isinstance(value, int):
            return days_words(value)
        if isinstance(value, float) and value.is_integer():
            return f"{value:.0f}"
        return str(value)

    def typed(self, text: str, today: date) -> JsonValue:
        """The file's value of what was typed; None for nothing, the text itself if it is none."""
        words = text.strip()
        if not words:
            return None
        if self.kind == "date":
            chosen = (value for value, word in self.choices if word == words.casefold())
            reads = a_past_day if self.counts_back else a_day
            return next(chosen, _date(words, self.counted_from or today, reads))
        if reader := _READERS.get(self.kind):
            return reader(words)
        return text if self.kind == "text" else words

    def misread(self, value: JsonValue) -> str:
        """Why a value is none that the field takes; empty where it is one."""
        wanted = _WANTED.get(self.kind)
        if wanted is None or not isinstance(value, str) or value in dict(self.choices):
            return ""
        if self.kind == "date" and _is_date(value):
            return self._born_wrong(value) or self._ahead(value)
        if self.kind == "date" and (doubt := date_doubt(value)):
            return doubt
        joint = _JOINTS.get(self.kind)
        asks = form_amounts.two_numbers(value, joint) if joint else ""
        if self.kind in {"time", "seconds"} and (doubt := form_amounts.time_doubt(value)):
            return " ".join(filter(None, (asks, doubt)))
        return " ".join(
            filter(None, (f'"{shortened(value, _MOST_QUOTED)}" is not {wanted}.', asks))
        )

    def _born_wrong(self, day: str) -> str:
        if self.born_by is None or DAY_OFFSET.fullmatch(day):
            return ""
        return birth_fault(date.fromisoformat(day), self.born_by)

    def _ahead(self, day: str) -> str:
        if self.latest is None or DAY_OFFSET.fullmatch(day):
            return ""
        return ahead_fault(date.fromisoformat(day), self.latest)


def _is_date(words: str) -> bool:
    if DAY_OFFSET.fullmatch(words):
        return True
    with suppress(ValueError):
        return date.fromisoformat(words).isoformat() == words
    return False


def _is_number(value: JsonValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown_list(kind: FieldKind, value: list[JsonValue]) -> str:
    """Several values as they are typed; empty where the kind has none."""
    if kind == "effort":
        return form_amounts.shown_effort(value)
    if kind == "hours":
        return "; ".join(map(_shown_opening, value))
    return _shown_range(kind, value) if kind in {"amount", "time", "pair"} else ""


def _shown_range(kind: FieldKind, value: list[JsonValue]) -> str:
    joint = " of " if kind == "pair" else "-"
    if kind != "time":
        return joint.join(str(part) for part in value)
    whole = all(_is_number(part) and not _remainder(part) for part in value)
    parts = (_over_minute(part) if whole else str(part) for part in value)
    return f"{joint.join(parts)} min" if whole else f"{joint.join(parts)} s"


def _shown_time(value: JsonValue) -> str:
    if value and not _remainder(value):
        return f"{_over_minute(value)} min"
    if isinstance(value, int) and value > _MINUTE:
        return f"{value // _MINUTE} min {value % _MINUTE} s"
    return f"{value} s"


def _remainder(value: JsonValue) -> float:
    return value % _MINUTE if isinstance(value, int | float) else 1


def _over_minute(value: JsonValue) -> str:
    return f"{value // _MINUTE:g}" if isinstance(value, int | float) else str(value)


def _date(words: str, first: date, reads: Callable[[str, date], str]) -> JsonValue:
    """`2026-11-22`, `22.11.2026`, `22 November 2026`, `6w`, `10d`: a date as the file writes it.

    `+42d` stays as it is: a demonstration or a template counts its days so.
    """
    if DAY_OFFSET.fullmatch(words):
        return words
    with suppress(NotUnderstoodError):
        return reads(words, first)
    return words


def _hours(words: str) -> JsonValue:
    with suppress(NotUnderstoodError):
        return hours(words)
    return words


def _days(words: str) -> JsonValue:
    days = read_days(words)
    return words if days is None else days


def _shown_opening(opening: JsonValue) -> str:
    """One entry as it is typed: `mon-fri 09:00-17:00`."""
    if not isinstance(opening, dict):
        return str(opening)
    days = opening.get("days")
    named = [str(day) for day in days] if isinstance(days, list) else []
    row = [DAYS.index(day) for day in named if day in DAYS]
    in_a_row = len(row) > len(("from", "to")) and row == list(range(row[0], row[-1] + 1))
    when = f"{named[0]}-{named[-1]}" if in_a_row else " ".join(named)
    return f"{when} {opening.get('opens')}-{opening.get('closes')}"


_READERS: Final[dict[FieldKind, Callable[[str], JsonValue]]] = {
    "whole": form_amounts.whole,
    "decimal": form_amounts.decimal,
    "amount": form_amounts.amount,
    "effort": form_amounts.effort,
    "pair": form_amounts.pair,
    "seconds": form_amounts.one_time,
    "time": form_amounts.time,
    "apart": form_amounts.apart,
    "hours": _hours,
    "days": _days,
}
"""How each kind of value is read, but for text and dates."""
