"""The trend of pain: more is never judged milder, what is missing is never read as good."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core.noticed import Weight
from exercise_companion.core.pain_series import Score, Series, split
from exercise_companion.core.pain_trend import leg_alone, site_rules
from exercise_companion.core.parameters import Parameters

if TYPE_CHECKING:
    from exercise_companion.core.noticed import Noticed
    from exercise_companion.core.terms import Site

DEFAULTS = Parameters()
START = date(2026, 5, 3)

scores = st.integers(0, 10)
points = st.lists(st.tuples(st.integers(0, 59), scores), max_size=60)
"""Any days of two months, several scores a day allowed."""


def day(number: int) -> date:
    return START + timedelta(days=number)


def series(
    given_points: list[tuple[int, int]], recorded: float | None = 3, site: Site = "back"
) -> Series:
    in_order = sorted(given_points, key=lambda point: point[0])
    return Series(
        site, "Back pain", recorded, tuple(Score(day(n), value, day(n)) for n, value in in_order)
    )


def rules(one: Series, today: int, newer_than: int | None = None) -> tuple[Noticed, ...]:
    since = None if newer_than is None else day(newer_than)
    return site_rules(DEFAULTS, split(one, START), day(today), since)


def weights(found: tuple[Noticed, ...]) -> dict[str, Weight]:
    return {one.rule: one.weight for one in found}


# --- the baseline ---------------------------------------------------------------------------------


def test_the_first_seven_scores_make_the_baseline_and_are_not_judged_by_it() -> None:
    one = split(series([(n, 4) for n in range(7)] + [(n, 9) for n in range(7, 10)]), START)
    assert one.baseline is not None
    assert (one.baseline.level, one.baseline.since, one.baseline.measured) == (4, START, True)
    assert [score.value for score in one.judged] == [9, 9, 9]


def test_two_scores_of_one_day_are_two_scores() -> None:
    one = split(series([(0, 4), (0, 4), (1, 4), (1, 4), (2, 4), (2, 4), (3, 4), (3, 9)]), START)
    assert [score.value for score in one.judged] == [9]


def test_with_fewer_than_four_the_recorded_level_stands_and_every_score_is_judged() -> None:
    one = split(series([(0, 5), (1, 5), (2, 5), (14, 5)]), START)
    assert one.baseline is not None
    assert (one.baseline.level, one.baseline.measured) == (3, False)
    assert len(one.judged) == 4


def test_without_a_recorded_level_there_is_no_baseline_and_no_claim() -> None:
    found = rules(series([(n, 9) for n in range(20, 28)], recorded=None), 28)
    assert weights(found) == {"TR-0": Weight.UNKNOWN}


def test_what_is_entered_after_day_14_does_not_move_a_frozen_baseline() -> None:
    early = [Score(day(n), 3, day(n)) for n in range(5)]
    late = Score(day(5), 10, day(15))
    before = split(Series("back", "Back pain", 3, tuple(early)), START)
    after = split(Series("back", "Back pain", 3, (*early, late)), START)
    assert after.baseline == before.baseline
    assert after.judged == (late,)


def test_scores_from_before_the_trend_began_anew_are_left_out() -> None:
    one = series([(n, 9) for n in range(10)] + [(n, 3) for n in range(20, 30)])
    anew = split(one, day(20))
    assert anew.baseline is not None
    assert anew.baseline.level == 3
    assert {score.value for score in anew.judged} == {3}


# --- what is noticed ------------------------------------------------------------------------------


def test_the_figures_that_fired_are_said() -> None:
    found = rules(series([(n, 3) for n in range(7)] + [(n, 6) for n in range(10, 20)]), 20)
    assert found[0].numbers == "Back pain: 3 → 6 since 3 May"


def test_nothing_is_judged_before_day_14() -> None:
    one = series([(n, 3) for n in range(7)] + [(n, 9) for n in range(7, 15)])
    assert rules(one, 13) == ()
    assert "TR-1" in weights(rules(one, 14))


def test_a_half_point_is_shown() -> None:
    found = rules(series([(n, 3) for n in range(7)] + [(10, 5), (11, 5), (12, 6), (13, 6)]), 16)
    assert found[0].numbers == "Back pain: 3 → 5.5 since 3 May"


def test_the_leg_alone_needs_a_baseline_at_both_sites() -> None:
    leg = split(series([(n, 2) for n in range(7)] + [(n, 5) for n in range(10, 20)]), START)
    nothing = split(series([], recorded=None), START)
    assert leg_alone(DEFAULTS, leg, nothing, day(20)) is None
    assert leg_alone(DEFAULTS, nothing, leg, day(20)) is None


# --- properties -----------------------------------------------------------------------------------

ORDER = {None: 0, Weight.UNKNOWN: 0, Weight.NOTE: 1, Weight.CONTACT: 2}


def level_of(found: tuple[Noticed, ...], *names: str) -> int:
    return max((ORDER[one.weight] for one in found if one.rule in names), default=0)


@given(points, st.data())
def test_a_higher_score_is_never_judged_milder(
    given_points: list[tuple[int, int]], data: st.DataObject
) -> None:
    """TR-1, TR-2, TR-9: scores after the baseline only, which stands still."""
    base = [(n, 3) for n in range(7)]
    judged = sorted((number, value) for number, value in given_points if number >= 14)
    if not judged:
        return
    place = data.draw(st.integers(0, len(judged) - 1))
    worse = [(n, min(10, v + (at == place))) for at, (n, v) in enumerate(judged)]
    before, after = rules(series(base + judged), 59), rules(series(base + worse), 59)
    for names in (("TR-1", "TR-2"), ("TR-9",)):
        assert level_of(before, *names) <= level_of(after, *names)


@given(points)
def test_without_enough_recent_scores_no_level_is_claimed(
    given_points: list[tuple[int, int]],
) -> None:
    recent = [point for point in given_points if point[0] > 45]
    enough = len(recent) >= 4 and len({number for number, _ in recent}) >= 3
    found = weights(rules(series([point for point in given_points if point[0] > 13]), 59))
    assert ("TR-0" in found) != enough
    if not enough:
        assert not {"TR-1", "TR-2", "TR-12"} & set(found)


@given(points, st.integers(0, 59))
def test_only_what_is_newer_than_the_contact_counts(
    given_points: list[tuple[int, int]], contact: int
) -> None:
    """Changing any judged score up to the contact changes no rule but the best level reached."""
    base = [(n, 3) for n in range(7)]
    judged = [point for point in given_points if point[0] >= 14]
    other = [(n, 10 - value if n <= contact else value) for n, value in judged]
    names = {"TR-0", "TR-1", "TR-2", "TR-3", "TR-9"}
    one, two = (
        {rule: weight for rule, weight in weights(found).items() if rule in names}
        for found in (
            rules(series(base + judged), 59, contact),
            rules(series(base + other), 59, contact),
        )
    )
    assert one == two


@given(points)
def test_a_month_without_scores_says_so(given_points: list[tuple[int, int]]) -> None:
    """H-21: all missing is unknown, whatever came before."""
    one = series([point for point in given_points if point[0] < 30])
    assert weights(rules(one, 59)).get("TR-0") is Weight.UNKNOWN


def test_two_scores_a_week_are_enough_for_a_climb() -> None:
    """TR-3 asks for eight scores in 28 days, and for the median of the last seven days."""
    days, values = (14, 17, 21, 24, 28, 31, 35, 38), (3, 3, 4, 4, 4, 4, 5, 5)
    found = rules(series(list(zip(days, values, strict=True))), 38)
    assert weights(found)["TR-3"] is Weight.CONTACT


def test_a_window_holds_so_many_days_and_only_those_after_the_contact() -> None:
    later = [(number, 5) for number in range(20, 25)]
    one = split(series([(number, 3) for number in range(7)] + later), START)
    assert [score.day for score in one.window(3, day(23))] == [day(21), day(22), day(23)]
    assert [score.day for score in one.window(14, day(24), day(21))] == [day(22), day(23), day(24)]


# --- at the edge of each number -------------------------------------------------------------------

STEADY = [(number, 3) for number in range(7)]
"""A baseline of 3."""


def spikes(found: tuple[Noticed, ...]) -> Weight | None:
    return weights(found).get("TR-9")


@pytest.mark.parametrize(
    ("usual", "score", "times", "weight"),
    [
        (3, 7, 1, None),
        (3, 7, 2, Weight.NOTE),
        (3, 7, 3, Weight.CONTACT),
        (3, 6, 3, None),
        (5, 8, 2, Weight.NOTE),
        (5, 7, 3, None),
    ],
)
def test_tr9_a_spike_is_seven_and_three_above_the_baseline(
    usual: int, score: int, times: int, weight: Weight | None
) -> None:
    low = [(number, usual) for number in (*range(7), 20, 22, 24, 26, 28)]
    high = [(21 + 2 * time, score) for time in range(times)]
    assert spikes(rules(series(low + high), 30)) is weight


@pytest.mark.parametrize(("per_week", "fires"), [(0.5, True), (0.51, False)])
def test_tr3_a_climb_as_steep_as_the_number_set_is_one(per_week: float, *, fires: bool) -> None:
    parameters = DEFAULTS.changed({"slope_per_week": per_week})
    climb = [(14 + 7 * week + day_of_week, 3 + week * 0.5 + day_of_week * 0.5 / 7)
             for week in range(4) for day_of_week in (0, 2, 4)]  # fmt: skip
    one = split(exact_series(STEADY, climb), START)
    found = weights(site_rules(parameters, one, day(41)))
    assert ("TR-3" in found) is fires


def exact_series(*parts: list[tuple[int, float]] | list[tuple[int, int]]) -> Series:
    entries = [Score(day(number), value, day(number)) for part in parts for number, value in part]
    return Series("back", "Back pain", 3, tuple(entries))


def test_tr3_many_scores_of_one_day_are_no_climb() -> None:
    assert "TR-3" not in weights(rules(series(STEADY + [(30, 9)] * 12), 30))


def test_tr12_the_best_level_is_one_of_the_time_in_which_trends_are_judged() -> None:
    """What was reached before day 14 is no level to fall back from."""
    early = [(number, 0) for number in range(9, 13)] + [(13, 4)] * 5
    later = [(number, 4) for number in range(20, 28)]
    assert "TR-12" not in weights(rules(series(STEADY + early + later), 27))
    reached = [(number, 1) for number in range(14, 20)]
    assert "TR-12" in weights(rules(series(STEADY + reached + [(n, 4) for n in range(34, 40)]), 40))


def test_a11_without_a_recorded_level_nothing_lies_apart_from_it() -> None:
    found = weights(rules(series(STEADY, recorded=None), 20))
    assert "A11" not in found
    assert "TR-0" in found


# --- the leg alone (TR-8) -------------------------------------------------------------------------

FOUR_DAYS = (20, 22, 24, 26)


def alone(
    leg: list[tuple[int, int]],
    back: list[tuple[int, int]],
    *,
    today: int = 27,
    leg_recorded: float | None = 3,
    back_recorded: float | None = 3,
) -> Noticed | None:
    legs = split(series(leg, leg_recorded, "leg"), START)
    return leg_alone(DEFAULTS, legs, split(series(back, back_recorded), START), day(today))


def on(days: tuple[int, ...], score: int) -> list[tuple[int, int]]:
    return STEADY + [(number, score) for number in days]


@pytest.mark.parametrize(
    ("leg", "back", "fires"),
    [
        (on(FOUR_DAYS, 5), on(FOUR_DAYS, 3), True),
        (on(FOUR_DAYS, 5), on(FOUR_DAYS, 2), True),
        (on(FOUR_DAYS, 4), on(FOUR_DAYS, 3), False),
        (on(FOUR_DAYS, 5), on(FOUR_DAYS, 4), False),
        (on((20, 20, 22, 24), 5), on((20, 20, 22, 24), 3), True),
        (on((20, 22, 24), 5), on(FOUR_DAYS, 3), False),
        (on(FOUR_DAYS, 5), on((20, 22, 24), 3), False),
        (on((20, 20, 22, 22), 5), on(FOUR_DAYS, 3), False),
        (on(FOUR_DAYS, 5), on((20, 20, 22, 22), 3), False),
    ],
)
def test_tr8_the_leg_rises_by_two_and_the_back_does_not(
    leg: list[tuple[int, int]], back: list[tuple[int, int]], *, fires: bool
) -> None:
    found = alone(leg, back)
    assert (found is not None) is fires
    if found is not None:
        assert (found.rule, found.site, found.asks) == ("TR-8", "leg", True)


@pytest.mark.parametrize(("today", "fires"), [(13, False), (14, True)])
def test_tr8_is_judged_from_day_14(today: int, *, fires: bool) -> None:
    days = (8, 9, 11, 13)
    assert (alone(on(days, 6), on(days, 3), today=today) is not None) is fires


@pytest.mark.parametrize("missing", ["leg_recorded", "back_recorded"])
def test_tr8_needs_a_baseline_at_both_sites(missing: str) -> None:
    few = [(number, 6) for number in FOUR_DAYS]
    none = [(number, 3) for number in FOUR_DAYS]
    assert alone(few, none) is not None
    assert alone(few, none, **{missing: None}) is None  # type: ignore[arg-type]
