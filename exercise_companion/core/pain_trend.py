"""Whether pain at a site is getting worse: rules TR-0 to TR-3, TR-8, TR-9 and TR-12.

Only scores before a session count (`pain_pre`), and only on medians of several of them is a trend
judged (clinical-spec 2.2, 2.5). Days are exercise days; day 0 is the day the trend began.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core import trend
from exercise_companion.core.noticed import Noticed, Weight, change, figure
from exercise_companion.core.trend import DAYS_PER_WEEK, TrendOutcome, median

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from exercise_companion.core.parameters import TrendParameters
    from exercise_companion.core.terms import Site

STARTS_ON_DAY: Final = 14
"""The baseline freezes and the TR rules begin on this day (clinical-spec 2.5, decisions A11)."""

LAST_WEEK_MIN_VALUES: Final = 3
"""So many scores make the last week's median of TR-3. Our decision, needs sign-off."""

LAST_WEEK_RISE: Final = 1
"""Rule TR-3: the last week lies at least so far above the baseline (clinical-spec 2.5)."""

SPIKE: Final = 7
SPIKE_RISE: Final = 3
"""Rule TR-9: a spike is at least this score, and so far above the baseline (clinical-spec 2.5)."""

SPIKES_WATCHED: Final = 2
SPIKES_TOLD: Final = 3
"""Rule TR-9: so many spikes in the window are watched, so many are a contact."""

LEG_RISE: Final = 2
"""Rule TR-8: the leg's rise while the back's median has not risen (clinical-spec 2.5)."""

RELAPSE_RISE: Final = 2
"""Rule TR-12: so far above the best level reached (decisions A11)."""

BASELINE_APART: Final = 2
"""A measured baseline so far above the recorded one is reported (decisions A11)."""


@dataclass(frozen=True, slots=True)
class Score:
    """One score before a session, 0-10."""

    day: date
    value: float
    entered: date
    """The exercise day it was entered on; later than `day` for a session entered afterwards."""


