"""Pain told on a walk is never milder than the same score told of the legs (NC-1, PR-02, PR-03)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_walk_in_progress import EASIER, Outing, outing

from exercise_companion.core import walk_flow
from exercise_companion.core.pain import DuringOutcome
from exercise_companion.core.records import ItemEndRecord, PainRecord, SetRecord, VariantRecord
from exercise_companion.core.session import judge_pain
from exercise_companion.core.walk_pain import weighed_with_legs
from exercise_companion.core.walk_records import LegReport, WalkMark

if TYPE_CHECKING:
    from builders import Tree

    from exercise_companion.core.session import Judgement


def at(walk: Outing, seconds: int) -> Outing:
    """The same when "it hurts" has interrupted its bout there."""
    mark = WalkMark("walk", "so_far", seconds)
    return replace(walk, session=walk.session.with_events(mark))


def judged(walk: Outing, leg: int | None, back: int = 2) -> Judgement:
    scores = {"back": back} if leg is None else {"back": back, "leg": leg}
    judgement = judge_pain(walk.session, walk.session.items[0], scores, no_more=())  # type: ignore[arg-type]
    return weighed_with_legs(walk.turn, judgement, leg)


def hurts(walk: Outing, leg: int | None, back: int = 2) -> Outing:
    return replace(walk, session=walk.session.with_events(*judged(walk, leg, back).events))


def report_of(judgement: Judgement) -> tuple[str, str] | None:
    reports = [one for one in judgement.events if isinstance(one, LegReport)]
    return (reports[0].advice.value, reports[0].rule) if reports else None


@pytest.mark.parametrize(
    ("leg", "back", "told"),
    [
        (3, 2, None),
        (None, 2, None),
        (4, 2, ("REST", "NC-1")),
        (5, 2, ("END", "PR-02c")),  # three above the start, and nothing easier is written
        (6, 2, ("END", "PR-02b")),
        (4, 6, ("END", "PR-02b")),
        (3, 6, None),
        (9, 2, None),  # the session stops
    ],
)
def test_what_the_legs_ask_for_is_kept_beside_the_pain(
    leg: int | None, back: int, told: tuple[str, str] | None
) -> None:
    judgement = judged(at(outing(), 60), leg, back)
    assert report_of(judgement) == told
    if told is not None:
        assert not judgement.offers_easier
        assert not any(isinstance(one, ItemEndRecord) for one in judgement.events)
        assert any(isinstance(one, PainRecord) for one in judgement.events)
        assert [one.done_seconds for one in judgement.events if isinstance(one, SetRecord)] == [60]


def test_pr02c_the_easier_version_begins_with_the_rest() -> None:
    walk = at(outing(EASIER), 60)
    judgement = judged(walk, 5)
    assert report_of(judgement) == ("REST", "NC-1")
    assert any(isinstance(one, VariantRecord) for one in judgement.events)
    after = hurts(walk, 5).state
    assert (after.stage, after.changed, len(after.bouts_left)) == ("rest", True, 2)


@pytest.mark.parametrize("easier", [None, EASIER])
@pytest.mark.parametrize(("leg", "back"), [(4, 6), (5, 2)])
def test_in_a_rest_pain_that_ends_or_changes_the_exercise_ends_the_walk_and_not_the_rest(
    leg: int, back: int, easier: Tree | None
) -> None:
    resting = outing(easier).feels(60, 4)
    after = hurts(resting, leg, back).state
    assert (after.stage, after.over, after.bouts_left) == ("rest", True, ())
    assert after.rest_from == resting.now


@pytest.mark.parametrize(("leg", "back", "told"), [(4, 6, ("END", "PR-02b")), (3, 2, None)])
def test_pain_told_before_the_legs_were_is_weighed_as_in_a_rest(
    leg: int, back: int, told: tuple[str, str] | None
) -> None:
    walk = outing()
    felt = walk.after(walk_flow.felt(walk.turn, 60))
    assert felt.state.stage == "legs"
    assert report_of(judged(felt, leg, back)) == told


def test_pr02b_a_walk_ended_by_pain_is_kept_as_stopped_by_it_whatever_the_rest_says() -> None:
    resting = outing().feels(60, 4)
    hurt = hurts(resting, 4, 6)
    assert (hurt.state.pain_stopped, hurt.state.outcome) == (True, "stopped_by_pain")
    rested = replace(hurt, now=resting.now + timedelta(minutes=11)).says(4)
    assert rested.state.slow  # NC-2 ended the rest
    assert rested.state.outcome == "stopped_by_pain"


def test_nc2_a_walk_ended_by_a_slow_rest_was_not_stopped_by_pain() -> None:
    slow = outing().feels(60, 4).later(11).says(4)
    assert (slow.state.over, slow.state.pain_stopped) == (True, False)
    assert slow.state.outcome == "partly"


def test_the_moment_the_legs_felt_it_is_marked_in_a_bout_and_not_in_a_rest() -> None:
    """NC-1, TR-5: after how many seconds the legs were first felt."""
    in_a_bout = judged(at(outing(), 60), 4).events
    assert in_a_bout[0] == WalkMark("walk", "felt", 60)
    in_a_rest = judged(outing().feels(60, 4), 4, 6).events
    assert report_of(judged(outing().feels(60, 4), 4, 6)) is not None
    assert not any(isinstance(one, WalkMark) for one in in_a_rest)


def test_in_a_rest_mild_pain_changes_nothing() -> None:
    assert report_of(judged(outing().feels(60, 4), 3)) is None


def test_what_was_walked_and_told_is_only_pain_again() -> None:
    told = outing(sets=1).walks()
    assert report_of(judged(told, 5)) is None


def test_an_exercise_that_is_no_walk_is_judged_as_ever() -> None:
    assert report_of(judged(outing(mode=None), 5)) is None


@settings(max_examples=300)
@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 239), st.sampled_from([None, EASIER]))
def test_the_same_leg_score_is_never_milder_when_it_is_told_as_pain(
    leg: int, back: int, seconds: int, easier: Tree | None
) -> None:
    walk = outing(easier)
    of_legs = walk.feels(seconds, leg).state
    judgement = judged(at(walk, seconds), leg, back)
    if of_legs.stage != "rest" or judgement.outcome is DuringOutcome.STOP_SESSION:
        return
    assert not judgement.offers_easier
    after = hurts(at(walk, seconds), leg, back).state
    assert after.stage == "rest"
    assert len(after.bouts_left) <= len(of_legs.bouts_left)
