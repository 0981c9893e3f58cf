"""On which days an exercise comes, how often and when on each, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.slot_words import slot_words
from exercise_companion.core.time_typed import minutes_words

if TYPE_CHECKING:
    from exercise_companion.core.program import Frequency


def when_words(when: Frequency) -> str:
    """How often, in words: "every day", "Mon, Wed, Fri, 2 times a day, at least 4 hours apart".

    Where each time of day is named (V-26), they say how often, too.
    """
    if when.days is not None:
        days = ", ".join(day.capitalize() for day in when.days)
    elif when.days_per_week is not None:
        days = "1 day a week" if when.days_per_week == 1 else f"{when.days_per_week} days a week"
    elif when.every_n_days is not None:
        days = f"every {when.every_n_days} days"
    else:
        days = "every day"
    named = len(when.slots) or 1
    times = "" if when.times_per_day == named else times_a_day(when.times_per_day)
    apart = hours_apart(when.min_hours_between) if when.min_hours_between is not None else ""
    return ", ".join(filter(None, (days, times, slot_words(when.slots), apart)))


def times_a_day(times: int) -> str:
    """How many rounds a day has."""
    return "once a day" if times == 1 else f"{times} times a day"


def hours_apart(hours: float) -> str:
    """How long it is from one round to the next at the least."""
    return f"at least {hours_words(hours)} apart"


def hours_words(hours: float) -> str:
    """A time of hours: "4 hours", "1.5 hours", "1 hour 15 minutes"."""
    parts = minutes_words(hours)
    if parts is None:
        return _counted(hours, "hour")
    whole, minutes = parts
    return " ".join(
        filter(None, (_counted(whole, "hour") if whole else "", _counted(minutes, "minute")))
    )


def _counted(number: float, unit: str) -> str:
    return f"{number:g} {unit}{'' if number == 1 else 's'}"
