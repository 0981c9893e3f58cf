from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

import pytest

from exercise_companion.core.records import (
    ItemEndRecord,
    ItemOutcome,
    PainRecord,
    SensationRecord,
    SessionEnd,
    SessionEndRecord,
    SessionSource,
    SetRecord,
    SkipReason,
    VariantRecord,
    WalkRecord,
)
from exercise_companion.core.terms import Answer, Moment, PerformedSide, Site
from exercise_companion.errors import Refused, StoreFault
from exercise_companion.store.kept import DoneItem, FlareEntry, PendingSensation

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import StoppedClock

    from exercise_companion.core.records import PlannedItem, SessionEvent
    from exercise_companion.store import Store

DAY = date(2026, 11, 22)
NEXT = date(2026, 11, 23)
COMPLETE = SessionEndRecord("complete")


def _every_event(clock: StoppedClock, one_set: SetRecord) -> list[SessionEvent]:
    return [
        PainRecord(Moment.BEFORE, "back", 3),
        PainRecord(Moment.BEFORE, "leg", None),
        one_set,
        replace(one_set, set_number=2, side="none", target_metres=200, done_metres=0),
        replace(one_set, target_reps=None, done_reps=None, target_load_kg=None, simulated=True),
        PainRecord(Moment.DURING, "back", 3, "A1", no_more_than_before=True, outcome="CONTINUE"),
        VariantRecord("A1", "easier", "PR-02c"),
        SensationRecord("A1", clock.now_utc() + timedelta(minutes=15)),
        ItemEndRecord("A1", "stopped_by_pain"),
        ItemEndRecord("A2", "skipped", "no_time"),
        PainRecord(Moment.AFTER, "back", 6),
    ]


def test_a_session_is_read_back_whole_and_in_order(
    served: Store, clock: StoppedClock, planned: tuple[PlannedItem, ...], one_set: SetRecord
) -> None:
    check = served.begin_check("daily", "all", "1.0")
    started = clock.when()
    session_id = served.begin_session(planned, check_id=check, slot="morning", helper=True)
    events = _every_event(clock, one_set)
    for event in events:
        clock.advance(30)
        served.append_event(session_id, event)
    unfinished = served.open_session()
    assert unfinished is not None
    assert unfinished.ended is None
    end = SessionEndRecord("stopped_by_patient", "unwell", effort=7, amber=True, note="hot day")
    served.end_session(session_id, end)
    session = served.session(session_id)
    program = served.current_program()
    assert session is not None
    assert program is not None
    assert list(session.events) == events
    assert session.planned == planned
    assert (session.started, session.ended_at, session.ended) == (started, clock.when(), end)
    assert (session.source, session.slot, session.helper) == ("guided", "morning", True)
    assert (session.check_id, session.program_sha256) == (check, program.sha256)
    assert served.sessions(DAY, DAY) == (session,)
    assert served.open_session() is None
    assert served.session(99) is None


@pytest.mark.parametrize("end", get_args(SessionEnd))
def test_every_end_is_kept(end: SessionEnd, served: Store) -> None:
    session_id = served.begin_session(())
    served.end_session(session_id, SessionEndRecord(end))
    session = served.session(session_id)
    assert session is not None
    assert session.ended == SessionEndRecord(end)


@pytest.mark.parametrize("side", get_args(PerformedSide))
def test_every_side_is_kept(side: PerformedSide, served: Store, one_set: SetRecord) -> None:
    session_id = served.begin_session(())
    served.append_event(session_id, replace(one_set, side=side))
    session = served.session(session_id)
    assert session is not None
    assert session.events == (replace(one_set, side=side),)


