"""The exercise day: from 04:00 to 04:00 local time (H-22, decisions D7).

Apart from the schedule, because the first paint needs only this.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, tzinfo

DAY_BEGINS: Final = timedelta(hours=4)
"""How long after midnight an exercise day begins (decisions D7)."""


def exercise_day(local: datetime) -> date:
    """The exercise day a local moment belongs to: before 04:00 the day before (decisions D7).

    Args:
        local: the wall-clock time where the patient is.

    """
    return (local - DAY_BEGINS).date()


def day_end(day: date, zone: tzinfo | None) -> datetime:
    """When an exercise day ends, UTC.

    Args:
        day: the exercise day.
        zone: where the patient is; None is the computer's own.

    """
    midnight = datetime.combine(day + timedelta(days=1), time(), zone)
    return (midnight + DAY_BEGINS).astimezone(UTC)
