"""Function, medicine and doing it: rules TR-4, TR-6, TR-7 and TR-10 (clinical-spec 2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.noticed import Noticed, Weight, figure
from exercise_companion.core.pain_series import STARTS_ON_DAY
from exercise_companion.core.trend import median

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from exercise_companion.core.pain_series import SiteTrend

MEAN_FALL: Final = 2
SINGLE_FALL: Final = 3
"""Rule TR-4: falls of activities 0-10, of the mean or of any one (clinical-spec 2.5)."""

WEEKLY_CHECKS: Final = 2
"""Rule TR-4: on so many weekly checks running."""

CHECKS_APART_DAYS: Final = 5
"""Two entries nearer than this are one weekly check. Our decision, needs sign-off."""

CURRENT_DAYS: Final = 14
"""An older entry says nothing about now. Our decision, needs sign-off."""

MEDICINE_TIMES: Final = 2
MEDICINE_DAYS: Final = 4
"""Rule TR-6: so many times the first count, and at least so many days of 14."""

DONE_SHARE: Final = 0.5
"""Rule TR-7: less than this share of what was prescribed (clinical-spec 2.5)."""

SIX_WEEKS: Final = 42
"""Rule TR-10: the day it is worked out for (clinical-spec 2.5)."""

PAIN_FALL_SHARE: Final = 0.3
MEAN_RISE: Final = 2
"""Rule TR-10: less than both of these is little change."""


@dataclass(frozen=True, slots=True)
class ActivityCheck:
    """The activities of one day: 0 cannot, 10 as before, by goal."""

    day: date
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class MedicineCount:
    """On how many of the 14 days up to a day medicine for bad pain was taken."""

    day: date
    days_of_14: int


def function_fell(
    goals: Mapping[str, float],
    checks: Sequence[ActivityCheck],
    start: date,
    today: date,
    newer_than: date | None = None,
) -> Noticed | None:
    """Rule TR-4: activities fell on two weekly checks running (clinical-spec 2.5).

    Args:
        goals: the score each activity started at, by goal.
        checks: oldest first, one a day at most.
        start: day 0 of the trend.
        today: the exercise day.
        newer_than: the day of the last recorded contact: only later checks count.

    Returns:
        unknown when activities are recorded but no two weekly checks are recent enough.

    """
    if not checks or (today - start).days < STARTS_ON_DAY:
        return None
    last = _weekly([one for one in checks if newer_than is None or one.day > newer_than])
    if len(last) < WEEKLY_CHECKS or (today - last[0].day).days >= CURRENT_DAYS:
        return Noticed("TR-4", Weight.UNKNOWN, "Activities: too few scores")
    if not all(_is_fall(_falls(goals, check)) for check in last):
        return None
    names = [name for name in goals if name in last[0].scores]
    before, now = (_mean([scores[name] for name in names]) for scores in (goals, last[0].scores))
    return Noticed("TR-4", Weight.CONTACT, f"Activities: {figure(before)} → {figure(now)} of 10")


def _weekly(checks: Sequence[ActivityCheck]) -> list[ActivityCheck]:
    """The last two weekly checks, the newest first."""
    found: list[ActivityCheck] = []
    for check in reversed(checks):
        if not found or (found[-1].day - check.day).days >= CHECKS_APART_DAYS:
            found.append(check)
    return found[:WEEKLY_CHECKS]


def _falls(goals: Mapping[str, float], check: ActivityCheck) -> list[float]:
    return [goals[name] - score for name, score in check.scores.items() if name in goals]


def _is_fall(falls: Sequence[float]) -> bool:
    return bool(falls) and (_mean(falls) >= MEAN_FALL or max(falls) >= SINGLE_FALL)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def medicine_rose(counts: Sequence[MedicineCount], today: date) -> Noticed | None:
    """Rule TR-6: twice the first count of medicine days, and at least 4 of 14 (2.5).

    Noted for the therapist only; nothing about a medicine is said to the patient (SI-20).

    Args:
        counts: oldest first; the first is the baseline.
        today: the exercise day.

    """
    if not counts:
        return None
    first, last = counts[0], counts[-1]
    if last.day == first.day or (today - last.day).days >= CURRENT_DAYS:
        return Noticed("TR-6", Weight.UNKNOWN, "Medicine days: too few entries")
    if last.days_of_14 < max(MEDICINE_TIMES * first.days_of_14, MEDICINE_DAYS):
        return None
    words = f"Medicine days of 14: {first.days_of_14} → {last.days_of_14}"
    return Noticed("TR-6", Weight.NOTE, words)


def done_little(done: int, prescribed: int) -> Noticed | None:
    """Rule TR-7: less than half of what was prescribed was done in 14 days (2.5).

    Args:
        done: days on which something was done.
        prescribed: days with exercises planned on which nothing spoke against them.

    """
    if done >= DONE_SHARE * prescribed:
        return None
    return Noticed("TR-7", Weight.NOTE, f"Done on {done} of {prescribed} planned days")


def little_change(
    sites: Sequence[SiteTrend],
    goals: Mapping[str, float],
    checks: Sequence[ActivityCheck],
    today: date,
    days: int,
) -> Noticed | None:
    """Rule TR-10: at six weeks pain fell by less than 30 % and activities rose by less than 2.

    A line for the report, never an alarm (clinical-spec 2.5, 8.7). Worked out as of day 42, for
    the site with the highest baseline.

    Args:
        sites: the trend of each site.
        goals: the score each activity started at.
        checks: activities, oldest first.
        today: the exercise day.
        days: how many days a level is taken over (`trend_window_days`).

    """
    known = [(one.baseline.level, one) for one in sites if one.baseline is not None]
    if not known:
        return None
    base, worst = max(known, key=lambda pair: pair[0])
    as_of = worst.start + timedelta(days=SIX_WEEKS)
    if today < as_of:
        return None
    scores = worst.window(days, as_of)
    rise = _rise(goals, checks, as_of)
    if not scores or rise is None:
        words = "At 6 weeks: too few scores"
        return Noticed("TR-10", Weight.UNKNOWN, words, worst.series.site)
    now = median(score.value for score in scores)
    if (base and (base - now) / base >= PAIN_FALL_SHARE) or rise >= MEAN_RISE:
        return None
    words = (
        f"Little change at 6 weeks. {worst.series.label}: {figure(base)} → {figure(now)},"
        f" activities {rise:+.1f}. Review the plan"
    )
    return Noticed("TR-10", Weight.NOTE, words, worst.series.site)


def _rise(goals: Mapping[str, float], checks: Sequence[ActivityCheck], as_of: date) -> float | None:
    """How far the mean of the activities rose by a day; None when none is recent enough."""
    recent = [one for one in checks if 0 <= (as_of - one.day).days < CURRENT_DAYS]
    falls = _falls(goals, recent[-1]) if recent else []
    return 0.0 - _mean(falls) if falls else None  # no minus before a zero
