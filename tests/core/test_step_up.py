"""The next step: offered only where everything is known and met (clinical-spec 2.4, H-21)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from builders import make_dose, make_item, make_walk_dose
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.pain import MorningOutcome, PainFacts
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.program import Item
from exercise_companion.core.records import (
    ItemEffortRecord,
    ItemEndRecord,
    PainRecord,
    PlannedItem,
    SensationRecord,
    SessionEndRecord,
    VariantRecord,
)
from exercise_companion.core.session import Session, SessionItem
from exercise_companion.core.set_done import SetDone, record_set
from exercise_companion.core.step_up import (
    FLAG_FREE_DAYS,
    LOOK_BACK_DAYS,
    Now,
    Record,
    Tried,
    is_ready_for_review,
    is_step_taken,
    is_troubled,
    is_untouched,
    may_step_up,
    missing,
    tried_in,
)
from exercise_companion.core.terms import Moment
from exercise_companion.core.walk_records import LegReport, WalkMark
from exercise_companion.core.walking import WalkAdvice

if TYPE_CHECKING:
    from exercise_companion.core.records import SessionEnd, SessionEvent
    from exercise_companion.core.terms import Site, VariantKind

GREEN, UNKNOWN = MorningOutcome.GREEN, MorningOutcome.UNKNOWN

WELL = Tried(morning=GREEN, pain=(3, 0), full_dose=True, effort=5, went_well=True)
"""Every fact at its limit."""

READY = Record(tried=(WELL, WELL, WELL), flags=0, open_alerts=0)

OPEN = Now(
    written=True,
    patient_may=True,
    kind=DecisionKind.GO,
    untouched=True,
    step_taken=False,
    trouble=False,
)

# --- the criteria ---------------------------------------------------------------------------------


def test_with_every_criterion_met_the_next_step_is_offered() -> None:
    assert missing(READY) == ()
    assert may_step_up(OPEN, READY)


@pytest.mark.parametrize(
    ("worse", "reason"),
    [
        ({"morning": MorningOutcome.AMBER}, "morning"),
        ({"morning": MorningOutcome.RED}, "morning"),
        ({"morning": UNKNOWN}, "morning"),
        ({"pain": (4, 0)}, "pain"),
        ({"pain": (3, None)}, "pain"),
        ({"pain": (None,)}, "pain"),
        ({"pain": ()}, "pain"),
        ({"full_dose": False}, "dose"),
        ({"effort": 6}, "effort"),
        ({"effort": None}, "effort"),
        ({"went_well": False}, "session"),
    ],
)
@pytest.mark.parametrize("which", range(3))
def test_one_fact_of_one_session_is_enough_for_a_no(
    which: int, worse: dict[str, object], reason: str
) -> None:
    tried = list(READY.tried)
    tried[which] = replace(WELL, **worse)
    record = replace(READY, tried=tuple(tried))
    assert missing(record) == (reason,)
    assert not may_step_up(OPEN, record)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"tried": (WELL, WELL)}, "sessions"),
        ({"tried": ()}, "sessions"),
        ({"flags": 1}, "flag"),
        ({"open_alerts": 1}, "alert"),
    ],
)
def test_what_is_missing_or_open_is_a_no(changes: dict[str, object], reason: str) -> None:
    record = replace(READY, **changes)
    assert missing(record) == (reason,)
    assert not may_step_up(OPEN, record)


def test_a_fortnight_has_to_be_free_of_flags_and_six_weeks_are_looked_at() -> None:
    assert FLAG_FREE_DAYS == 14, "clinical-spec 2.4"
    assert LOOK_BACK_DAYS == 42


def test_only_the_last_three_sessions_count() -> None:
    bad = replace(WELL, pain=(9, 9))
    assert missing(replace(READY, tried=(bad, WELL, WELL, WELL))) == ()
    assert missing(replace(READY, tried=(WELL, WELL, WELL, bad))) == ("pain",)


@pytest.mark.parametrize(
    "changes",
    [
        {"written": False},
        {"patient_may": False},
        {"untouched": False},
        {"step_taken": True},
        {"trouble": True},
        *({"kind": kind} for kind in DecisionKind if kind is not DecisionKind.GO),
    ],
)
def test_where_the_session_stands_may_take_the_offer_away(changes: dict[str, object]) -> None:
    assert not may_step_up(replace(OPEN, **changes), READY)


def test_ready_for_review_is_for_what_the_patient_may_not_take() -> None:
    assert is_ready_for_review(READY, offered=False)
    assert not is_ready_for_review(READY, offered=True)
    assert not is_ready_for_review(replace(READY, flags=1), offered=False)


# --- worse facts never turn a no into a yes -------------------------------------------------------

scores = st.one_of(st.none(), st.integers(0, 10))
sessions = st.builds(
    Tried,
    morning=st.sampled_from(MorningOutcome),
    pain=st.lists(scores, max_size=3).map(tuple),
    full_dose=st.booleans(),
    effort=scores,
    went_well=st.booleans(),
)
records = st.builds(
    Record,
    tried=st.lists(st.one_of(st.just(WELL), sessions), max_size=4).map(tuple),
    flags=st.integers(0, 2),
    open_alerts=st.integers(0, 2),
)
nows = st.builds(
    Now,
    written=st.booleans(),
    patient_may=st.booleans(),
    kind=st.sampled_from(DecisionKind),
    untouched=st.booleans(),
    step_taken=st.booleans(),
    trouble=st.booleans(),
)


@st.composite
def worse_sessions(draw: st.DrawFn, one: Tried) -> Tried:
    """The same session with some facts worse, or no longer known."""
    worse_morning = st.sampled_from([*MorningOutcome]).filter(
        lambda other: other.severity >= one.morning.severity
    )
    return Tried(
        morning=draw(worse_morning),
        pain=tuple(
            None if score is None else draw(st.one_of(st.none(), st.integers(score, 10)))
            for score in one.pain
        ),
        full_dose=one.full_dose and draw(st.booleans()),
        effort=None
        if one.effort is None
        else draw(st.one_of(st.none(), st.integers(one.effort, 10))),
        went_well=one.went_well and draw(st.booleans()),
    )


@given(data=st.data(), record=records, now=nows)
def test_worse_facts_never_turn_a_no_into_a_yes(
    data: st.DataObject, record: Record, now: Now
) -> None:
    tried = tuple(data.draw(worse_sessions(one)) for one in record.tried)
    forgotten = data.draw(st.integers(0, len(tried)))
    worse = Record(
        tried=tried[forgotten:],
        flags=record.flags + data.draw(st.integers(0, 1)),
        open_alerts=record.open_alerts + data.draw(st.integers(0, 1)),
    )
    still = Now(
        written=now.written and data.draw(st.booleans()),
        patient_may=now.patient_may and data.draw(st.booleans()),
        kind=now.kind if data.draw(st.booleans()) else DecisionKind.EASY_ONLY,
        untouched=now.untouched and data.draw(st.booleans()),
        step_taken=now.step_taken or data.draw(st.booleans()),
        trouble=now.trouble or data.draw(st.booleans()),
    )
    assert may_step_up(now, record) or not may_step_up(still, worse)
    assert set(missing(record)) <= set(missing(worse)) or len(worse.tried) < len(record.tried)


@given(record=records, now=nows)
def test_a_yes_has_every_fact_on_record(record: Record, now: Now) -> None:
    if not may_step_up(now, record):
        return
    last = record.tried[-3:]
    assert len(last) == 3
    assert all(one.effort is not None and one.pain and None not in one.pain for one in last)
    assert all(one.morning is GREEN for one in last)


# --- what one session says ------------------------------------------------------------------------

BEFORE: dict[Site, int] = {"back": 2, "leg": 1}
NEXT = {"instruction": "Three sets.", "dose": make_dose(sets=3)}
EASIER = {"instruction": "One set.", "dose": make_dose(sets=1, reps=4)}
WHOLE = SessionEndRecord("complete", effort=4)


def entry(variant: VariantKind = "as_written", **changes: object) -> SessionItem:
    tree = make_item(modify_up=NEXT, modify_down=EASIER, **changes)
    item = Item.model_validate_json(json.dumps(tree))
    return SessionItem(PlannedItem(1, item.id, item.exercise, variant), item)


def start(one: SessionItem) -> Session:
    return Session((one,), BEFORE, PainFacts(Parameters(), {}, {}), easy_day=False)


def rated(back: int | None = 3, leg: int | None = 1) -> tuple[PainRecord, ...]:
    return (
        PainRecord(Moment.DURING, "back", back, "bridge-1", outcome="CONTINUE" if back else ""),
        PainRecord(Moment.DURING, "leg", leg, "bridge-1", outcome="CONTINUE" if leg else ""),
    )


def done(one: SessionItem, *dids: SetDone, first: tuple[SessionEvent, ...] = ()) -> Session:
    """All sets, or these; then pain and a good end."""
    session = start(one).with_events(*first)
    for did in dids or (SetDone(), SetDone()):
        session = session.with_events(record_set(session, one, did))
    return session.with_events(*rated(), ItemEndRecord("bridge-1", "done"))


def told(session: Session, ended: SessionEndRecord | None = WHOLE) -> Tried:
    tried = tried_in(session, session.items[0], ended, GREEN)
    assert tried is not None
    return tried


def test_a_session_with_everything_given_is_read_as_it_is() -> None:
    assert told(done(entry())) == Tried(GREEN, (3, 1), full_dose=True, effort=4, went_well=True)


@pytest.mark.parametrize(
    ("events", "known"),
    [
        ((), False),
        ((ItemEndRecord("bridge-1", "skipped", "no_time"),), False),
        ((ItemEndRecord("bridge-1", "skipped", "equipment"),), False),
        ((ItemEndRecord("bridge-1", "skipped", "not_today"),), False),
        ((ItemEndRecord("bridge-1", "skipped", "stopped"),), False),
        ((ItemEndRecord("bridge-1", "skipped", "pain"),), True),
        ((ItemEndRecord("bridge-1", "skipped", "tired"),), True),
        ((ItemEndRecord("bridge-1", "skipped", "advice"),), True),
        ((ItemEndRecord("bridge-1", "skipped", "unclear"),), True),
        ((*rated(), ItemEndRecord("bridge-1", "skipped", "no_time")), True),
    ],
)
def test_an_exercise_that_was_not_tried_says_nothing(
    events: tuple[SessionEvent, ...], *, known: bool
) -> None:
    one = entry()
    tried = tried_in(start(one).with_events(*events), one, WHOLE, GREEN)
    assert (tried is not None) is known
    assert tried is None or not tried.full_dose


@pytest.mark.parametrize(
    ("dose", "dids", "full"),
    [
        (make_dose(reps=10), (SetDone(), SetDone(reps=10)), True),
        (make_dose(reps=10), (SetDone(), SetDone(reps=9)), False),
        (make_dose(reps=10), (SetDone(reps=12), SetDone(reps=12)), True),
        (make_dose(reps=[8, 10]), (SetDone(reps=8), SetDone()), True),
        (make_dose(reps=[8, 10]), (SetDone(reps=7), SetDone()), False),
        (make_dose(), (SetDone(),), False),
        (make_dose(), (SetDone(), SetDone(counted_by="clock")), False),
    ],
)
def test_the_full_dose_is_every_set_with_at_least_what_was_asked(
    dose: dict[str, object], dids: tuple[SetDone, ...], *, full: bool
) -> None:
    assert told(done(entry(dose=dose), *dids)).full_dose is full


LOADED = make_dose(load={"type": "weight", "load_kg": 2})
HOLD = {"type": "hold", "sets": 2, "reps": [3, 5], "hold_seconds": 6, "side": "none"}
TIMED = {"type": "duration", "sets": 2, "duration_seconds": [20, 30], "side": "none"}
FAR = {
    "type": "distance",
    "sets": 2,
    "distance_metres": 50,
    "expected_seconds": 60,
    "side": "none",
}


@pytest.mark.parametrize(
    ("dose", "did", "full"),
    [
        (LOADED, SetDone(load_kg=2), True),
        (LOADED, SetDone(load_kg=1.5), False),
        (HOLD, SetDone(reps=3), True),
        (HOLD, SetDone(reps=3, seconds=5), False),
        (HOLD, SetDone(reps=2), False),
        (TIMED, SetDone(seconds=20), True),
        (TIMED, SetDone(seconds=19), False),
        (FAR, SetDone(metres=50), True),
        (FAR, SetDone(metres=49), False),
    ],
)
def test_every_measure_of_a_set_has_to_be_reached(
    dose: dict[str, object], did: SetDone, *, full: bool
) -> None:
    assert told(done(entry(dose=dose), did, did)).full_dose is full


def test_what_a_set_asked_and_has_no_record_of_was_not_reached() -> None:
    session = done(entry())
    events = tuple(
        replace(event, done_reps=None) if hasattr(event, "done_reps") else event
        for event in session.events
    )
    assert not told(replace(session, events=events)).full_dose


def test_the_easier_version_is_not_the_full_dose_and_the_next_step_is() -> None:
    one = entry()
    eased = (VariantRecord("bridge-1", "easier", "chosen"),)
    assert not told(done(one, SetDone(), first=eased)).full_dose
    assert not told(done(entry("easier"), SetDone())).full_dose
    stepped = (VariantRecord("bridge-1", "harder", "chosen"),)
    assert told(done(one, SetDone(), SetDone(), SetDone(), first=stepped)).full_dose


def test_an_exercise_without_an_end_was_not_done_in_full() -> None:
    session = done(entry())
    assert not told(replace(session, events=session.events[:-1])).full_dose


def test_an_exercise_that_ended_otherwise_was_not_done_in_full() -> None:
    session = done(entry())
    whole = session.events[:-1]
    for ends, full in (
        (("skipped",), False),
        (("skipped", "done"), True),
        (("done", "skipped"), False),
    ):
        closed = tuple(ItemEndRecord("bridge-1", end, None) for end in ends)
        assert told(replace(session, events=(*whole, *closed))).full_dose is full


def test_a_walk_is_whole_with_all_its_minutes_and_without_a_rest() -> None:
    walk = entry(dose=make_walk_dose(duration_seconds=[240, 300], sets=1))
    assert told(done(walk, SetDone(seconds=240))).full_dose
    assert not told(done(walk, SetDone(seconds=239))).full_dose
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    rest = (
        WalkMark("bridge-1", "felt", 60),
        LegReport("bridge-1", at, 4, "none", None, WalkAdvice.REST, "NC-1"),
        LegReport("bridge-1", at, 1, "none", 60, WalkAdvice.WALK, ""),
    )
    assert not told(done(walk, SetDone(seconds=300), first=rest)).full_dose


def test_the_worst_score_of_an_exercise_counts_and_one_not_given_is_none() -> None:
    session = start(entry()).with_events(*rated(back=5), *rated(back=2))
    assert told(session).pain == (5, 1)
    assert told(start(entry()).with_events(*rated(), *rated(leg=None))).pain == (3, None)
    assert told(start(entry()).with_events(*rated(leg=None), *rated())).pain == (3, 1)
    assert told(start(entry()).with_events(rated()[0])).pain == (3, None)
    before = PainRecord(Moment.BEFORE, "back", 7, "bridge-1", outcome="CONTINUE")
    assert told(start(entry()).with_events(before, *rated())).pain == (3, 1)


HOW_HARD = make_dose(intensity={"scale": "CR10", "target": [3, 4]})


def test_the_effort_of_the_exercise_counts_before_that_of_the_session() -> None:
    asked = done(entry(dose=HOW_HARD))
    assert told(asked).effort is None
    assert told(asked.with_events(ItemEffortRecord("bridge-1", 6))).effort == 6
    assert told(asked.with_events(ItemEffortRecord("bridge-1", None))).effort is None
    twice = asked.with_events(ItemEffortRecord("bridge-1", 6), ItemEffortRecord("bridge-1", 3))
    assert told(twice).effort == 3, "what was said last"
    assert told(done(entry()), None).effort is None
    assert told(done(entry()), SessionEndRecord("complete")).effort is None


@pytest.mark.parametrize(
    ("end", "well"),
    [
        ("complete", True),
        ("left_early", True),
        ("closed", True),
        ("stopped_by_pain", False),
        ("stopped_by_flag", False),
        ("stopped_by_patient", False),
    ],
)
def test_a_session_that_was_stopped_did_not_go_well(end: SessionEnd, *, well: bool) -> None:
    assert told(done(entry()), SessionEndRecord(end, effort=4)).went_well is well


def test_a_session_without_an_end_or_with_risen_pain_did_not_go_well() -> None:
    assert not told(done(entry()), None).went_well
    assert not told(done(entry()), SessionEndRecord("complete", effort=4, amber=True)).went_well


# --- where the session stands ---------------------------------------------------------------------


def test_before_anything_is_on_record_the_exercise_is_untouched() -> None:
    one = entry()
    assert is_untouched(start(one), one)
    assert not is_untouched(start(one).with_events(VariantRecord("bridge-1", "easier", "x")), one)
    easy = entry("easier")
    assert not is_untouched(start(easy), easy)


def test_one_exercise_a_session_is_done_in_its_next_step() -> None:
    one = start(entry())
    assert not is_step_taken(one)
    assert not is_step_taken(one.with_events(VariantRecord("bridge-1", "easier", "chosen")))
    assert not is_step_taken(done(entry()))
    assert is_step_taken(one.with_events(VariantRecord("bridge-1", "harder", "chosen")))


@pytest.mark.parametrize("outcome", ["", "REDUCE", "STOP_EXERCISE", "STOP_SESSION"])
def test_pain_that_asked_for_something_is_trouble(outcome: str) -> None:
    record = PainRecord(Moment.DURING, "back", 5, "bridge-1", outcome=outcome)
    assert is_troubled(start(entry()).with_events(record))


def test_calm_exercises_are_no_trouble_and_a_new_feeling_is() -> None:
    calm = [
        PainRecord(Moment.DURING, "back", 2, "bridge-1", outcome=outcome)
        for outcome in ("CONTINUE", "CONTINUE_CARE")
    ]
    assert not is_troubled(start(entry()).with_events(*calm))
    assert not is_troubled(done(entry()))
    troubled = PainRecord(Moment.DURING, "back", 6, "bridge-1", outcome="REDUCE")
    assert is_troubled(done(entry()).with_events(troubled)), "calm events take none of it away"
    again = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert is_troubled(start(entry()).with_events(SensationRecord("bridge-1", again)))
