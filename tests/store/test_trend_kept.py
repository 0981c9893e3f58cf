"""What the computed rules read and leave: kept whole, read by day, never asked for twice."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.pain import MorningOutcome
from exercise_companion.core.records import (
    ActivityRecord,
    AlertRecord,
    MedicineRecord,
    PainRecord,
    SensationRecord,
    SessionEndRecord,
    WalkRecord,
)
from exercise_companion.core.terms import Action, Moment, Tier
from exercise_companion.errors import StoreFault
from exercise_companion.store import open_store, schema
from exercise_companion.store.guard import APPLICATION_ID
from exercise_companion.store.moments import utc_text

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import StoppedClock
    from sqlite_utils import Database

    from exercise_companion.clock import Clock
    from exercise_companion.core.records import PlannedItem
    from exercise_companion.store import Store

WORSE = AlertRecord("RF-PAIN-03", ("TR-1",), Tier.SOON, Action.CONTACT, "Leg pain: 3 → 6")

WALK = WalkRecord(
    "treadmill",
    22.5,
    8.0,
    2,
    5,
    "leg_symptoms",
    support="poles",
    symptom="numb",
    side="both",
    relief_action="bent_forward",
    minutes_to_relief=12.5,
    still_there=False,
    in_calf=True,
    gave_way=True,
    distance_metres=850.5,
)


FORGOTTEN = WalkRecord("bike", None, None, None, None, None, gave_way=None, legs="not_said")


@pytest.mark.parametrize("walk", [WALK, FORGOTTEN])
def test_a_walk_is_kept_with_everything_about_the_legs(
    walk: WalkRecord, store: Store, clock: StoppedClock
) -> None:
    store.log_walk(walk)
    day = clock.when().local_day
    assert store.walks(day, day) == ((clock.when(), walk),)


def test_what_is_told_of_a_walk_later_stands_in_place_of_what_was_measured(
    served: Store, clock: StoppedClock
) -> None:
    measured = replace(WALK, session_id=served.begin_session(()), item_id="walk-1")
    told = replace(measured, stop_reason="breath")
    other = replace(measured, item_id="walk-2")
    for walk in (measured, other, WALK, WALK, told):
        served.log_walk(walk)
    day = clock.when().local_day
    assert [one for _, one in served.walks(day, day)] == [other, WALK, WALK, told]


def test_a_store_from_before_late_walks_keeps_its_walks(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store as it was before step eighteen, with a walk in it."""
    at, day = clock.when(), clock.when().local_day
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "bring_up_to_date", _first_seventeen_steps)
        with open_store(tmp_path / "old", clock=clock, create="real") as store:
            store._db.conn.execute(
                "INSERT INTO walk_log (at_utc, local_day, zone, mode, minutes_total, bouts,"
                " stop_reason) VALUES (?, ?, 'Europe/London', 'bike', 8.5, 2, 'done')",
                (utc_text(at.utc), day.isoformat()),
            )
    with open_store(tmp_path / "old", clock=clock) as store:
        ((_, kept),) = store.walks(day, day)
        assert kept == WalkRecord("bike", 8.5, None, 2, None, "done")
        store.log_walk(FORGOTTEN)
        assert len(store.walks(day, day)) == 2
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store._db.conn.execute("UPDATE walk_log SET id = id")
        found = store._rows("SELECT name FROM sqlite_schema WHERE tbl_name = 'walk_log'")
        assert {"walk_log_by_day", "walk_log_by_session"} <= {row["name"] for row in found}


def _first_seventeen_steps(db: Database) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    with db.atomic():
        schema.MIGRATIONS.apply(db, stop_before="m018_walks_told")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 17")


@pytest.mark.parametrize("column", ["support", "symptom", "side", "relief_action"])
def test_a_word_the_table_does_not_know_is_refused(column: str, store: Store) -> None:
    row = {
        **store._stamp(),
        "mode": "bike",
        "minutes_total": 5.0,
        "bouts": 1,
        "stop_reason": "done",
        column: "other",
    }
    with pytest.raises(StoreFault), store.transaction():
        store._insert("walk_log", row)


def test_activities_and_medicine_days_are_read_by_day(store: Store, clock: StoppedClock) -> None:
    day = clock.when().local_day
    scores = (ActivityRecord("walk", 5), ActivityRecord("stairs", 0))
    store.log_activities(scores)
    store.log_medicine(MedicineRecord(4, None))
    store.log_medicine(MedicineRecord(14, 14))
    assert tuple(one for _, one in store.activities(day, day)) == scores
    assert [one.days_of_14 for _, one in store.medicine(day, day)] == [4, 14]
    clock.advance(24 * 3600)
    next_day = clock.when().local_day
    assert store.activities(next_day, next_day) == store.medicine(next_day, next_day) == ()


@pytest.mark.parametrize("medicine", [MedicineRecord(15), MedicineRecord(3, 4)])
def test_days_that_cannot_be_are_refused(medicine: MedicineRecord, store: Store) -> None:
    with pytest.raises(StoreFault):
        store.log_medicine(medicine)


def test_a_score_beyond_the_scale_is_refused(store: Store) -> None:
    with pytest.raises(StoreFault):
        store.log_activities([ActivityRecord("walk", 5), ActivityRecord("stairs", 11)])
    day = store.made_on
    assert store.activities(day, day) == ()


