"""The day somebody typed: a date, today, yesterday; of what may lie ahead tomorrow, a weekday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from exercise_companion.core.day_words import DAY_NAMES
from exercise_companion.core.identity import read_birth_date

WEEK: Final = 7
"""Days."""


def read_day(
    text: str, today: date, *, month_first: bool = False, ahead: bool = False
) -> date | None:
    """The day a text names; None when it names none.

    Args:
        text: as typed.
        today: what "today" is.
        month_first: read `11/24/2026`, the order of the United States.
        ahead: read "tomorrow" and the name of a weekday, too: the coming one.

    """
    known = {"today": today, "yesterday": today - timedelta(days=1)}
    if ahead:
        known |= _coming(today)
    return known.get(text.strip().casefold()) or read_birth_date(text, month_first=month_first)


def _coming(today: date) -> dict[str, date]:
    """Tomorrow, and the next six days by their names; today's name could mean today: it is none."""
    days = [today + timedelta(days=ahead) for ahead in range(1, WEEK)]
    return {"tomorrow": days[0]} | {DAY_NAMES[day.weekday()].casefold(): day for day in days}
