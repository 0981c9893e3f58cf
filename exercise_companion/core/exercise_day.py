"""The exercise day: from 04:00 to 04:00 local time (H-22, decisions D7).

Apart from the schedule, because the first paint needs only this.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime

DAY_BEGINS: Final = timedelta(hours=4)
"""How long after midnight an exercise day begins (decisions D7)."""


def exercise_day(local: datetime) -> date:
    """The exercise day a local moment belongs to: before 04:00 the day before (decisions D7).

    Args:
        local: the wall-clock time where the patient is.

    """
    return (local - DAY_BEGINS).date()
