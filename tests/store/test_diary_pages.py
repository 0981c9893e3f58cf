"""What a page of the diary asks is answered by index, and only about its days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.records import (
    ActivityRecord,
    PainRecord,
    SensationRecord,
    TalkRecord,
)
from exercise_companion.core.terms import Answer, Moment
from exercise_companion.store import history_reader
from exercise_companion.store.kept import Clearance

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import StoppedClock

    from exercise_companion.core.records import AlertRecord, PlannedItem
    from exercise_companion.store import Store

DAY = 24 * 3600
FIRST = date(2026, 11, 22)

BIG = ("pain_entry", "sensation", "activity_score", "flare_entry", "talk", "safety_check",
       "safety_answer", "set_log", "session", "item_end", "session_item", "walk_log")  # fmt: skip
"""Tables that grow with every day."""

QUERIES = {
    "locks": (history_reader.LOCKS, ("2026-11-22", "2026-11-22")),
    "mornings": (history_reader.MORNINGS, ("[1]",)),
    "sensations": (history_reader.SENSATIONS, ("[1]",)),
    "activities": (history_reader.ACTIVITIES, (10,)),
    "flares": (history_reader.FLARES, ("2026-11-22", "2026-11-22")),
    "talks": ("SELECT * FROM talk WHERE local_day BETWEEN ? AND ? ORDER BY id", ("a", "b")),
}


@pytest.mark.parametrize("name", QUERIES)
def test_no_table_that_grows_is_read_from_end_to_end(store: Store, name: str) -> None:
    sql, values = QUERIES[name]
    plan = [row["detail"] for row in store._rows(f"EXPLAIN QUERY PLAN {sql}", values)]
    scanned = [step for step in plan for table in BIG if step == f"SCAN {table}"]
    assert scanned == [], plan


def test_the_versions_over_some_days_are_those_that_counted(
    store: Store, clock: StoppedClock, install: Callable[[Store, int], int]
) -> None:
    for version in (1, 2, 3):
        install(store, version)
        clock.advance(10 * DAY)

    def over(first: int, last: int) -> list[int]:
        days = (FIRST + timedelta(days=number) for number in (first, last))
        return [one.version for one in store.versions_over(*days)]

    assert over(-20, -10) == [1], "the first of all counts before it was installed"
    assert over(-5, 3) == [1]
    assert over(3, 9) == [1]
    assert over(9, 10) == [1, 2]
    assert over(10, 25) == [2, 3]
    assert over(30, 40) == [3]
    first = store.first_version()
    assert first is not None
    assert first.version == 1


def test_no_program_has_no_versions(store: Store) -> None:
    assert store.first_version() is None
    assert store.versions_over(FIRST, FIRST) == ()


def test_locks_that_ended_before_the_days_are_left_out(
    served: Store, clock: StoppedClock, lock: AlertRecord
) -> None:
    alert = served.raise_alert(lock)
    assert [one.cleared_utc for one in served.locks_over(FIRST, FIRST)] == [None]
    clock.advance(3 * DAY)
    served.clear([alert], Clearance("code", "Ruth Hall", "Physiotherapist", FIRST, "PH-1"))
    ended = FIRST + timedelta(days=3)
    assert [one.raised_on for one in served.locks_over(ended, ended)] == [FIRST]
    assert served.locks_over(ended, ended + timedelta(days=1)) == ()
    assert served.locks_over(FIRST - timedelta(days=1), FIRST) == ()


def test_mornings_and_new_feelings_belong_to_their_session(
    served: Store, planned: tuple[PlannedItem, ...]
) -> None:
    ids = [served.begin_session(planned) for _ in range(2)]
    for number, session_id in enumerate(ids):
        served.append_event(session_id, PainRecord(Moment.BEFORE, "back", 1))
        served.append_event(session_id, SensationRecord("A1", datetime(2026, 11, 22, tzinfo=UTC)))
        served.log_pain(PainRecord(Moment.MORNING, "back", 5 + number), session_id)
    pending = served.pending_sensation()
    assert pending is not None
    served.answer_sensation(pending.id, Answer.NO)
    assert [row.record.score for row in served.mornings_of([ids[1]])] == [6]
    assert [row.settled for row in served.sensations_of(ids)] == [Answer.NO, None]


def test_the_newest_scores_come_oldest_first(served: Store, clock: StoppedClock) -> None:
    for score in range(6):
        served.log_activities([ActivityRecord("walk", score)])
        clock.advance(DAY)
    assert [one.score for _, one in served.last_activities(3)] == [3, 4, 5]


def test_checks_of_some_days_only(served: Store, clock: StoppedClock) -> None:
    for _ in range(3):
        served.begin_check("daily", "", "1")
        clock.advance(DAY)
    second = FIRST + timedelta(days=1)
    assert [one.started.local_day for one in served.checks_between(second, second)] == [second]


def test_talks_of_a_day(served: Store) -> None:
    served.clear_by_talk(TalkRecord("Ruth", "physiotherapist", FIRST, "Go on as planned."), ())
    assert len(served.talks(FIRST, FIRST)) == 1