@pytest.mark.parametrize("outcome", get_args(ItemOutcome))
@pytest.mark.parametrize("reason", [None, *get_args(SkipReason)])
def test_every_item_end_is_kept(
    outcome: ItemOutcome, reason: SkipReason | None, served: Store
) -> None:
    session_id = served.begin_session(())
    served.append_event(session_id, ItemEndRecord("A1", outcome, reason))
    session = served.session(session_id)
    assert session is not None
    assert session.events == (ItemEndRecord("A1", outcome, reason),)


@pytest.mark.parametrize("moment", list(Moment))
@pytest.mark.parametrize("site", get_args(Site))
def test_every_pain_score_is_kept(moment: Moment, site: Site, store: Store) -> None:
    pain = PainRecord(moment, site, 10, outcome="RED")
    row_id = store.log_pain(pain)
    (row,) = store.pain(DAY, DAY)
    assert (row.id, row.session_id, row.record) == (row_id, None, pain)


def test_a_session_needs_a_program(store: Store) -> None:
    with pytest.raises(Refused, match="No program"):
        store.begin_session(())


def test_an_ended_session_takes_no_more_events(served: Store, one_set: SetRecord) -> None:
    session_id = served.begin_session(())
    served.end_session(session_id, COMPLETE)
    with pytest.raises(Refused, match="has ended"):
        served.append_event(session_id, one_set)
    with pytest.raises(Refused, match="has ended"):
        served.append_event(99, one_set)
    with pytest.raises(StoreFault):
        served.end_session(session_id, COMPLETE)


def test_what_is_told_after_the_end_is_read_back_in_whichever_window(
    served: Store, one_set: SetRecord
) -> None:
    session_id = served.begin_session(())
    served.append_event(session_id, one_set)
    served.end_session(session_id, COMPLETE)
    (before,) = _events(served, session_id)
    told = PainRecord(Moment.DURING, "back", 7, one_set.item_id)
    served.append_event(session_id, told, after_end=True)
    assert _events(served, session_id) == (before, told)
    with pytest.raises(Refused, match="has ended"):
        served.append_event(99, told, after_end=True)


def _events(store: Store, session_id: int) -> tuple[SessionEvent, ...]:
    session = store.session(session_id)
    assert session is not None
    return session.events


@pytest.mark.parametrize("source", get_args(SessionSource))
def test_a_session_entered_afterwards_belongs_to_its_day(
    source: SessionSource, served: Store, one_set: SetRecord, clock: StoppedClock
) -> None:
    yesterday = DAY - timedelta(days=1)
    session_id = served.begin_session((), source=source, day=yesterday)
    served.append_event(session_id, PainRecord(Moment.AFTER, "back", 2))
    served.append_event(session_id, ItemEndRecord("A1", "done"))
    (session,) = served.sessions(yesterday, yesterday)
    assert session.source == source
    assert (session.started.utc, session.started.local_day) == (clock.now_utc(), yesterday)
    assert [row.record.score for row in served.pain(yesterday, yesterday)] == [2]
    assert served.done_items(yesterday) == (DoneItem("A1", yesterday, clock.now_utc()),)


def test_a_session_past_midnight_keeps_its_day(
    served: Store, clock: StoppedClock, one_set: SetRecord
) -> None:
    clock.advance(14 * 3600 + 3000)  # 23:50
    session_id = served.begin_session(())
    clock.advance(1800)  # 00:20
    served.append_event(session_id, one_set)
    (row,) = served._rows("SELECT local_day, at_utc FROM set_log")
    assert tuple(row) == ("2026-11-22", "2026-11-23T00:20:00.000Z")


def test_a_morning_score_belongs_to_the_session_it_rates(
    served: Store, clock: StoppedClock
) -> None:
    session_id = served.begin_session(())
    served.append_event(session_id, PainRecord(Moment.AFTER, "back", 4))
    served.end_session(session_id, COMPLETE)
    clock.advance(22 * 3600)
    served.log_pain(PainRecord(Moment.MORNING, "back", 5, outcome="AMBER"), session_id)
    (row,) = served.pain(NEXT, NEXT)
    assert (row.session_id, row.when.local_day) == (session_id, NEXT)
    session = served.session(session_id)
    assert session is not None
    assert [event for event in session.events if isinstance(event, PainRecord)] == [
        PainRecord(Moment.AFTER, "back", 4)
    ]


