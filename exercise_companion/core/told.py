"""Signs told in other checks, as far as they were known at a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.background import PastCheck

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from exercise_companion.core.background import Background

ONE_DAY: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Told:
    """The last word of another check on one sign."""

    flag_id: str
    reported: bool
    """False: denied."""
    at: datetime
    day: date
    """The exercise day of its check."""
    cleared_at: datetime | None = None
    """When an alert of that sign was cleared after it was told; None while none was."""
    asked_again: bool = False
    """The follow-up is asked in a check of its own, which counts the day (rule C-13)."""


def known_at(
    background: Background, told: Iterable[Told], moment: datetime, day: date
) -> Background:
    """A background with what had been told by a moment (clinical-spec 1.3, decisions A7).

    Args:
        background: the facts that do not change.
        told: in the order it was told.
        moment: when.
        day: the exercise day of the check that is being answered.

    """
    past = tuple(_seen(one, moment, day) for one in told if one.at <= moment)
    return replace(background, past=past)


def _seen(told: Told, moment: datetime, day: date) -> PastCheck:
    flag = frozenset({told.flag_id})
    nothing: frozenset[str] = frozenset()
    cleared = told.cleared_at is not None and told.cleared_at <= moment
    return PastCheck(
        days_ago=(day - told.day).days,
        within_24_hours=moment - told.at <= ONE_DAY,
        reported=flag if told.reported else nothing,
        denied=nothing if told.reported else flag,
        cleared=flag if cleared else nothing,
        asked_again=flag if told.asked_again else nothing,
    )
