"""Days and moments as the patient reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime

DAY_NAMES: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip


def day_words(day: date) -> str:
    """A date as the patient reads it: "22 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def day_and_month(day: date) -> str:
    """A day of a year that is known: "3 May"."""
    return f"{day.day} {day:%B}"


def date_words(day: date) -> str:
    """A day as the header shows it: "Sunday 22 November"."""
    return f"{DAY_NAMES[day.weekday()]} {day_and_month(day)}"


def moment_words(local: datetime) -> str:
    """A moment as the patient says it: "Sunday 22 November, 09:12"."""
    return f"{date_words(local.date())}, {local:%H:%M}"
