"""Scores before sessions at one site: what made the baseline, and what is judged against it.

Only scores before a session count (`pain_pre`). Days are exercise days; day 0 is the day the trend
began (clinical-spec 2.5, decisions A11).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core import trend

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.core.terms import Site

STARTS_ON_DAY: Final = 14
"""The baseline freezes and the TR rules begin on this day (clinical-spec 2.5, decisions A11)."""


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
