"""Flare-ups: when one begins and ends, how long it lasts, how often (rules FL-1 to FL-5, TR-11).

The level is the therapist's recorded one (decisions C5). A day's score is the highest resting
score of the day: before a session, or logged outside one. That only FL-2 may be done in one is the
decision's; FL-5: nothing of a flare-up is left out of the trends, so nothing here filters.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from exercise_companion.core.day_words import day_and_month
from exercise_companion.core.noticed import Noticed, Weight, figure

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from exercise_companion.core.parameters import FlareParameters
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import Item
    from exercise_companion.core.terms import Site, VariantKind

BEGIN_RISE: Final = 2
"""Rule FL-1: so far above the recorded level, on two days running (clinical-spec 2.7)."""

END_RISE: Final = 1
"""Rule FL-3: at most so far above it, on two days running (clinical-spec 2.7)."""

REMINDER_DAY: Final = 3
"""Rule FL-4: from this day of the flare-up, day 1 the day it began (clinical-spec 2.7)."""

MANY: Final = 3
MANY_IN_DAYS: Final = 28
"""Rule TR-11: so many flare-ups in so many days (clinical-spec 2.5)."""

ONE_DAY: Final = timedelta(days=1)

DayScores: TypeAlias = "Mapping[Site, Mapping[date, float]]"
"""The highest resting score 0-10 of each day, per site; a day without one is not there."""


def begins(
    baselines: Mapping[Site, float], scores: DayScores, today: date, ended: date | None = None
) -> bool:
    """Rule FL-1, the half by numbers: 2 above the recorded level, yesterday and today (2.7).

    Args:
        baselines: the therapist's recorded usual pain per site.
        scores: see `DayScores`.
        today: the exercise day.
        ended: the day the last flare-up ended: that day and earlier ones do not count again.

    """
    days = (today - ONE_DAY, today)
    if ended is not None and ended >= days[0]:
        return False
    return any(
        all(day in by_day and by_day[day] >= baselines[site] + BEGIN_RISE for day in days)
        for site, by_day in scores.items()
        if site in baselines
    )


def ends(baselines: Mapping[Site, float], scores: DayScores, today: date, began: date) -> bool:
    """Rule FL-3: every site at most 1 above its level, on two days running after it began (2.7).

    A day or a site without a score never ends one (H-21).
    """
    days = (today - ONE_DAY, today)
    if not baselines or days[0] <= began:
        return False
    return all(
        day in scores.get(site, {}) and scores[site][day] <= level + END_RISE
        for site, level in baselines.items()
        for day in days
    )


def lasts(
    parameters: FlareParameters,
    scores: DayScores,
    began: date,
    today: date,
    newer_than: date | None = None,
) -> Noticed | None:
    """Rule FL-4: day 3 without a fall in pain is noted, day 7 is a contact (clinical-spec 2.7).

    Args:
        parameters: the program's numbers (`flare_max_days`).
        scores: see `DayScores`.
        began: the day the flare-up began.
        today: the exercise day.
        newer_than: the day of the last recorded contact: the days are counted on from it.

    """
    counted_from = began if newer_than is None else max(began, newer_than)
    number = (today - counted_from).days + 1
    words = f"Flare-up since {day_and_month(began)}{_course(scores, began, today)}"
    if number >= parameters.flare_max_days:
        return Noticed("FL-4", Weight.CONTACT, words)
    if number >= REMINDER_DAY and not _fell(scores, began, today):
        return Noticed("FL-4", Weight.NOTE, words)
    return None


def _course(scores: DayScores, began: date, today: date) -> str:
    first, last = _worst(scores, {began}), _worst(scores, {today, today - ONE_DAY} - {began})
    return "" if first is None or last is None else f": {figure(first)} → {figure(last)}"


def _fell(scores: DayScores, began: date, today: date) -> bool:
    """Whether the worst score fell since the first day; a score that is missing did not."""
    first, last = _worst(scores, {began}), _worst(scores, {today, today - ONE_DAY} - {began})
    return first is not None and last is not None and last < first


def _worst(scores: DayScores, days: Collection[date]) -> float | None:
    found = [by_day[day] for by_day in scores.values() for day in days if day in by_day]
    return max(found, default=None)


def many(starts: Collection[date], today: date, newer_than: date | None = None) -> Noticed | None:
    """Rule TR-11: three flare-ups began within 28 days (clinical-spec 2.5).

    Args:
        starts: the days on which one began.
        today: the exercise day.
        newer_than: the day of the last recorded contact: only later ones count.

    """
    first = today - timedelta(days=MANY_IN_DAYS - 1)
    recent = [
        day for day in starts if first <= day <= today and (newer_than is None or day > newer_than)
    ]
    if len(recent) < MANY:
        return None
    return Noticed("TR-11", Weight.CONTACT, f"{len(recent)} flare-ups in {MANY_IN_DAYS} days")


def version(item: Item) -> VariantKind | None:
    """How an exercise is done in a flare-up; None where it is not (rule FL-2, clinical-spec 2.7).

    At the dose that was written for it. Where it is marked for a flare-up and has none, in its
    easier version. Our decision, needs sign-off.
    """
    if not item.flare_safe:
        return None
    if item.flare_dose is not None:
        return "flare"
    return "easier" if item.modify_down is not None else None


def plan_words(program: Plan) -> tuple[str, ...]:
    """What to do in a flare-up, in the therapist's words (rule FL-2, clinical-spec 2.7)."""
    if program.flare_plan is not None:
        return ("Your therapist wrote for a flare-up:", program.flare_plan.text)
    return (
        "Leave the exercises today. Move gently as you can.",
        "Contact your therapist.",
    )
