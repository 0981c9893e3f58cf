"""Whether pain at a site is getting worse: rules TR-0 to TR-3, TR-8, TR-9 and TR-12.

A single score is noisy: a trend is judged on medians of several only (clinical-spec 2.2, 2.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core import trend
from exercise_companion.core.noticed import Noticed, Weight, change, figure
from exercise_companion.core.pain_series import STARTS_ON_DAY
from exercise_companion.core.trend import DAYS_PER_WEEK, TrendOutcome, median
from exercise_companion.core.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from exercise_companion.core.pain_series import Baseline, Score, SiteTrend
    from exercise_companion.core.parameters import TrendParameters

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
class _Judged:
    """A site that has a baseline, on a day: what the rules of one site look at."""

    parameters: TrendParameters
    site: SiteTrend
    baseline: Baseline
    today: date
    newer_than: date | None

    def last(self, days: int) -> Sequence[Score]:
        """The scores of the last days that no contact has answered yet."""
        return self.site.window(days, self.today, self.newer_than)

    def rose_to(self, now: float) -> str:
        """From the baseline to now, in words."""
        return _rose(self.site, self.baseline, now)


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
    judged = _Judged(parameters, one, one.baseline, today, newer_than)
    found = (rule(judged) for rule in (_level, _climb, _spikes, _relapse, _apart))
    return tuple(noticed for noticed in found if noticed is not None)


def _unknown(one: SiteTrend) -> Noticed:
    """Rule TR-0: no claim either way (clinical-spec 2.5)."""
    words = f"{one.series.label}: not enough scores"
    return Noticed("TR-0", Weight.UNKNOWN, words, one.series.site)


def _level(judged: _Judged) -> Noticed | None:
    """Rules TR-0, TR-1 (contact), TR-2 (watched): the median of two weeks (clinical-spec 2.5)."""
    scores = judged.last(judged.parameters.trend_window_days)
    outcome = trend.level(
        judged.parameters,
        judged.baseline.level,
        [score.value for score in scores],
        len({score.day for score in scores}),
    )
    if outcome is TrendOutcome.UNKNOWN:
        return _unknown(judged.site)
    if outcome is TrendOutcome.STEADY_OR_BETTER:
        return None
    weight = Weight.CONTACT if outcome is TrendOutcome.WORSE else Weight.NOTE
    words = judged.rose_to(_median(scores))
    return Noticed(trend.RULE_IDS[outcome], weight, words, judged.site.series.site)


def _median(scores: Sequence[Score]) -> float:
    return median(score.value for score in scores)


def _rose(one: SiteTrend, baseline: Baseline, now: float) -> str:
    return change(one.series.label, baseline.level, now, baseline.since)


def _climb(judged: _Judged) -> Noticed | None:
    """Rule TR-3: a steady climb over four weeks, and the last week above the baseline (2.5)."""
    parameters = judged.parameters
    scores, week = judged.last(parameters.slope_days), judged.last(DAYS_PER_WEEK)
    if len(scores) < parameters.slope_min_values or not week:
        return None
    start = judged.site.start
    slope = trend.slope([((score.day - start).days, score.value) for score in scores])
    if slope is None or slope < parameters.slope_per_week:
        return None
    if _median(week) < judged.baseline.level + LAST_WEEK_RISE:
        return None
    words = judged.rose_to(_median(week))
    return Noticed("TR-3", Weight.CONTACT, words, judged.site.series.site)


def _spikes(judged: _Judged) -> Noticed | None:
    """Rule TR-9: single very high scores that a median hides (clinical-spec 2.5)."""
    days, series = judged.parameters.trend_window_days, judged.site.series
    least = max(SPIKE, judged.baseline.level + SPIKE_RISE)
    spikes = [score for score in judged.last(days) if score.value >= least]
    if len(spikes) < SPIKES_WATCHED:
        return None
    weight = Weight.CONTACT if len(spikes) >= SPIKES_TOLD else Weight.NOTE
    words = f"{series.label}: {figure(least)} or more {len(spikes)} times in {days} days"
    return Noticed("TR-9", weight, words, series.site)


def _relapse(judged: _Judged) -> Noticed | None:
    """Rule TR-12: two points above the best two weeks reached (decisions A11)."""
    parameters, series = judged.parameters, judged.site.series
    now = judged.last(parameters.trend_window_days)
    if not _is_enough(parameters, now):
        return None
    spans = _windows(parameters, judged.site, judged.today)  # that of today among them
    best, reached = min((_median(scores), last) for last, scores in spans)
    if _median(now) - best < RELAPSE_RISE:
        return None
    words = change(series.label, best, _median(now), reached)
    return Noticed("TR-12", Weight.CONTACT, words, series.site)


def _apart(judged: _Judged) -> Noticed | None:
    """A measured baseline well above the recorded one goes to the report (decisions A11)."""
    series, level = judged.site.series, judged.baseline.level
    if series.recorded is None or level - series.recorded < BASELINE_APART:
        return None
    words = f"{series.label}: recorded {figure(series.recorded)}, measured {figure(level)}"
    return Noticed("A11", Weight.NOTE, words, series.site)


def _windows(
    parameters: TrendParameters, one: SiteTrend, today: date
) -> Iterator[tuple[date, tuple[Score, ...]]]:
    """Every two weeks that hold enough scores, by their last day."""
    days = [score.day for score in one.judged]
    first = one.start + timedelta(days=STARTS_ON_DAY)
    for last, place in windows(days, parameters.trend_window_days, first, today):
        scores = one.judged[place]
        if _is_enough(parameters, scores):
            yield last, scores


def _is_enough(parameters: TrendParameters, scores: Sequence[Score]) -> bool:
    """Rule TR-0's measure of enough."""
    days = {score.day for score in scores}
    return len(scores) >= parameters.trend_min_values and len(days) >= parameters.trend_min_days


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
