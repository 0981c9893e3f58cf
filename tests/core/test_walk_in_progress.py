"""A walk inside a session: what comes next by its stored events, and no minute nobody wrote."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import make_dose, make_item, make_walk_dose
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_companion.core import walk_flow
from exercise_companion.core.pain import PainFacts
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.program import Item
from exercise_companion.core.records import (
    ItemEndRecord,
    PainRecord,
    PlannedItem,
    SetRecord,
    VariantRecord,
)
from exercise_companion.core.session import (
    Session,
    SessionItem,
    judge_pain,
    stage,
    walk_of,
    work,
)
from exercise_companion.core.set_done import SetDone, record_set
from exercise_companion.core.terms import Moment
from exercise_companion.core.walk_flow import WalkNews, WalkTurn
from exercise_companion.core.walk_in_progress import rested_seconds
from exercise_companion.core.walk_prompts import Legs
from exercise_companion.core.walk_questions import next_question
from exercise_companion.core.walk_records import LegReport, WalkMark

if TYPE_CHECKING:
    from builders import Tree

    from exercise_companion.core.records import SessionEvent
    from exercise_companion.core.walk_in_progress import WalkState
    from exercise_companion.core.walk_records import LegFeeling

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FACTS = PainFacts(Parameters(), {"back": 3, "leg": 2}, {})
MINUTE = 60


EASIER = {"instruction": "Walk 2 bouts.", "dose": make_walk_dose(sets=2, max_bouts=3)}


@dataclass(frozen=True)
class Outing:
    """A walk told step by step; leg pain before it was 2."""

    session: Session
    now: datetime = NINE
    last: WalkNews | None = None

    @property
    def turn(self) -> WalkTurn:
        return WalkTurn(self.session, self.session.items[0], FACTS.parameters, 7, self.now)

    @property
    def state(self) -> WalkState:
        found = walk_of(self.session, self.session.items[0])
        assert found is not None
        return found

    def after(self, news: WalkNews) -> Outing:
        return replace(self, session=self.session.with_events(*news.events), last=news)

    def later(self, minutes: float) -> Outing:
        return replace(self, now=self.now + timedelta(minutes=minutes))

    def walks(self, seconds: int | None = None) -> Outing:
        return self.after(walk_flow.bout_done(self.turn, SetDone(seconds=seconds)))

    def feels(self, at: int, leg: int | None, feeling: LegFeeling | None = "none") -> Outing:
        felt = self.after(walk_flow.felt(self.turn, at))
        return felt.says(leg, feeling)

    def says(self, leg: int | None, feeling: LegFeeling | None = "none") -> Outing:
        return self.after(walk_flow.legs(self.turn, self.state, Legs(leg, feeling)))

    def ends(self, at: int = 0) -> Outing:
        return self.after(walk_flow.ended(self.turn, at))

    @property
    def bouts(self) -> list[tuple[int | None, int | None]]:
        """Target and done of every bout."""
        sets = [one for one in self.session.events if isinstance(one, SetRecord)]
        return [(one.target_seconds, one.done_seconds) for one in sets]


def outing(easier: Tree | None = None, **dose: object) -> Outing:
    tree = make_item("walk", "walk", dose=make_walk_dose(**dose))
    if easier is not None:
        tree["modify_down"] = easier
    item = Item.model_validate_json(json.dumps(tree))
    entry = SessionItem(PlannedItem(1, "walk", "walk", "as_written"), item)
    return Outing(Session((entry,), {"back": 3, "leg": 2}, FACTS, easy_day=False))


# --- bouts ----------------------------------------------------------------------------------------


def test_a_walk_without_leg_signs_is_its_bouts_and_asks_nothing_more() -> None:
    walk = outing().walks().walks()
    assert (stage(walk.session), walk.state.stage) == ("walk", "bout")
    done = walk.walks()
    assert done.bouts == [(240, 240)] * 3
    assert stage(done.session) == "pain"
    assert done.last is not None
    assert done.last.walk is not None
    assert (done.last.walk.minutes_total, done.last.walk.bouts) == (12, 3)
    assert (done.last.walk.minutes_to_first_symptom, done.last.walk.stop_reason) == (None, "done")
    assert (done.last.walk.session_id, done.last.walk.item_id, done.last.walk.timed) == (
        7,
        "walk",
        True,
    )


def test_a_stretch_is_no_walk() -> None:
    assert walk_of(outing(mode=None).session, outing(mode=None).session.items[0]) is None
    assert walk_of(outing(mode="other").session, outing(mode="other").session.items[0]) is None


def test_a_bout_ended_early_counts_as_it_was() -> None:
    walk = outing().walks(90).walks().walks()
    assert walk.bouts == [(240, 90), (240, 240), (240, 240)]
    assert walk.state.outcome == "partly"


@pytest.mark.parametrize(
    ("seconds", "outcome"), [(1, "partly"), (599, "partly"), (600, "done"), (700, "done")]
)
def test_less_than_the_least_that_was_written_is_done_in_part(seconds: int, outcome: str) -> None:
    """Nobody said why: the log does not say that it was done."""
    walk = outing(sets=1, duration_seconds=[600, 900]).walks(seconds)
    assert walk.state.outcome == outcome
    assert walk.last is not None
    assert walk.last.walk is not None
    assert walk.last.walk.stop_reason == ("done" if outcome == "done" else None)


def test_a_part_of_less_than_half_a_minute_is_not_done_by_a_second_of_it() -> None:
    assert outing(sets=1, duration_seconds=20).walks(1).state.outcome == "partly"


def test_why_a_short_walk_ended_is_as_the_patient_said() -> None:
    ended = outing(sets=1).ends(60)
    assert ended.state.outcome == "partly"
    assert ended.turn.measured.ended_by_patient


def test_legs_that_feel_little_let_the_bout_go_on_where_it_was() -> None:
    walk = outing().feels(100, 3)
    assert (walk.state.stage, walk.state.so_far, walk.bouts) == ("bout", 100, [])
    assert walk.turn.measured.first_felt == 100


def test_the_first_time_counts_over_all_bouts() -> None:
    walk = outing().walks().feels(30, 2).feels(60, 3).walks().walks()
    assert walk.turn.measured.minutes_to_first_symptom == 4.5
    assert walk.turn.measured.leg_max == 3


# --- NC-1: rest, resume, at most so many bouts ----------------------------------------------------


@pytest.mark.parametrize(
    ("leg", "feeling"),
    [(4, "none"), (10, "none"), (0, "numb_or_weak"), (None, "numb_or_weak"), (None, None)],
)
def test_nc1_a_walk_rests(leg: int | None, feeling: LegFeeling | None) -> None:
    walk = outing().feels(130, leg, feeling)
    assert walk.state.stage == "rest"
    assert walk.bouts == [(240, 130)]
    assert walk.state.rest_from == NINE


def test_nc1_it_goes_on_when_the_legs_are_at_most_one_above_the_start() -> None:
    resting = outing().feels(130, 5).later(3)
    assert resting.says(4).state.stage == "rest"
    assert resting.says(3, "numb_or_weak").state.stage == "rest"
    assert resting.says(None).state.stage == "rest"
    gone = resting.says(3)
    assert (gone.state.stage, gone.state.rest_from) == ("bout", None)
    assert gone.turn.measured.relief_seconds == 180


def test_nc1_an_interrupted_walk_has_as_many_bouts_as_the_therapist_allowed() -> None:
    walk = outing().feels(120, 5).later(2).says(2)
    assert [one.seconds for one in walk.state.targets()] == [240, 240, 120]
    assert walk.walks().walks().walks().state.stage == "tell"


def test_nc1_without_a_number_for_it_the_bouts_are_those_written() -> None:
    walk = outing(max_bouts=None).feels(120, 5).later(2).says(2)
    assert [one.seconds for one in walk.state.targets()] == [240, 240]


def test_nc1_after_the_last_bout_the_rest_goes_on_until_it_eases() -> None:
    last = outing(sets=1, max_bouts=2).feels(60, 5).later(1).says(2).feels(60, 5)
    assert (last.state.stage, last.state.bouts_left) == ("rest", ())
    ended = last.later(4).says(5)
    assert (ended.state.stage, ended.state.over) == ("rest", True)
    eased = ended.later(4).says(3)
    assert eased.state.stage == "tell"
    assert eased.state.outcome == "partly"
    assert eased.turn.measured.relief_seconds == 8 * MINUTE


def test_a_rest_of_the_dose_that_is_too_short_is_not_walked() -> None:
    walk = outing(sets=1, max_bouts=3).feels(211, 5).later(1).says(2)
    assert (walk.state.stage, walk.state.outcome) == ("tell", "done")


# --- NC-2, NC-3: slow to ease ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "leg", "stays"),
    [(9, 5, True), (10, 5, True), (10, 3, False), (10.1, 3, False), (10, None, True)],
)
def test_nc2_ten_minutes_end_the_walk(minutes: float, leg: int | None, stays: bool) -> None:  # noqa: FBT001
    walk = outing().feels(130, 5).later(minutes).says(leg)
    over = minutes > 10 or (minutes == 10 and leg != 3)
    assert walk.state.over is over
    assert (walk.state.stage == "rest") is stays
    assert walk.state.slow is over


def test_nc2_a_fraction_of_a_second_is_not_what_decides() -> None:
    walk = outing().feels(130, 5).later(9.9999).says(None, None)
    assert (walk.state.over, walk.state.slow) == (True, True)


def test_a_clock_set_back_eases_nothing() -> None:
    walk = outing().feels(130, 5).later(-90).says(5)
    assert walk.state.stage == "rest"
    assert walk.turn.measured.relief_seconds is None
    assert rested_seconds(walk.state, NINE - timedelta(hours=2)) == 0


def test_silence_about_the_legs_rests_even_where_a_score_alone_would_not() -> None:
    walk = outing(pause_on_leg_symptoms=False)
    assert walk.feels(130, 5, "none").state.stage == "bout"
    assert walk.feels(130, None, "none").state.stage == "rest"


def test_once_it_rests_a_score_that_has_not_eased_keeps_it_resting() -> None:
    resting = outing(pause_on_leg_symptoms=False).feels(130, 1, "numb_or_weak").later(1)
    assert resting.says(9).state.stage == "rest"
    assert resting.says(2).state.stage == "bout"


def test_nc2_what_eases_late_is_kept_as_slow() -> None:
    walk = outing().feels(130, 5).later(10).says(5).later(8).says(3)
    assert walk.state.stage == "tell"
    assert walk.turn.measured.minutes_to_relief == 18
    assert walk.turn.measured.stop_reason == "leg_symptoms"


@pytest.mark.parametrize(("leg", "feeling"), [(5, "none"), (None, None), (3, "numb_or_weak")])
def test_nc3_thirty_minutes_ask_the_questions(leg: int | None, feeling: LegFeeling | None) -> None:
    walk = outing().feels(130, 5).later(10).says(5).later(20).says(leg, feeling)
    assert walk.last is not None
    assert walk.last.asks
    assert walk.state.stage == "tell"
    question = next_question(walk_flow.about_of(walk.turn, walk.state, typed=False), {})
    assert question is not None


def test_nc3_not_waiting_until_it_eases_asks_the_questions_too() -> None:
    resting = outing().feels(130, 5).later(2)
    left = resting.after(walk_flow.rest_left(resting.turn))
    assert left.last is not None
    assert left.last.asks
    assert left.state.stage == "tell"
    assert left.turn.measured.not_eased


# --- PR-02b ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("pauses", [True, False])
def test_pr02b_above_the_limit_the_walk_is_over_and_rests(pauses: bool) -> None:  # noqa: FBT001
    """Usual leg pain 2: the limit is 5."""
    walk = outing(pause_on_leg_symptoms=pauses).feels(130, 6)
    assert (walk.state.stage, walk.state.over, walk.state.rest_from) == ("rest", True, NINE)
    assert walk.turn.measured.resting
    assert walk.turn.measured.by_legs
    assert outing(pause_on_leg_symptoms=pauses).feels(130, 5).state.over is False
    eased = walk.later(4).says(2)
    assert eased.state.stage == "tell"
    assert eased.turn.measured.minutes_to_relief == 4
    asked = walk.later(10).says(6).later(20).says(6)
    assert asked.last is not None
    assert asked.last.asks


def test_pr02b_where_the_leg_hurt_as_much_before_there_is_nothing_to_ease() -> None:
    walk = outing()
    walk = replace(walk, session=replace(walk.session, before={"back": 3, "leg": 6}))
    over = walk.feels(130, 7)
    assert (over.state.stage, over.state.over, over.turn.measured.resting) == ("tell", True, False)


def test_pr02b_leg_scores_of_a_patient_without_leg_pain_on_record_are_the_walks_own() -> None:
    walk = outing()
    walk = replace(walk, session=replace(walk.session, before={"back": 3}))
    assert walk.feels(130, 9).state.over is False


# --- NC-5 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("resting", [True, False])
def test_nc5_a_leg_that_gives_way_stops_the_walk(resting: bool) -> None:  # noqa: FBT001
    walk = outing().feels(130, 5).later(2) if resting else outing()
    walk = walk.says(None, "gave_way") if resting else walk.feels(130, None, "gave_way")
    assert walk.last is not None
    assert walk.last.gave_way
    assert walk.bouts == [(240, 130)]
    assert walk.last.walk is not None
    assert (walk.last.walk.gave_way, walk.last.walk.stop_reason) == (True, "leg_symptoms")


# --- where the therapist did not ask for pauses ---------------------------------------------------


def test_a_score_alone_does_not_rest_where_the_therapist_did_not_write_it() -> None:
    walk = outing(mode="bike", pause_on_leg_symptoms=False).feels(130, 5)
    assert (walk.state.stage, walk.state.so_far) == ("bout", 130)


@pytest.mark.parametrize("feeling", ["numb_or_weak", None])
def test_a_numb_or_weak_leg_always_rests(feeling: LegFeeling | None) -> None:
    walk = outing(pause_on_leg_symptoms=False).feels(130, 1, feeling)
    assert walk.state.stage == "rest"


# --- the end of it --------------------------------------------------------------------------------


def test_the_patient_may_end_it_and_is_asked_why() -> None:
    walk = outing().walks().ends(70)
    assert walk.bouts == [(240, 240), (240, 70)]
    assert (walk.state.stage, walk.state.outcome) == ("tell", "partly")
    about = walk_flow.about_of(walk.turn, walk.state, typed=False)
    question = next_question(about, {})
    assert question is not None
    assert question.id == "stop_reason"


def test_an_easier_version_is_for_what_is_left() -> None:
    walk = outing(EASIER).walks().walks()
    easier = replace(walk, session=walk.session.with_events(VariantRecord("walk", "easier", "x")))
    assert len(easier.state.targets()) == 1
    fresh = outing(EASIER)
    fresh = replace(fresh, session=fresh.session.with_events(VariantRecord("walk", "easier", "x")))
    assert len(fresh.state.targets()) == 2


def eased_after(sets: int, dose: Tree, easier: Tree) -> Session:
    """The easier version, once so many sets of the written one are done."""
    tree = make_item("walk", "walk", dose=dose)
    tree["modify_down"] = {"instruction": "Less of it.", "dose": easier}
    item = Item.model_validate_json(json.dumps(tree))
    entry = SessionItem(PlannedItem(1, "walk", "walk", "as_written"), item)
    session = Session((entry,), {"back": 3, "leg": 2}, FACTS, easy_day=False)
    for _ in range(sets):
        session = session.with_events(record_set(session, entry, SetDone()))
    return session.with_events(VariantRecord("walk", "easier", "PR-02c"))


BY_DISTANCE: Tree = {
    "type": "distance",
    "side": "none",
    "sets": 3,
    "rest_seconds": 30,
    "distance_metres": 120,
    "expected_seconds": 100,
    "mode": "walk",
}
NO_WALKS = [
    (2, BY_DISTANCE, 1),
    (2, make_walk_dose(sets=3, mode="other"), 1),
    (0, BY_DISTANCE, 3),
    (3, BY_DISTANCE, 0),
    (3, make_dose(side="each_side", sets=3), 1),
]
"""Sets done of a version that is no walk, it, and the parts of three that are left."""


@pytest.mark.parametrize(("done", "dose", "left"), NO_WALKS)
def test_pr02c_h17_an_easier_walk_has_no_more_parts_than_sets_were_left(
    done: int, dose: Tree, left: int
) -> None:
    session = eased_after(done, dose, make_walk_dose(sets=3))
    (entry,) = session.items
    assert len(work(session, entry).remaining) == left
    walk = walk_of(session, entry)
    assert walk is not None
    assert (walk.sets, walk.has_begun) == (left, done > 0)


def test_what_is_logged_of_an_easier_walk_is_what_was_walked() -> None:
    before = eased_after(2, make_walk_dose(sets=3, mode="other"), make_walk_dose(sets=3))
    walk = Outing(before).walks(90)
    assert walk.last is not None
    assert walk.last.walk is not None
    assert (walk.last.walk.minutes_total, walk.last.walk.bouts) == (1.5, 1)


@pytest.mark.parametrize("written", [make_walk_dose(sets=3), make_dose(side="none", sets=3)])
def test_pr02c_after_a_walk_no_more_easier_sets_follow_than_parts_were_left(written: Tree) -> None:
    session = eased_after(2, make_walk_dose(sets=3), written)
    assert len(work(session, session.items[0]).remaining) == 1


def test_pr02c_after_interrupted_parts_the_easier_sets_are_for_what_is_left() -> None:
    easier: Tree = {"instruction": "Move.", "dose": make_dose(side="none", sets=3)}
    walk = outing(easier, sets=2, max_bouts=4).feels(30, 4).later(1).says(2)
    walk = walk.feels(30, 4).later(1).says(2)
    assert len(walk.state.bouts_left) == 2
    eased = walk.session.with_events(VariantRecord("walk", "easier", "chosen"))
    assert len(work(eased, eased.items[0]).remaining) == 2


def test_pr02c_a_second_change_brings_no_set_back() -> None:
    eased = eased_after(2, make_walk_dose(sets=3), make_dose(side="none", sets=3))
    back = eased.with_events(VariantRecord(eased.items[0].item.id, "as_written", "chosen"))
    assert len(work(back, back.items[0]).remaining) == 1


def test_pain_ends_the_exercise_as_it_went() -> None:
    walk = outing().feels(130, 5).later(10).says(5).later(1).says(2)
    news = walk_flow.told(walk.turn, walk.state, (), typed=False)
    told = walk.after(news)
    assert stage(told.session) == "pain"
    judged = judge_pain(told.session, told.turn.entry, {"back": 3, "leg": 5}, no_more=())
    ends = [one for one in judged.events if isinstance(one, ItemEndRecord)]
    assert [one.outcome for one in ends] == ["partly"]


def test_a_walk_that_nobody_told_is_logged_with_what_was_measured() -> None:
    walk = outing().walks().feels(60, 5).later(2)
    record = walk_flow.unfinished(walk.turn)
    assert record is not None
    assert (record.minutes_total, record.still_there) == (5, True)
    assert record.minutes_to_first_symptom == 5
    assert walk_flow.unfinished(outing().turn) is None
    assert walk_flow.unfinished(outing().walks().walks().walks().turn) is None


STRETCH = {
    "instruction": "Stretch instead.",
    "dose": {
        "type": "duration",
        "duration_seconds": 60,
        "sets": 1,
        "rest_seconds": 0,
        "side": "none",
    },
}


def with_events(walk: Outing, *events: SessionEvent) -> Outing:
    return replace(walk, session=walk.session.with_events(*events))


def test_what_was_told_of_a_walk_ends_it() -> None:
    told = with_events(outing(), WalkMark("walk", "told")).state
    assert (told.stage, told.typed, told.bouts_left) == ("told", False, ())
    typed = with_events(outing(), WalkMark("walk", "typed")).state
    assert (typed.stage, typed.typed) == ("told", True)


def test_how_far_a_bout_has_come_is_kept_until_it_ends() -> None:
    walk = with_events(outing(), WalkMark("walk", "so_far", 70))
    assert (walk.state.so_far, walk.state.stage, walk.state.is_under_way) == (70, "bout", True)
    felt = with_events(walk, WalkMark("walk", "felt", 90))
    assert (felt.state.so_far, felt.state.stage) == (90, "legs")
    done = walk.walks()
    assert (done.state.so_far, done.state.done) == (0, 1)


def test_a_bout_whose_time_nobody_measured_adds_none() -> None:
    walk = outing().walks()
    (bout,) = [one for one in walk.session.events if isinstance(one, SetRecord)]
    unmeasured = with_events(outing(), replace(bout, done_seconds=None))
    assert (unmeasured.state.done, unmeasured.state.walked) == (1, 0)


def test_a_version_that_is_no_walk_has_no_walk_and_what_is_done_in_it_is_none() -> None:
    stretch = with_events(
        outing(STRETCH), VariantRecord("walk", "easier", "x"), WalkMark("walk", "so_far", 70)
    )
    assert walk_of(stretch.session, stretch.session.items[0]) is None
    back = with_events(stretch, VariantRecord("walk", "as_written", "x"))
    assert back.state.is_under_way is False


def test_a_score_given_on_the_way_leaves_the_walk_where_it_is() -> None:
    walk = outing().walks()
    score = PainRecord(Moment.DURING, "leg", 3, item_id="walk")
    assert with_events(walk, score).state == walk.state


# --- any walk -------------------------------------------------------------------------------------

steps = st.lists(
    st.tuples(
        st.sampled_from(["walks", "feels", "says", "ends", "left"]),
        st.integers(0, 240),
        st.integers(0, 10) | st.none(),
        st.sampled_from(["none", "numb_or_weak", "gave_way", None]),
        st.floats(0, 12),
    ),
    max_size=14,
)


def go(walk: Outing, step: tuple[str, int, int | None, LegFeeling | None, float]) -> Outing:
    """One step, if it can be taken where the walk stands."""
    kind, seconds, leg, feeling, minutes = step
    walk = walk.later(minutes)
    at = walk.state.stage
    if at == "bout" and kind == "walks":
        return walk.walks(min(seconds, walk.state.bouts_left[0]))
    if at == "bout" and kind == "feels":
        at_least = max(seconds, walk.state.so_far)
        return walk.feels(min(at_least, walk.state.bouts_left[0]), leg, feeling)
    if at == "bout" and kind == "ends":
        return walk.ends(min(seconds, walk.state.bouts_left[0]))
    if at == "rest" and kind == "left":
        return walk.after(walk_flow.rest_left(walk.turn))
    return walk.says(leg, feeling) if at == "rest" else walk


@settings(max_examples=300)
@given(steps, st.sampled_from([None, 1, 2, 3, 4, 6]), st.sampled_from([1, 2, 3]))
def test_h17_no_walk_is_longer_than_written(
    taken: list[tuple[str, int, int | None, LegFeeling | None, float]],
    max_bouts: int | None,
    sets: int,
) -> None:
    walk = outing(sets=sets, max_bouts=max_bouts)
    for step in taken:
        walk = go(walk, step)
        left = sum(target.seconds or 0 for target in walk.state.targets())
        walked = sum(done or 0 for _, done in walk.bouts)
        assert walked + left <= sets * 240
        assert all((target.seconds or 0) <= 240 for target in walk.state.targets())
        most = max(sets, max_bouts or 0)
        assert len(walk.bouts) + len(walk.state.targets()) <= most


@settings(max_examples=200)
@given(steps)
def test_silence_never_counts_as_eased(
    taken: list[tuple[str, int, int | None, LegFeeling | None, float]],
) -> None:
    """Decisions A9, C4: whoever says nothing in a rest rests on, and at last is asked."""
    walk = outing()
    for step in taken:
        walk = go(walk, step)
    if walk.state.stage != "rest":
        return
    silent = walk.says(None, None)
    assert silent.state.stage in {"rest", "tell"}
    assert silent.state.stage == "rest" or (silent.last is not None and silent.last.asks)


def test_a_report_is_of_its_exercise() -> None:
    walk = outing().feels(130, 5)
    report = walk.session.events[-1]
    assert isinstance(report, LegReport)
    assert (report.item_id, report.advice.value, report.rule) == ("walk", "REST", "NC-1")
    assert isinstance(walk.session.events[0], WalkMark)
