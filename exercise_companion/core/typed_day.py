"""The day somebody typed: a date, today, yesterday."""

from __future__ import annotations

from datetime import date, timedelta

from exercise_companion.core.identity import read_birth_date


def read_day(text: str, today: date, *, month_first: bool = False) -> date | None:
    """The day a text names; None when it names none.

    Args:
        text: as typed.
        today: what "today" is.
        month_first: read `11/24/2026`, the order of the United States.

    """
    known = {"today": today, "yesterday": today - timedelta(days=1)}
    return known.get(text.strip().casefold()) or read_birth_date(text, month_first=month_first)