def test_sessions_are_read_by_day(served: Store, clock: StoppedClock, one_set: SetRecord) -> None:
    ids = []
    for reps in (1, 2, 3):
        session_id = served.begin_session(())
        served.append_event(session_id, replace(one_set, done_reps=reps))
        served.end_session(session_id, COMPLETE)
        ids.append(session_id)
        clock.advance(24 * 3600)
    middle = served.sessions(NEXT, NEXT)
    assert [(session.id, session.events) for session in middle] == [
        (ids[1], (replace(one_set, done_reps=2),))
    ]
    assert [session.id for session in served.sessions(DAY, NEXT)] == ids[:2]


def test_the_session_begun_last_is_the_open_one(served: Store, clock: StoppedClock) -> None:
    guided = served.begin_session(())
    late = served.begin_session((), source="late", day=DAY - timedelta(days=1))
    served.end_session(late, COMPLETE)
    clock.advance(40 * 24 * 3600)
    found = served.open_session()
    assert found is not None
    assert found.id == guided


def test_what_counts_as_done(served: Store, one_set: SetRecord) -> None:
    session_id = served.begin_session(())
    served.append_event(session_id, ItemEndRecord("done", "done"))
    served.append_event(session_id, replace(one_set, item_id="begun"))
    for item_id, outcome in (
        ("begun", "partly"),
        ("not_begun", "partly"),
        ("skipped", "skipped"),
        ("hurt", "stopped_by_pain"),
    ):
        served.append_event(session_id, ItemEndRecord(item_id, outcome))
    assert [item.item_id for item in served.done_items(DAY)] == ["done", "begun"]
    assert served.done_items(NEXT) == ()


def test_a_new_sensation_stays_pending_until_answered(served: Store, clock: StoppedClock) -> None:
    session_id = served.begin_session(())
    asked = [
        SensationRecord("A1", clock.now_utc() + timedelta(minutes=minutes)) for minutes in (15, 20)
    ]
    felt = clock.when()
    first, second = (served.append_event(session_id, record) for record in asked)
    clock.advance(5 * 24 * 3600)
    assert served.pending_sensation() == PendingSensation(first, session_id, felt, asked[0])
    served.answer_sensation(first, Answer.NO)
    pending = served.pending_sensation()
    assert pending is not None
    assert pending.id == second
    served.answer_sensation(second, Answer.NOT_SURE)
    assert served.pending_sensation() is None
    with pytest.raises(StoreFault):
        served.answer_sensation(first, Answer.YES)


WALK = WalkRecord("outdoor_walk", 22.5, None, 2, None, "tired")


@pytest.mark.parametrize(
    "walk",
    [
        WALK,
        replace(WALK, minutes_to_first_symptom=7.5, leg_pain_max=4, stop_reason="leg_symptoms"),
        *(replace(WALK, mode=mode) for mode in ("treadmill", "bike", "other")),
        *(replace(WALK, stop_reason=why) for why in ("back", "breath", "done", "other")),
    ],
)
def test_a_walk_is_kept(walk: WalkRecord, store: Store, clock: StoppedClock) -> None:
    store.log_walk(walk)
    assert store.walks(DAY, DAY) == ((clock.when(), walk),)
    assert store.walks(NEXT, NEXT) == ()