def test_the_same_evidence_asks_once(store: Store, clock: StoppedClock) -> None:
    assert store.questions_fall_due("NC-3", "walk 1")
    assert not store.questions_fall_due("NC-3", "walk 1")
    assert store.questions_fall_due("NC-3", "walk 2")
    found = store.questions_due(clock.when().local_day)
    assert [(one.rule, one.evidence, one.when) for one in found] == [
        ("NC-3", "walk 1", clock.when()),
        ("NC-3", "walk 2", clock.when()),
    ]
    assert store.question_due("NC-3", "walk 2") == found[1]
    assert store.question_due("FL-1", "walk 2") is None


def test_only_a_later_check_that_ended_answers_what_is_due(store: Store) -> None:
    store.questions_fall_due("NC-3", "before any check")
    first = store.begin_check("daily", "first", "1")
    store.questions_fall_due("NC-3", "during the first")
    second = store.begin_check("daily", "second", "1")
    store.end_check(second, "complete")
    store.end_check(first, "emergency")
    left = store.begin_check("daily", "left", "1")
    store.end_check(left, "abandoned")
    found = [one.after_check_id for one in store.questions_due(store.made_on)]
    assert found == [0, first]
    assert [store.plans_ended_after(one) for one in found] == [("first", "second"), ("second",)]


def test_an_alert_is_said_again_only_when_asked_to(store: Store) -> None:
    first = store.raise_alert(WORSE)
    assert store.raise_alert(WORSE) == first
    assert store.raise_alert(WORSE, again="always") != first
    assert len(store.open_alerts()) == 2


# --- what the rules read --------------------------------------------------------------------------


def test_the_state_changes_with_whatever_the_rules_read(store: Store) -> None:
    states = [store.trend_state()]
    for record in (
        lambda: store.log_pain(PainRecord(Moment.DAY, "back", 3)),
        lambda: store.log_walk(WALK),
        lambda: store.log_flare("start", "said"),
        lambda: store.log_activities([ActivityRecord("walk", 5)]),
        lambda: store.log_medicine(MedicineRecord(3)),
        lambda: store.raise_alert(WORSE),
    ):
        record()
        states.append(store.trend_state())
    assert len(set(states)) == len(states)
    store.app_event("start")
    assert store.trend_state() == states[-1]


def test_scores_at_rest_are_read_with_how_they_came(
    served: Store, planned: tuple[PlannedItem, ...]
) -> None:
    served.log_pain(PainRecord(Moment.BEFORE, "back", 3))
    served.log_pain(PainRecord(Moment.BEFORE, "leg", None))
    session = served.begin_session(planned, source="guided")
    served.append_event(session, PainRecord(Moment.BEFORE, "back", 3))
    served.append_event(session, PainRecord(Moment.DURING, "back", 6, "A1"))
    served.log_pain(PainRecord(Moment.DAY, "leg", 4))
    day = served.made_on
    found = [
        (one.moment, one.site, one.score, one.source) for one in served.resting_scores(day, day)
    ]
    assert found == [
        (Moment.BEFORE, "back", 3, None),
        (Moment.BEFORE, "back", 3, "guided"),
        (Moment.DAY, "leg", 4, None),
    ]


def test_only_guided_sessions_that_ended_are_read(
    served: Store, planned: tuple[PlannedItem, ...]
) -> None:
    for source, end in (("guided", "stopped_by_pain"), ("paper", "complete")):
        session = served.begin_session(planned, source=source)
        served.end_session(session, SessionEndRecord(end))
    served.begin_session(planned, source="guided")
    found = [one.end for one in served.ended_sessions(served.made_on)]
    assert found == ["stopped_by_pain"]


def test_a_morning_is_rated_by_site_and_knows_of_a_new_feeling(
    served: Store, planned: tuple[PlannedItem, ...], clock: StoppedClock
) -> None:
    session = served.begin_session(planned, source="guided")
    served.append_event(session, SensationRecord("A1", clock.when().utc))
    served.end_session(session, SessionEndRecord("complete"))
    clock.advance(24 * 3600)
    served.log_pain(PainRecord(Moment.MORNING, "back", 7, outcome="RED"), session)
    served.log_pain(PainRecord(Moment.MORNING, "leg", None), session)
    (one,) = served.mornings_after(served.made_on)
    assert one.session_id == session
    assert one.rated.day == clock.when().local_day
    assert one.rated.outcomes == {"back": MorningOutcome.RED, "leg": MorningOutcome.UNKNOWN}
    assert one.rated.new_feeling


# --- a store of before ----------------------------------------------------------------------------


def test_walks_of_an_earlier_schema_keep_what_they_say(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store as it was before step seven, with a walk, then opened by this version."""
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "bring_up_to_date", _first_six_steps)
        with open_store(tmp_path / "old", clock=clock, create="real") as store, store.transaction():
            store._write(
                "INSERT INTO walk_log (at_utc, local_day, zone, mode, minutes_total,"
                " minutes_to_first_symptom, bouts, leg_pain_max_0_to_10, stop_reason)"
                " VALUES (?, ?, ?, 'bike', 12.5, NULL, 1, 3, 'done')",
                tuple(store._stamp().values()),
            )
    with open_store(tmp_path / "old", clock=clock) as store:
        day = store.made_on
        ((_, walk),) = store.walks(day, day)
        assert walk == WalkRecord("bike", 12.5, None, 1, 3, "done")
        store.log_walk(WALK)
        assert [one for _, one in store.walks(day, day)] == [walk, WALK]
        with pytest.raises(StoreFault), store.transaction():
            store._write("UPDATE walk_log SET gave_way = 1", ())


def _first_six_steps(db: Database) -> None:
    with db.atomic():
        schema.MIGRATIONS.apply(db, stop_before="m007_walks")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 6")
