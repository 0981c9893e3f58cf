"""Whether pain is creeping up: the measured baseline, the level over two weeks, the slope.

One score is noisy, so a trend is judged on medians of several scores only (clinical-spec 2.2).
"""

from __future__ import annotations

from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exercise_companion.core.parameters import TrendParameters

BASELINE_VALUES: Final = 7
"""How many first scores make the measured baseline (clinical-spec 2.5)."""

BASELINE_MIN_VALUES: Final = 4
"""Fewer first scores than this make none (clinical-spec 2.5)."""

DAYS_PER_WEEK: Final = 7


class TrendOutcome(StrEnum):
    """How the level stands against the measured baseline (rules TR-0 to TR-2)."""

    UNKNOWN = "UNKNOWN"
    STEADY_OR_BETTER = "STEADY_OR_BETTER"
    WATCH = "WATCH"
    WORSE = "WORSE"


RULE_IDS: Final[dict[TrendOutcome, str]] = {
    TrendOutcome.UNKNOWN: "TR-0",
    TrendOutcome.WORSE: "TR-1",
    TrendOutcome.WATCH: "TR-2",
}
"""The rule behind each outcome; a steady level fires none."""


def median(values: Iterable[float]) -> float:
    """The middle value; the mean of the two middle ones where their number is even.

    Raises:
        ValueError: there is no value.

    """
    ordered = sorted(values)
    if not ordered:
        message = "a median needs at least one value"
        raise ValueError(message)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def baseline(values: Sequence[float]) -> float | None:
    """The measured trend baseline: the median of the first seven scores before a session.

    None while there are fewer than four (clinical-spec 2.5). The therapist's recorded baseline
    is another thing (decisions C5).

    Args:
        values: scores 0-10 at one site, oldest first.

    """
    first = values[:BASELINE_VALUES]
    return median(first) if len(first) >= BASELINE_MIN_VALUES else None


def level(
    parameters: TrendParameters,
    trend_baseline: float | None,
    values: Sequence[float],
    days: int,
) -> TrendOutcome:
    """The level of a window against the measured baseline (TR-0, TR-1, TR-2; clinical-spec 2.5).

    Args:
        parameters: the program's numbers.
        trend_baseline: the measured baseline, or None while there is none.
        values: scores 0-10 within the window, without those that made the baseline.
        days: on how many different days they were given.

    """
    few = len(values) < parameters.trend_min_values or days < parameters.trend_min_days
    if few or trend_baseline is None:
        return TrendOutcome.UNKNOWN
    middle = median(values)
    rise = middle - trend_baseline
    near_ceiling = trend_baseline >= parameters.ceiling_baseline
    needed = parameters.trend_rise_ceiling if near_ceiling else parameters.trend_rise
    if rise >= needed and middle >= parameters.trend_min_median:
        return TrendOutcome.WORSE
    if rise >= parameters.watch_rise:
        return TrendOutcome.WATCH
    return TrendOutcome.STEADY_OR_BETTER


def slope(points: Sequence[tuple[float, float]]) -> float | None:
    """How many points a week the score climbs: the Theil-Sen slope (TR-3, clinical-spec 2.5).

    The median of the slopes between every two scores of different days; a few wild scores do
    not move it. None while there are no two different days.

    Args:
        points: (day number, score 0-10), in any order.

    """
    slopes = [
        (later_score - score) / (later_day - day)
        for (day, score), (later_day, later_score) in combinations(points, 2)
        if later_day != day
    ]
    return median(slopes) * DAYS_PER_WEEK if slopes else None
