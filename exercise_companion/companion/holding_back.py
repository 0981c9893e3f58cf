"""Rule TR-7: little was done in two weeks, so before a session the patient is asked why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import typed
from exercise_companion.companion.days import days, first_day
from exercise_companion.core.daily_life import done_little
from exercise_companion.core.obstacles import ASKED_EVERY_DAYS, AskObstacle, ObstacleRecord
from exercise_companion.core.progress import Adherence

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.obstacles import HeldBack

LOOKS_BACK: Final = timedelta(days=14)
"""Rule TR-7 looks at so many days, today not among them (clinical-spec 2.5)."""


def two_weeks(context: Context, last: date) -> Adherence:
    """How the fourteen days before a day went, or those since the first program began."""
    begins = max(first_day(context), last - LOOKS_BACK)
    ends = last - timedelta(days=1)
    return Adherence(days(context, begins, ends, today=context.day) if begins <= ends else ())


def ask(context: Context) -> AskObstacle | None:
    """The question; None where enough was done, or it was asked within two weeks."""
    asked_since = context.day - timedelta(days=ASKED_EVERY_DAYS - 1)
    if first_day(context) > context.day - LOOKS_BACK:
        return None
    if context.store.obstacles(asked_since, context.day):
        return None
    before = two_weeks(context, context.day)
    if done_little(before.done, before.expected) is None:
        return None
    return AskObstacle(before.done, before.expected)


def keep(context: Context, given: HeldBack) -> None:
    """Record the answer, with the figures it was given to.

    Raises:
        Refused: it is not asked now.

    """
    asked = ask(context)
    if asked is None:
        raise typed.not_asked_now()
    context.store.add_obstacle(ObstacleRecord(asked.done, asked.planned, given.reason))
