"""How a day went: every reason for not exercising is told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, get_args

import pytest

from exercise_companion.core.progress import (
    STRIP_STATES,
    Adherence,
    AdherenceState,
    Day,
    DayCounts,
    DayFacts,
    LeftOut,
    day_of,
)
from exercise_companion.core.records import (
    ItemEndRecord,
    PlannedItem,
    SessionEndRecord,
    SetRecord,
    StoredSession,
    When,
)
from exercise_companion.core.today_view import DayState

if TYPE_CHECKING:
    from exercise_companion.core.records import SessionEnd, SessionEvent

DAY, TODAY = date(2026, 11, 22), date(2026, 11, 25)
PLANNED = DayFacts(DAY, TODAY, begun=True, planned=True)
DONE, SKIPPED = ItemEndRecord("A1", "done"), ItemEndRecord("A2", "skipped", "tired")


def session(*ends: ItemEndRecord, end: SessionEnd = "complete") -> StoredSession:
    return StoredSession(
        id=1,
        started=When(datetime(2026, 11, 22, 9, tzinfo=UTC), DAY, "Europe/London"),
        source="guided",
        slot="",
        program_sha256="",
        check_id=None,
        planned=tuple(
            PlannedItem(place, item, "bridge", "as_written")
            for place, item in enumerate(("A1", "A2"), start=1)
        ),
        events=ends,
        ended=SessionEndRecord(end),
        ended_at=None,
    )


WHOLE = session(DONE, ItemEndRecord("A2", "done"))
A_SET = SetRecord("A1", "bridge", "as_written", 1, "none", 8, 8, None, None, None, None)


def under_way(*events: SessionEvent) -> StoredSession:
    """A session of that day that has not ended."""
    return replace(session(), events=events, ended=None)


NO_TIME = ItemEndRecord("A2", "skipped", "no_time")


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (PLANNED, "not_opened"),
        (replace(PLANNED, opened=True), "opened"),
        (replace(PLANNED, today=DAY), "planned"),
        (replace(PLANNED, today=DAY, opened=True), "planned"),
        (replace(PLANNED, planned=False), "not_planned"),
        (replace(PLANNED, paused=True), "paused"),
        (replace(PLANNED, begun=False), "before"),
        (replace(PLANNED, advised_rest=True), "advised_rest"),
        (replace(PLANNED, advised_rest=True, locked=True), "locked"),
        (replace(PLANNED, sessions=[WHOLE]), "done"),
        (replace(PLANNED, sessions=[WHOLE], locked=True), "done"),
        (replace(PLANNED, sessions=[WHOLE], planned=False), "done"),
        (replace(PLANNED, sessions=[WHOLE], times_per_day={"A1": 2}), "partly"),
        (replace(PLANNED, sessions=[WHOLE, WHOLE], times_per_day={"A1": 2}), "done"),
        (replace(PLANNED, sessions=[session(DONE, SKIPPED)]), "partly"),
        (replace(PLANNED, sessions=[session(DONE, end="left_early")]), "partly"),
        (replace(PLANNED, sessions=[session(DONE, end="closed"), WHOLE]), "done"),
        (replace(PLANNED, sessions=[session(ItemEndRecord("A1", "partly"))]), "partly"),
        (replace(PLANNED, sessions=[session(SKIPPED)]), "skipped"),
        (replace(PLANNED, sessions=[session(SKIPPED)], locked=True), "skipped"),
        (
            replace(PLANNED, sessions=[session(SKIPPED, end="stopped_by_flag")], locked=True),
            "locked",
        ),
        (replace(PLANNED, sessions=[session(SKIPPED, end="left_early")]), "skipped"),
        (replace(PLANNED, sessions=[session(end="left_early")], opened=True), "opened"),
        (replace(PLANNED, today=DAY, sessions=[under_way(NO_TIME)]), "planned"),
        (replace(PLANNED, today=DAY, sessions=[under_way(NO_TIME, A_SET)]), "partly"),
        (replace(PLANNED, sessions=[under_way(NO_TIME)]), "skipped"),
    ],
)
def test_a_day_has_one_state(facts: DayFacts, state: AdherenceState) -> None:
    assert day_of(facts).state == state


def test_what_was_left_out_keeps_its_reason() -> None:
    day = day_of(replace(PLANNED, sessions=[session(DONE, SKIPPED)]))
    assert day.left_out == (LeftOut("A2", "skipped", "tired"),)


def test_advised_rest_a_lock_and_a_pause_are_no_misses() -> None:
    facts = [
        replace(PLANNED, sessions=[WHOLE]),
        replace(PLANNED, sessions=[session(DONE, SKIPPED)]),
        PLANNED,
        replace(PLANNED, advised_rest=True),
        replace(PLANNED, locked=True),
        replace(PLANNED, paused=True),
        replace(PLANNED, planned=False),
        replace(PLANNED, planned=False, sessions=[WHOLE]),
        replace(PLANNED, today=DAY),
    ]
    adherence = Adherence(tuple(day_of(one) for one in facts))
    assert (adherence.done, adherence.expected) == (2, 3)
    assert adherence.counts == {
        "done": 2,
        "partly": 1,
        "not_opened": 1,
        "advised_rest": 1,
        "locked": 1,
        "paused": 1,
        "not_planned": 1,
        "planned": 1,
    }


def test_no_days_are_no_days() -> None:
    adherence = Adherence(())
    assert (adherence.done, adherence.expected, adherence.counts) == (0, 0, {})


def test_every_state_has_its_word_in_the_week_strip() -> None:
    assert set(STRIP_STATES) == set(get_args(AdherenceState))
    assert set(STRIP_STATES.values()) == set(get_args(DayState))
    assert Day(DAY, planned=False, state="paused").state in STRIP_STATES


PART = ItemEndRecord("A1", "partly", "tired")
LEFT = "left_early"


@pytest.mark.parametrize(
    ("facts", "done", "in_part", "of"),
    [
        (replace(PLANNED, sessions=[WHOLE]), 2, 0, 2),
        (replace(PLANNED, sessions=[session(DONE, SKIPPED)]), 1, 0, 2),
        (replace(PLANNED, sessions=[session(PART, SKIPPED)]), 0, 1, 2),
        (replace(PLANNED, sessions=[session(PART, end=LEFT), WHOLE]), 2, 0, 2),
        (replace(PLANNED, sessions=[session(PART), session(ItemEndRecord("A2", "done"))]), 1, 1, 2),
        (replace(PLANNED, sessions=[WHOLE], times_per_day={"A1": 2}), 1, 1, 2),
        (replace(PLANNED, sessions=[under_way(A_SET)]), 0, 1, 2),
        (replace(PLANNED, sessions=[session(DONE, end=LEFT)], items=("A1", "A3")), 1, 0, 3),
        (replace(PLANNED, sessions=[WHOLE], items=("A1", "A3")), 2, 0, 2),
        (PLANNED, 0, 0, 0),
    ],
)
def test_the_exercises_of_all_sessions_of_a_day_are_added_up(
    facts: DayFacts, done: int, in_part: int, of: int
) -> None:
    assert day_of(facts).counts == DayCounts(done, in_part, of)