@dataclass(frozen=True, slots=True)
class Series:
    """The scores before sessions at one site since the trend began."""

    site: Site
    label: str
    """As the patient reads it: "Leg pain"."""
    recorded: float | None
    """The therapist's recorded usual pain 0-10."""
    scores: tuple[Score, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The level a trend is measured against."""

    level: float
    since: date
    measured: bool
    """False: too few scores in time, and the therapist's recorded level stands for it."""


@dataclass(frozen=True, slots=True)
class SiteTrend:
    """A series split into what made its baseline and what is judged."""

    series: Series
    start: date
    baseline: Baseline | None
    judged: tuple[Score, ...]
    """Without the scores that made the baseline (clinical-spec 2.5)."""

    def window(self, days: int, last: date, newer_than: date | None = None) -> tuple[Score, ...]:
        """The judged scores of so many days up to `last`, that day included.

        Args:
            days: calendar days.
            last: an exercise day.
            newer_than: the day of the last recorded contact: only later days count (decisions A1).

        """
        first = last - timedelta(days=days - 1)
        if newer_than is not None:
            first = max(first, newer_than + timedelta(days=1))
        return tuple(score for score in self.judged if first <= score.day <= last)


def split(series: Series, start: date) -> SiteTrend:
    """The baseline of a series and the scores it is compared with (clinical-spec 2.5, A11).

    The median of the first seven scores (at least four) entered before day 14, when it freezes;
    with fewer the therapist's recorded level stands, and None without that.

    Args:
        series: scores at one site.
        start: day 0: the trend began, or began anew with a version that says `rebaseline`.

    """
    freezes = start + timedelta(days=STARTS_ON_DAY)
    made_of = [
        place
        for place, score in enumerate(series.scores)
        if score.day >= start and max(score.day, score.entered) < freezes
    ][: trend.BASELINE_VALUES]
    level = trend.baseline([series.scores[place].value for place in made_of])
    if level is None:
        recorded = series.recorded
        baseline = None if recorded is None else Baseline(recorded, start, measured=False)
        made_of = []
    else:
        baseline = Baseline(level, series.scores[made_of[0]].day, measured=True)
    left_out = set(made_of)
    judged = tuple(
        score
        for place, score in enumerate(series.scores)
        if place not in left_out and score.day >= start
    )
    return SiteTrend(series, start, baseline, judged)


def site_rules(
    parameters: TrendParameters, one: SiteTrend, today: date, newer_than: date | None = None
) -> tuple[Noticed, ...]:
    """What the rules notice at one site: TR-0 to TR-3, TR-9, TR-12 and the baseline (A11).

    Nothing before day 14. Too few scores, or no baseline: TR-0, and no claim.

    Args:
        parameters: the program's numbers.
        one: the site's scores, split.
        today: the exercise day.
        newer_than: the day of the last recorded contact about it.

    """
    if (today - one.start).days < STARTS_ON_DAY:
        return ()
    if one.baseline is None:
        return (_unknown(one),)
    found = (
        _level(parameters, one, one.baseline, today, newer_than),
        _climb(parameters, one, one.baseline, today, newer_than),
        _spikes(parameters, one, one.baseline, today, newer_than),
        _relapse(parameters, one, today, newer_than),
        _apart(one, one.baseline),
    )
    return tuple(noticed for noticed in found if noticed is not None)


def _unknown(one: SiteTrend) -> Noticed:
    """Rule TR-0: no claim either way (clinical-spec 2.5)."""
    words = f"{one.series.label}: not enough scores"
    return Noticed("TR-0", Weight.UNKNOWN, words, one.series.site)


def _level(
    parameters: TrendParameters,
    one: SiteTrend,
    baseline: Baseline,
    today: date,
    newer_than: date | None,
) -> Noticed | None:
    """Rules TR-0, TR-1 (contact), TR-2 (watched): the median of two weeks (clinical-spec 2.5)."""
    scores = one.window(parameters.trend_window_days, today, newer_than)
    outcome = _outcome(parameters, baseline, scores)
    if outcome is TrendOutcome.UNKNOWN:
        return _unknown(one)
    if outcome is TrendOutcome.STEADY_OR_BETTER:
        return None
    weight = Weight.CONTACT if outcome is TrendOutcome.WORSE else Weight.NOTE
    words = _rose(one, baseline, _median(scores))
    return Noticed(trend.RULE_IDS[outcome], weight, words, one.series.site)


def _outcome(
    parameters: TrendParameters, baseline: Baseline, scores: Sequence[Score]
) -> TrendOutcome:
    return trend.level(
        parameters,
        baseline.level,
        [score.value for score in scores],
        len({score.day for score in scores}),
    )


def _median(scores: Sequence[Score]) -> float:
    return median(score.value for score in scores)


def _rose(one: SiteTrend, baseline: Baseline, now: float) -> str:
    return change(one.series.label, baseline.level, now, baseline.since)


def _climb(
    parameters: TrendParameters,
    one: SiteTrend,
    baseline: Baseline,
    today: date,
    newer_than: date | None,
) -> Noticed | None:
    """Rule TR-3: a steady climb over four weeks, and the last week above the baseline (2.5)."""
    scores = one.window(parameters.slope_days, today, newer_than)
    week = one.window(DAYS_PER_WEEK, today, newer_than)
    if len(scores) < parameters.slope_min_values or len(week) < LAST_WEEK_MIN_VALUES:
        return None
    slope = trend.slope([((score.day - one.start).days, score.value) for score in scores])
    if slope is None or slope < parameters.slope_per_week:
        return None
    if _median(week) < baseline.level + LAST_WEEK_RISE:
        return None
    words = _rose(one, baseline, _median(week))
    return Noticed("TR-3", Weight.CONTACT, words, one.series.site)


def _spikes(
    parameters: TrendParameters,
    one: SiteTrend,
    baseline: Baseline,
    today: date,
    newer_than: date | None,
) -> Noticed | None:
    """Rule TR-9: single very high scores that a median hides (clinical-spec 2.5)."""
    least = max(SPIKE, baseline.level + SPIKE_RISE)
    window = one.window(parameters.trend_window_days, today, newer_than)
    spikes = [score for score in window if score.value >= least]
    if len(spikes) < SPIKES_WATCHED:
        return None
    weight = Weight.CONTACT if len(spikes) >= SPIKES_TOLD else Weight.NOTE
    words = (
        f"{one.series.label}: {figure(least)} or more {len(spikes)} times"
        f" in {parameters.trend_window_days} days"
    )
    return Noticed("TR-9", weight, words, one.series.site)


def _relapse(
    parameters: TrendParameters, one: SiteTrend, today: date, newer_than: date | None
) -> Noticed | None:
    """Rule TR-12: two points above the best two weeks reached (decisions A11)."""
    now = one.window(parameters.trend_window_days, today, newer_than)
    if not _is_enough(parameters, now):
        return None
    levels = [(_median(scores), last) for last, scores in _windows(parameters, one, today)]
    best, reached = min(levels, default=(_median(now), today))
    if _median(now) - best < RELAPSE_RISE:
        return None
    words = change(one.series.label, best, _median(now), reached)
    return Noticed("TR-12", Weight.CONTACT, words, one.series.site)


def _windows(
    parameters: TrendParameters, one: SiteTrend, today: date
) -> Iterator[tuple[date, tuple[Score, ...]]]:
    """Every two weeks that hold enough scores, by their last day."""
    for offset in range(STARTS_ON_DAY, (today - one.start).days + 1):
        last = one.start + timedelta(days=offset)
        scores = one.window(parameters.trend_window_days, last)
        if _is_enough(parameters, scores):
            yield last, scores


def _is_enough(parameters: TrendParameters, scores: Sequence[Score]) -> bool:
    """Rule TR-0's measure of enough."""
    days = {score.day for score in scores}
    return len(scores) >= parameters.trend_min_values and len(days) >= parameters.trend_min_days


def _apart(one: SiteTrend, baseline: Baseline) -> Noticed | None:
    """A measured baseline well above the recorded one goes to the report (decisions A11)."""
    recorded = one.series.recorded
    if recorded is None or baseline.level - recorded < BASELINE_APART:
        return None
    words = f"{one.series.label}: recorded {figure(recorded)}, measured {figure(baseline.level)}"
    return Noticed("A11", Weight.NOTE, words, one.series.site)


def leg_alone(
    parameters: TrendParameters,
    leg: SiteTrend,
    back: SiteTrend,
    today: date,
    newer_than: date | None = None,
) -> Noticed | None:
    """Rule TR-8: the leg rose while the back did not; topics 1 and 2 are asked (2.5, A11).

    Without enough scores at both sites there is no claim.
    """
    if (today - leg.start).days < STARTS_ON_DAY or not leg.baseline or not back.baseline:
        return None
    legs = leg.window(parameters.trend_window_days, today, newer_than)
    backs = back.window(parameters.trend_window_days, today, newer_than)
    if not _is_enough(parameters, legs) or not _is_enough(parameters, backs):
        return None
    rose = _median(legs) - leg.baseline.level >= LEG_RISE
    if not rose or _median(backs) > back.baseline.level:
        return None
    words = _rose(leg, leg.baseline, _median(legs))
    return Noticed("TR-8", Weight.CONTACT, words, "leg", asks=True)
