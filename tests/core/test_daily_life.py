"""Activities, medicine and what was done, at the edge of each number (TR-4, TR-6, TR-7, TR-10)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from exercise_companion.core.daily_life import (
    ActivityCheck,
    MedicineCount,
    done_little,
    function_fell,
    little_change,
    medicine_rose,
)
from exercise_companion.core.noticed import Noticed, Weight
from exercise_companion.core.pain_series import Score, Series, SiteTrend, split

START = date(2026, 5, 3)
GOALS = {"walk": 6.0, "shop": 6.0}


def day(number: int) -> date:
    return START + timedelta(days=number)


def weight(found: Noticed | None) -> Weight | None:
    return None if found is None else found.weight


def scored(number: int, walk: float, shop: float | None = None) -> ActivityCheck:
    return ActivityCheck(day(number), {"walk": walk} | ({} if shop is None else {"shop": shop}))


# --- TR-4: activities -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((4, 4), (4, 4), Weight.CONTACT),  # the mean falls by 2
        ((4, 5), (4, 4), None),  # by 1.5 on the first
        ((4, 4), (4, 5), None),
        ((3, 6), (3, 6), Weight.CONTACT),  # one falls by 3
        ((4, 6), (4, 6), None),  # one by 2, the mean by 1
    ],
)
def test_tr4_falls_on_two_checks_running_are_a_contact(
    first: tuple[float, float], second: tuple[float, float], expected: Weight | None
) -> None:
    checks = (scored(20, *first), scored(27, *second))
    assert weight(function_fell(GOALS, checks, START, day(28))) is expected


@pytest.mark.parametrize(
    ("days", "today", "expected"),
    [
        ((20, 25), 26, Weight.CONTACT),
        ((20, 24), 26, Weight.UNKNOWN),  # four days apart are one check
        ((19, 21, 24), 26, Weight.CONTACT),  # the third day from the end counts for the second
        ((20, 25), 38, Weight.CONTACT),
        ((20, 25), 39, Weight.UNKNOWN),  # fourteen days ago is old
        ((2, 8), 13, None),  # not judged before day 14
        ((2, 8), 14, Weight.CONTACT),
        ((), 30, None),
        ((20,), 26, Weight.UNKNOWN),
    ],
)
def test_tr4_two_checks_five_days_apart_the_last_within_two_weeks(
    days: tuple[int, ...], today: int, expected: Weight | None
) -> None:
    checks = [scored(number, 3) for number in days]
    assert weight(function_fell(GOALS, checks, START, day(today))) is expected


@pytest.mark.parametrize(
    ("contact", "expected"), [(19, Weight.CONTACT), (20, Weight.UNKNOWN), (27, Weight.UNKNOWN)]
)
def test_tr4_counts_only_checks_after_the_contact(contact: int, expected: Weight) -> None:
    checks = (scored(20, 3), scored(27, 3))
    assert weight(function_fell(GOALS, checks, START, day(28), day(contact))) is expected


def test_tr4_says_the_means_of_what_was_scored_now() -> None:
    found = function_fell(GOALS, (scored(20, 3), scored(27, 2)), START, day(28))
    assert found is not None
    assert found.numbers == "Activities: 6 → 2 of 10"


def test_tr4_compares_only_what_was_scored_the_last_time() -> None:
    goals = {"walk": 6.0, "shop": 9.0}
    found = function_fell(goals, (scored(20, 3, 3), scored(27, 2)), START, day(28))
    assert found is not None
    assert found.numbers == "Activities: 6 → 2 of 10"


def test_tr4_an_activity_that_is_no_goal_says_nothing() -> None:
    other = [ActivityCheck(day(number), {"swim": 0}) for number in (20, 27)]
    assert function_fell(GOALS, other, START, day(28)) is None


# --- TR-6: medicine days --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(2, 4, Weight.NOTE), (2, 3, None), (1, 3, None), (3, 6, Weight.NOTE), (3, 5, None)],
)
def test_tr6_twice_the_first_count_and_four_days_are_noted(
    first: int, last: int, expected: Weight | None
) -> None:
    counts = (MedicineCount(day(1), first), MedicineCount(day(20), last))
    assert weight(medicine_rose(counts, day(21))) is expected


@pytest.mark.parametrize(("today", "expected"), [(33, Weight.NOTE), (34, Weight.UNKNOWN)])
def test_tr6_an_old_count_says_nothing(today: int, expected: Weight) -> None:
    counts = (MedicineCount(day(1), 1), MedicineCount(day(20), 8))
    assert weight(medicine_rose(counts, day(today))) is expected


def test_tr6_one_day_of_counting_is_too_little() -> None:
    assert medicine_rose((), day(21)) is None
    assert weight(medicine_rose((MedicineCount(day(20), 8),), day(21))) is Weight.UNKNOWN


# --- TR-7: what was done --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "prescribed", "expected"),
    [(5, 10, None), (4, 10, Weight.NOTE), (0, 0, None), (0, 1, Weight.NOTE)],
)
def test_tr7_less_than_half_is_noted(done: int, prescribed: int, expected: Weight | None) -> None:
    assert weight(done_little(done, prescribed)) is expected


# --- TR-10: six weeks -----------------------------------------------------------------------------


def trend_of(usual: float, then: float, label: str = "Back pain") -> SiteTrend:
    scores = [Score(day(n), usual, day(n)) for n in range(7)]
    scores += [Score(day(n), then, day(n)) for n in (35, 37, 39, 41)]
    return split(Series("back", label, usual, tuple(scores)), START)


def at_six_weeks(
    *sites: SiteTrend, checks: tuple[ActivityCheck, ...] = (scored(40, 6, 6),), today: int = 45
) -> Noticed | None:
    return little_change(sites, GOALS, checks, day(today), 14)


@pytest.mark.parametrize(
    ("usual", "then", "expected"),
    [(10, 7, None), (10, 8, Weight.NOTE), (5, 6, Weight.NOTE), (0, 0, Weight.NOTE)],
)
def test_tr10_a_fall_of_30_percent_is_change(
    usual: float, then: float, expected: Weight | None
) -> None:
    assert weight(at_six_weeks(trend_of(usual, then))) is expected


@pytest.mark.parametrize(
    ("walk", "shop", "expected"), [(8, 8, None), (8, 7, Weight.NOTE), (6, 6, Weight.NOTE)]
)
def test_tr10_a_rise_of_two_in_activities_is_change(
    walk: float, shop: float, expected: Weight | None
) -> None:
    found = at_six_weeks(trend_of(5, 5), checks=(scored(40, walk, shop),))
    assert weight(found) is expected


@pytest.mark.parametrize(("today", "expected"), [(41, None), (42, Weight.NOTE)])
def test_tr10_is_worked_out_from_day_42(today: int, expected: Weight | None) -> None:
    assert weight(at_six_weeks(trend_of(5, 5), today=today)) is expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [(28, Weight.UNKNOWN), (29, Weight.NOTE), (42, Weight.NOTE), (43, Weight.UNKNOWN)],
)
def test_tr10_takes_activities_of_the_two_weeks_up_to_day_42(on: int, expected: Weight) -> None:
    found = at_six_weeks(trend_of(5, 5), checks=(scored(on, 6, 6),), today=50)
    assert weight(found) is expected


def test_tr10_takes_the_latest_of_them() -> None:
    checks = (scored(35, 9, 9), scored(41, 6, 6))
    assert weight(at_six_weeks(trend_of(5, 5), checks=checks)) is Weight.NOTE


def test_tr10_judges_the_site_with_the_highest_baseline() -> None:
    better, worse = trend_of(8, 2, "Back pain"), trend_of(4, 4, "Leg pain")
    assert at_six_weeks(better, worse) is None
    assert at_six_weeks(worse, better) is None
    found = at_six_weeks(trend_of(8, 8), worse)
    assert found is not None
    assert found.numbers == (
        "Little change at 6 weeks. Back pain: 8 → 8, activities +0.0. Review the plan"
    )


def test_tr10_a_site_without_a_baseline_is_left_out() -> None:
    none = split(Series("leg", "Leg pain", None, ()), START)
    assert at_six_weeks(none) is None
    assert weight(at_six_weeks(none, trend_of(5, 5))) is Weight.NOTE
