"""The measured baseline, the level and the slope of pain (clinical-spec 2.5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core import trend
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.trend import TrendOutcome

DEFAULTS = Parameters()

scores = st.integers(min_value=0, max_value=10)


def test_a_median_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        trend.median([])


def test_the_median_of_an_even_number_lies_between_the_two_middle_values() -> None:
    assert trend.median([9, 1, 4, 2]) == 3


def test_the_baseline_needs_four_values_and_never_looks_past_the_seventh() -> None:
    assert trend.baseline([4, 4, 4]) is None
    assert trend.baseline([4, 4, 4, 4]) == 4
    assert trend.baseline([1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9]) == 1


@pytest.mark.parametrize(
    ("values", "days", "baseline"),
    [([9, 9, 9], 3, 0), ([9, 9, 9, 9], 2, 0), ([9, 9, 9, 9], 4, None)],
)
def test_too_little_data_allows_no_claim(
    values: list[int], days: int, baseline: float | None
) -> None:
    assert trend.level(DEFAULTS, baseline, values, days) is TrendOutcome.UNKNOWN


def test_near_the_top_of_the_scale_a_smaller_rise_counts() -> None:
    assert trend.level(DEFAULTS, 7, [8] * 4, 4) is TrendOutcome.WORSE
    assert trend.level(DEFAULTS, 6.5, [8] * 4, 4) is TrendOutcome.WATCH


def test_a_low_median_is_watched_and_not_called_worse() -> None:
    assert trend.level(DEFAULTS, 0, [2] * 4, 4) is TrendOutcome.WATCH


def test_the_therapists_numbers_are_used() -> None:
    easy = replace(DEFAULTS, trend_rise=3, watch_rise=2, trend_min_values=5, trend_min_days=5)
    assert trend.level(easy, 3, [5] * 5, 5) is TrendOutcome.WATCH
    assert trend.level(easy, 3, [4] * 5, 5) is TrendOutcome.STEADY_OR_BETTER
    assert trend.level(easy, 3, [9] * 4, 5) is TrendOutcome.UNKNOWN
    assert trend.level(easy, 3, [9] * 5, 4) is TrendOutcome.UNKNOWN


def test_a_slope_needs_two_different_days() -> None:
    assert trend.slope([]) is None
    assert trend.slope([(3, 1), (3, 9)]) is None
    assert trend.slope([(3, 1), (3, 9), (10, 5)]) == 0


def test_one_wild_score_does_not_move_a_steady_climb() -> None:
    climb = [(float(day), day / 7) for day in range(28)]
    assert trend.slope([*climb, (14.0, 10.0)]) == pytest.approx(1, abs=0.05)


@given(scores, st.lists(scores, min_size=4, max_size=20), st.data())
def test_more_pain_is_never_judged_milder(
    baseline: int, values: list[int], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(values) - 1))
    raised = [min(10, value + (place == index)) for place, value in enumerate(values)]
    order = list(TrendOutcome)
    before = trend.level(DEFAULTS, baseline, values, len(values))
    after = trend.level(DEFAULTS, baseline, raised, len(values))
    assert order.index(before) <= order.index(after)


@given(st.lists(st.tuples(st.integers(0, 27), scores), min_size=2, max_size=20))
def test_the_order_of_the_points_does_not_matter(points: list[tuple[int, int]]) -> None:
    assert trend.slope(points) == pytest.approx(trend.slope(sorted(points)))
