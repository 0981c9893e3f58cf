"""Walks: more symptoms never lead to a milder advice, what is not given is never eased."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core import walking
from exercise_companion.core.noticed import CALF_WHEN_WALKING, Noticed, Weight
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.records import WalkRecord
from exercise_companion.core.walking import WalkAdvice, WalkNow, WalkStep, advise_walk

DEFAULTS = Parameters()
START = date(2026, 5, 3)

scores = st.integers(0, 10)
now = st.builds(
    WalkNow,
    before=scores,
    leg=scores | st.none(),
    bout=st.integers(1, 4),
    max_bouts=st.integers(1, 4),
    numb_or_weak=st.booleans(),
    resting_minutes=st.floats(0, 60) | st.none(),
    gave_way=st.booleans(),
)


def severity(one: WalkNow) -> int:
    return list(WalkAdvice).index(advise_walk(DEFAULTS, one).advice)


@given(now)
def test_more_symptoms_never_give_a_milder_advice(one: WalkNow) -> None:
    before = severity(one)
    assert severity(replace(one, gave_way=True)) >= before
    assert severity(replace(one, numb_or_weak=True)) >= before
    assert severity(replace(one, leg=None)) >= before
    if one.leg is not None:
        assert severity(replace(one, leg=min(10, one.leg + 1))) >= before
    if one.resting_minutes is not None:
        assert severity(replace(one, resting_minutes=one.resting_minutes + 5)) >= before


def test_a_walk_answers_no_minutes_and_no_dose() -> None:
    """NC-6, H-17: walk progress is only as authored."""
    assert [field.name for field in fields(WalkStep)] == ["advice", "rule"]


def walk(minutes: float | None, **changes: object) -> WalkRecord:
    return replace(WalkRecord("outdoor_walk", 20, minutes, 1, None, "done"), **changes)


def on(*walks: tuple[int, WalkRecord]) -> list[tuple[date, WalkRecord]]:
    return [(START + timedelta(days=number), one) for number, one in walks]


def test_the_calf_has_its_own_flag() -> None:
    calf = walk(5, in_calf=True, relief_action="stood_still")
    found = walking.calf(DEFAULTS, on((1, calf), (2, calf)), START + timedelta(days=2))
    assert found is not None
    assert (found.flag_id, found.weight) == (CALF_WHEN_WALKING, Weight.SIGN)
    known = walking.calf(
        DEFAULTS, on((1, calf), (2, calf)), START + timedelta(days=2), is_known=True
    )
    assert known == replace(found, weight=Weight.CONTACT)


def test_a_first_symptom_at_once_leaves_no_room_to_drop() -> None:
    walks = on(*((n, walk(0)) for n in range(4)), *((n, walk(0)) for n in range(15, 19)))
    assert walking.walking_time(DEFAULTS, walks, START, START + timedelta(days=20)) == ()


def test_who_never_walks_has_nothing_to_judge() -> None:
    assert walking.walking_time(DEFAULTS, [], START, START + timedelta(days=20)) == ()


minutes = st.lists(st.integers(1, 20) | st.none(), min_size=4, max_size=10)


@given(minutes, minutes, st.data())
def test_an_earlier_symptom_is_never_judged_milder(
    base: list[int | None], later: list[int | None], data: st.DataObject
) -> None:
    walks = on(
        *((n, walk(one)) for n, one in enumerate(base[:7])),
        *((20 + n, walk(one)) for n, one in enumerate(later)),
    )
    place = data.draw(st.integers(0, len(later) - 1))
    earlier = (later[place] or 20) / 2
    worse = list(walks)
    at = len(base[:7]) + place
    worse[at] = (walks[at][0], walk(earlier))
    today = START + timedelta(days=30)
    rules = [
        {one.rule for one in walking.walking_time(DEFAULTS, ones, START, today)} & {"TR-5"}
        for ones in (walks, worse)
    ]
    assert rules[0] <= rules[1]


@given(minutes)
def test_too_few_walks_are_unknown(base: list[int | None]) -> None:
    walks = on(*((n, walk(one)) for n, one in enumerate(base)), (25, walk(1)), (26, walk(1)))
    found = walking.walking_time(DEFAULTS, walks, START, START + timedelta(days=30))
    assert [(one.rule, one.weight) for one in found] == [("TR-5", Weight.UNKNOWN)]


# --- at the edge of each number -------------------------------------------------------------------

LEGS_HURT = WalkRecord("outdoor_walk", 20, None, 1, 5, "leg_symptoms")
FINE = WalkRecord("outdoor_walk", 20, None, 1, 0, "done")


def day(number: int) -> date:
    return START + timedelta(days=number)


def at(minutes: float, *days: int) -> list[tuple[int, WalkRecord]]:
    return [(number, walk(minutes)) for number in days]


def time_rules(
    *walks: tuple[int, WalkRecord], today: int = 24, contact: int | None = None
) -> dict[str, Noticed]:
    since = None if contact is None else day(contact)
    found = walking.walking_time(DEFAULTS, on(*walks), START, day(today), since)
    return {one.rule: one for one in found if one.weight is not Weight.UNKNOWN}


BASE = at(20, 0, 1, 2, 3)
LATER = (20, 21, 22, 23)


def test_a_walk_without_a_symptom_goes_on() -> None:
    assert advise_walk(DEFAULTS, WalkNow(2, 3, 1, 3)) == WalkStep(WalkAdvice.WALK, "")


def test_every_note_of_a_walk_is_about_the_leg() -> None:
    slow, long = replace(LEGS_HURT, minutes_to_relief=11), replace(LEGS_HURT, still_there=True)
    found = walking.notes_of(DEFAULTS, on((20, slow), (21, long)), day(22))
    assert [(one.rule, one.site, one.asks) for one in found] == [
        ("NC-2", "leg", False),
        ("NC-3", "leg", True),
    ]
    calf = walk(5, in_calf=True, relief_action="stood_still")
    told = walking.calf(DEFAULTS, on((20, calf), (21, calf)), day(22))
    assert told is not None
    assert told.site == "leg"
    unknown = walking.walking_time(DEFAULTS, on((20, FINE)), START, day(22))
    assert [(one.rule, one.site) for one in unknown] == [("TR-5", "leg")]


@pytest.mark.parametrize(
    ("minutes", "fires", "asks"),
    [(15, False, False), (14, True, False), (10.5, True, False), (10, True, True)],
)
def test_tr5_a_drop_to_70_percent_is_told_and_to_half_is_asked_about(
    minutes: float, *, fires: bool, asks: bool
) -> None:
    found = time_rules(*BASE, *at(minutes, *LATER))
    assert ("TR-5" in found) is fires
    if fires:
        assert (found["TR-5"].site, found["TR-5"].asks) == ("leg", asks)
        assert found["TR-5"].numbers == f"Walking: 20 → {minutes:g} minutes since 3 May"


def test_tr5_a_baseline_of_one_minute_is_one() -> None:
    assert "TR-5" in time_rules(*at(1, 0, 1, 2, 3), *at(0.5, *LATER))


def test_tr5_the_baseline_is_of_the_first_fourteen_days_or_the_first_four_walks() -> None:
    early = [*at(20, 0, 1), *at(8, 2, 3)]  # median 14
    assert "TR-5" in time_rules(*early, *at(8, 14), *at(9, *LATER))
    few = at(20, 0, 1, 15, 16)  # the first four ever
    assert "TR-5" in time_rules(*few, *at(10, *LATER))


def test_tr5_only_walks_on_foot_since_the_trend_began_and_up_to_today() -> None:
    dropped = at(10, *LATER)
    assert "TR-5" in time_rules(*BASE, *dropped, today=23)
    assert "TR-5" not in time_rules(*BASE, *dropped, today=22)
    before = at(40, -5, -4, -3, -2)
    assert "TR-5" not in time_rules(*before, *BASE, *at(20, *LATER))
    belt = [(number, replace(one, mode="treadmill")) for number, one in [*BASE, *dropped]]
    assert "TR-5" in time_rules(*belt)
    bike = [(number, replace(one, mode="bike")) for number, one in [*BASE, *dropped]]
    assert time_rules(*bike) == {}


@pytest.mark.parametrize(("today", "fires"), [(13, False), (14, True)])
def test_tr5_is_judged_from_day_14(today: int, *, fires: bool) -> None:
    week = at(20, *range(7))
    assert ("TR-5" in time_rules(*week, *at(10, 10, 11, 12, 13), today=today)) is fires


@pytest.mark.parametrize(
    ("first", "contact", "fires"),
    [(27, None, True), (26, None, False), (27, 26, True), (27, 27, False)],
)
def test_tr5_four_walks_of_two_weeks_after_the_contact(
    first: int, contact: int | None, *, fires: bool
) -> None:
    found = time_rules(*BASE, *at(10, first, 35, 36, 37), today=40, contact=contact)
    assert ("TR-5" in found) is fires


@pytest.mark.parametrize(
    ("one", "fires"),
    [
        (LEGS_HURT, True),
        (replace(FINE, symptom="heavy"), True),
        (replace(FINE, gave_way=True), True),
        (replace(FINE, legs="felt"), True),
        (replace(LEGS_HURT, legs="not_said"), True),
        (replace(LEGS_HURT, minutes_total=None), False),
        (replace(LEGS_HURT, minutes_total=None, minutes_to_first_symptom=20), True),
        (FINE, False),
    ],
)
def test_a_symptom_that_ended_the_walk_came_at_its_end_at_the_latest(
    one: WalkRecord, *, fires: bool
) -> None:
    base = at(40, 0, 1, 2, 3)
    assert ("TR-5" in time_rules(*base, *((number, one) for number in LATER))) is fires


@pytest.mark.parametrize(
    ("base", "best", "now", "fires"),
    [(10, 20, 14, True), (10, 20, 15, False), (0.5, 1, 0.7, True), (10, 10, 9, False)],
)
def test_tr12_a_drop_to_70_percent_of_the_best_two_weeks(
    base: float, best: float, now: float, *, fires: bool
) -> None:
    reached = at(best, 15, 16, 17, 18)
    walks = (*at(base, 0, 1, 2, 3), *reached, *at(now, 40, 41, 42, 43))
    found = time_rules(*walks, today=44)
    assert ("TR-12" in found) is fires
    if fires:
        assert found["TR-12"].site == "leg"
        assert found["TR-12"].numbers == f"Walking: {best:g} → {now:g} minutes since 31 May"


def test_tr12_three_walks_are_no_level_reached_nor_is_what_was_before_day_14() -> None:
    later = at(10, 40, 41, 42, 43)
    base = at(10, 0, 1, 2, 3)
    assert "TR-12" not in time_rules(*base, *at(30, 15, 16, 17), *later, today=44)
    assert "TR-12" in time_rules(*base, *at(30, 15, 16, 17, 18), *later, today=44)
    week = at(10, 0, 0, 1, 1, 2, 2, 3)
    early = [*at(30, 8, 9, 10, 11), *at(10, 13, 13, 13, 13, 13)]
    assert "TR-12" not in time_rules(*week, *early, *later, today=44)


SILENT = replace(FINE, minutes_total=1, stop_reason=None, gave_way=None, legs="not_said")


def test_a_walk_of_which_nobody_said_how_the_legs_were_is_neither_good_nor_bad() -> None:
    """It neither lifts a level that has dropped, nor makes one, nor is it a baseline (A9)."""
    silent = [(number, SILENT) for number in LATER]
    assert "TR-5" in time_rules(*BASE, *at(10, *LATER), *silent)
    found = walking.walking_time(DEFAULTS, on(*BASE, *silent), START, day(24))
    assert [(one.rule, one.weight) for one in found] == [("TR-5", Weight.UNKNOWN)]
    early = [(number, SILENT) for number in range(4)]
    assert "TR-5" in time_rules(*early, *BASE, *at(10, *LATER))