def test_a_pause_can_be_corrected_by_another(store: Store) -> None:
    first = store.add_pause(DAY, date(2026, 12, 6), "holiday")
    store.add_pause(date(2026, 11, 1), date(2026, 11, 2), "illness")
    store.add_pause(DAY, NEXT, "holiday", replaces_id=first)
    assert [(pause.first_day, pause.last_day, pause.reason) for pause in store.pauses()] == [
        (date(2026, 11, 1), date(2026, 11, 2), "illness"),
        (DAY, NEXT, "holiday"),
    ]
    with pytest.raises(StoreFault):
        store.add_pause(DAY, DAY, "holiday", replaces_id=first)
    with pytest.raises(StoreFault):
        store.add_pause(NEXT, DAY, "holiday")


def test_days_off_taken_back_stay_off_where_they_had_passed(
    store: Store, clock: StoppedClock
) -> None:
    """Nothing is deleted: the row that takes them back counts from its own day on."""
    running = store.add_pause(DAY - timedelta(days=2), NEXT, "holiday")
    coming = store.add_pause(date(2026, 12, 1), date(2026, 12, 6), "wedding")
    store.take_back_pause(running)
    store.take_back_pause(coming)
    assert [(one.first_day, one.last_day) for one in store.pauses()] == [
        (DAY - timedelta(days=2), DAY - timedelta(days=1))
    ]
    assert store._rows("SELECT count(*) AS kept FROM pause_range")[0]["kept"] == 2
    with pytest.raises(StoreFault):
        store.take_back_pause(running)


def test_days_off_that_passed_before_they_are_taken_back_stay(
    store: Store, clock: StoppedClock
) -> None:
    over = store.add_pause(DAY - timedelta(days=3), DAY - timedelta(days=2), "illness")
    store.take_back_pause(over)
    (kept,) = store.pauses()
    assert kept.last_day == DAY - timedelta(days=2)


def test_flare_ups_begin_and_end(store: Store, clock: StoppedClock) -> None:
    began = clock.when()
    store.log_flare("start", "FL-1")
    clock.advance(24 * 3600)
    store.log_flare("end", "said")
    assert store.flares(DAY) == (
        FlareEntry(1, "start", "FL-1", began, 0),
        FlareEntry(2, "end", "said", clock.when(), 0),
    )
    assert len(store.flares(NEXT)) == 1


def test_a_therapist_can_read_the_views(
    served: Store, clock: StoppedClock, planned: tuple[PlannedItem, ...], one_set: SetRecord
) -> None:
    session_id = served.begin_session(planned)
    for event in (
        PainRecord(Moment.BEFORE, "back", 3),
        one_set,
        PainRecord(Moment.DURING, "back", 5, "A1"),
        PainRecord(Moment.DURING, "back", 4, "A2"),
        ItemEndRecord("A1", "done"),
        PainRecord(Moment.AFTER, "back", None),
    ):
        served.append_event(session_id, event)
    (row,) = served._rows("SELECT * FROM v_sessions")
    assert (row["session_end"], row["exercises_planned"], row["exercises_done"]) == ("open", 2, 1)
    served.end_session(session_id, SessionEndRecord("left_early", effort=4))
    (row,) = served._rows("SELECT * FROM v_sessions")
    assert (row["session_end"], row["effort_0_to_10"], row["sets_done"]) == ("left_early", 4, 1)
    (pain,) = served._rows("SELECT * FROM v_pain_by_day")
    assert dict(pain) == {
        "local_day": "2026-11-22",
        "site": "back",
        "morning_0_to_10": None,
        "before_0_to_10": 3,
        "worst_during_0_to_10": 5,
        "after_0_to_10": None,
        "day_0_to_10": None,
        "week_0_to_10": None,
        "asked_but_not_given": 1,
    }


def test_events_name_the_program_that_was_in_force(
    served: Store, install: Callable[..., int]
) -> None:
    session_id = served.begin_session(())
    install(served, 2)
    served.append_event(session_id, PainRecord(Moment.AFTER, "back", 1))
    served.log_pain(PainRecord(Moment.DAY, "back", 1))
    rows = served._rows("SELECT program_version_id FROM pain_entry ORDER BY id")
    assert [row[0] for row in rows] == [1, 2]
