"""Every computed rule over one patient's record, in one pass; nothing is raised here.

The service gathers a `History` from the store; the simulations of stable and of worsening patients
run the same rules on histories of their own (H-07).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exercise_companion.core import (
    daily_life,
    flare,
    pain_series,
    pain_trend,
    session_trend,
    walking,
)
from exercise_companion.core.noticed import CALF_WHEN_WALKING, WORSENING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from exercise_companion.core.daily_life import ActivityCheck, MedicineCount
    from exercise_companion.core.flare import DayScores
    from exercise_companion.core.noticed import Noticed
    from exercise_companion.core.pain_series import Series, SiteTrend
    from exercise_companion.core.parameters import ComputedParameters
    from exercise_companion.core.records import WalkRecord
    from exercise_companion.core.session_trend import EndedSession, RatedMorning


@dataclass(frozen=True, slots=True)
class History:
    """What the computed rules read of one patient. Days are exercise days."""

    start: date
    """Day 0 of the trend."""
    series: tuple[Series, ...] = ()
    """Scores before sessions, per site."""
    day_scores: DayScores = field(default_factory=dict)
    """Resting scores by day, for flare-ups."""
    flare_starts: tuple[date, ...] = ()
    flare_since: date | None = None
    """The day the flare-up that is on began; None without one."""
    sessions: tuple[EndedSession, ...] = ()
    mornings: tuple[RatedMorning, ...] = ()
    walks: tuple[tuple[date, WalkRecord], ...] = ()
    goals: Mapping[str, float] = field(default_factory=dict)
    activities: tuple[ActivityCheck, ...] = ()
    medicine: tuple[MedicineCount, ...] = ()
    known_signs: frozenset[str] = frozenset()
    """Flags the therapist noted as long-standing (`known_baseline`)."""


def notice(
    parameters: ComputedParameters,
    history: History,
    today: date,
    newer_than: Mapping[str, date] | None = None,
) -> tuple[Noticed, ...]:
    """What every computed rule notices today.

    Args:
        parameters: the program's numbers.
        history: the record.
        today: the exercise day.
        newer_than: per flag, the day of the last recorded contact: only later data counts (A1).

    """
    since = newer_than or {}
    worse, calf = since.get(WORSENING), since.get(CALF_WHEN_WALKING)
    sites = [pain_series.split(one, history.start) for one in history.series]
    found: list[Noticed | None] = [
        *_pain(parameters, sites, today, worse),
        *_sessions(parameters, history, worse),
        *walking.walking_time(parameters, history.walks, history.start, today, worse),
        *walking.notes_of(parameters, history.walks, today),
        walking.calf(
            parameters,
            history.walks,
            today,
            calf,
            is_known=CALF_WHEN_WALKING in history.known_signs,
        ),
        *_flares(parameters, history, today, worse),
        daily_life.function_fell(history.goals, history.activities, history.start, today, worse),
        daily_life.medicine_rose(history.medicine, today),
        daily_life.little_change(
            sites, history.goals, history.activities, today, parameters.trend_window_days
        ),
    ]
    return tuple(noticed for noticed in found if noticed is not None)


def _pain(
    parameters: ComputedParameters,
    sites: Sequence[SiteTrend],
    today: date,
    newer_than: date | None,
) -> Iterator[Noticed | None]:
    for one in sites:
        yield from pain_trend.site_rules(parameters, one, today, newer_than)
    by_site = {one.series.site: one for one in sites}
    if "leg" in by_site and "back" in by_site:
        yield pain_trend.leg_alone(parameters, by_site["leg"], by_site["back"], today, newer_than)


def _sessions(
    parameters: ComputedParameters, history: History, newer_than: date | None
) -> Iterator[Noticed | None]:
    """PR-04, PR-08, and PR-09 for the last morning."""
    sessions = [one for one in history.sessions if newer_than is None or one.day > newer_than]
    mornings = [one for one in history.mornings if newer_than is None or one.day > newer_than]
    yield session_trend.stopped_often(parameters, sessions)
    yield session_trend.red_often(parameters, mornings)
    if mornings:
        yield session_trend.red_with_leg(mornings[-1])


def _flares(
    parameters: ComputedParameters, history: History, today: date, newer_than: date | None
) -> Iterator[Noticed | None]:
    yield flare.many(history.flare_starts, today, newer_than)
    if history.flare_since is not None:
        yield flare.lasts(parameters, history.day_scores, history.flare_since, today, newer_than)
