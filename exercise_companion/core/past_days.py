"""Days in a draft on which something has happened: none of them is ahead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeGuard, get_args

from exercise_companion.core.day_words import day_words
from exercise_companion.core.draft import entries_at, value_at
from exercise_companion.core.problem import found, placed
from exercise_companion.core.program import ISO_DATE
from exercise_companion.core.terms import LastDayCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath, Problem

_DATES: Final = "V-04"


def ahead_problems(draft: Draft, today: date) -> Iterator[Problem]:
    """V-04: a day of the last injection or operation, or of what was recorded, is ahead.

    A finished program is not refused for it: it may be looked at where the clock is behind.
    """
    for path in _past(draft):
        day = value_at(draft, path)
        fault = ahead_fault(date.fromisoformat(day), today) if _is_day(day) else ""
        if fault:
            yield placed(found(_DATES, path, fault, "Correct the date."), draft.tree)


def ahead_fault(day: date, today: date) -> str:
    """What is wrong with the day of something that has happened; empty where nothing is."""
    if day <= today:
        return ""
    return f"{day_words(day)} is after today. Type the day it was, or such as 6w ago."


def _past(draft: Draft) -> Iterator[JsonPath]:
    for code in get_args(LastDayCode):
        yield "risk", code
    for number in range(len(entries_at(draft, ("known_baseline",)))):
        yield "known_baseline", number, "recorded_on"


def _is_day(value: JsonValue) -> TypeGuard[str]:
    if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:  # the 31st of February
        return False
    return True
