"""Walks: more symptoms never lead to a milder advice, what is not given is never eased."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core import walking
from exercise_companion.core.noticed import CALF_WHEN_WALKING, Weight
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
    assert (found.flag_id, found.weight) == (CALF_WHEN_WALKING, Weight.CONTACT)


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
