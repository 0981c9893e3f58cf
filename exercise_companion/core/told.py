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
    position: int
    """Where it stands in the record: what was told before what, whatever the clock said (H-22)."""
    day: date
    """The exercise day of its check."""
    cleared: int | None = None
    """Where in the record an alert of that sign was cleared after it was told; None while not."""
    asked_again: bool = False
    """The follow-up is asked in a check of its own, which counts the day (rule C-13)."""
    long_standing: bool = False
    """It was said that it is older than three months and has not changed (decisions A4)."""


@dataclass(frozen=True, slots=True)
class Instant:
    """When an answer is given: by the clock, on which exercise day, and where in the record."""

    utc: datetime
    day: date
    position: int | None
    """None for an answer that is not on record yet: it comes after everything that is."""
    told: tuple[datetime, ...] = ()
    """When the signs were told that it is about, which may be long before: a follow-up waits for
    its answer however long it takes (decisions A9)."""


def known_at(background: Background, told: Iterable[Told], now: Instant) -> Background:
    """A background with what had been told by a moment (clinical-spec 1.3, decisions A7).

    Args:
        background: the facts that do not change.
        told: in the order it was told.
        now: when the answer is given. What a clock that was set back calls later is no less known.

    """
    known = (one for one in told if now.position is None or one.position < now.position)
    return replace(background, past=tuple(_seen(one, now) for one in known))


def _seen(told: Told, now: Instant) -> PastCheck:
    flag = frozenset({told.flag_id})
    nothing: frozenset[str] = frozenset()
    cleared = told.cleared is not None and (now.position is None or told.cleared < now.position)
    return PastCheck(
        days_ago=abs((now.day - told.day).days),
        within_24_hours=_is_recent(told, now),
        reported=flag if told.reported else nothing,
        denied=nothing if told.reported else flag,
        cleared=flag if cleared else nothing,
        asked_again=flag if told.asked_again else nothing,
        long_standing=flag if told.long_standing else nothing,
    )


def _is_recent(told: Told, now: Instant) -> bool:
    """Whether it was told within 24 hours of the answer, or of a sign that the answer is about."""
    return now.utc - told.at <= ONE_DAY or any(abs(at - told.at) <= ONE_DAY for at in now.told)
