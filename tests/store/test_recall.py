"""What was read is remembered, and never for longer than it is true."""

from __future__ import annotations

import inspect
import sqlite3
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.records import AnswerRecord, PlannedItem, SessionEndRecord
from exercise_companion.core.terms import Answer
from exercise_companion.store import Store, open_store, recall
from exercise_companion.store.recall import Recall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from exercise_companion.clock import Clock
    from exercise_companion.core.records import AlertRecord, SetRecord

YES = AnswerRecord("T1", 1, Answer.YES, None)
BRIDGE = (PlannedItem(1, "A1", "bridge", "as_written"),)


@pytest.fixture
def lived(
    store: Store, install: Callable[..., int], one_set: SetRecord, lock: AlertRecord
) -> Store:
    """A check with an answer and an alert, a session that has ended, and one that is open."""
    install(store)
    check_id = store.begin_check("daily", "T1", "0.1")
    store.add_answer(check_id, YES, (lock,))
    for ends in (True, False):
        session_id = store.begin_session(BRIDGE)
        store.append_event(session_id, one_set)
        if ends:
            store.end_session(session_id, SessionEndRecord("complete"))
    return store


def answers_of(store: Store) -> tuple[object, ...]:
    """Everything that is remembered of the day."""
    day = store._clock.when().local_day
    return (
        store.checks(day),
        store.check(1),
        store.open_session(),
        store.sessions(day, day),
        store.done_items(day),
        store.open_alerts(),
        store.resting_scores(day, day),
        store.pain(day, day),
        store.walks(day, day),
    )


def test_the_same_question_is_read_once(lived: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answers_of(lived)
    monkeypatch.setattr(lived, "_rows", lambda *_: pytest.fail("it was read again"))
    assert answers_of(lived) == before


def change(store: Store, one_set: SetRecord, lock: AlertRecord) -> Iterator[Callable[[], object]]:
    """One change after the other, each of something that is remembered."""
    yield lambda: store.add_answer(1, AnswerRecord("T2", 1, Answer.NO, 900))
    yield lambda: store.end_check(1, "complete")
    yield lambda: store.begin_check("wrong", "T2", "0.1")
    yield lambda: store.append_event(2, one_set)
    yield lambda: store.end_session(2, SessionEndRecord("left_early"))
    yield lambda: store.acknowledge([store.open_alerts()[0].id], "seen", "U-1", "Call.")


def test_what_this_window_adds_is_seen_at_once(
    lived: Store, one_set: SetRecord, lock: AlertRecord
) -> None:
    before = answers_of(lived)
    for add in change(lived, one_set, lock):
        add()
        after = answers_of(lived)
        assert after != before
        assert after == as_read_anew(lived)
        before = after


def as_read_anew(store: Store) -> tuple[object, ...]:
    store.recall.forget()
    return answers_of(store)


def test_what_another_window_adds_is_seen_at_once(
    lived: Store, tmp_path: Path, clock: Clock, one_set: SetRecord, lock: AlertRecord
) -> None:
    before = answers_of(lived)
    with open_store(folder_of(lived), clock=clock) as other:
        for add in change(other, one_set, lock):
            add()
            after = answers_of(lived)
            assert after != before
            assert after == as_read_anew(other)
            before = after


def folder_of(store: Store) -> Path:
    from pathlib import Path  # noqa: PLC0415 - of this question alone

    (row,) = store._rows("SELECT file FROM pragma_database_list WHERE name = 'main'")
    return Path(row["file"]).parent


class UndoneError(Exception):
    """Raised to have a transaction undone."""


def undone(store: Store, add: Callable[[], object]) -> None:
    """Add something, see it, and have it undone."""
    before = answers_of(store)
    with suppress(UndoneError), store.transaction():
        add()
        assert answers_of(store) != before
        raise UndoneError
    assert answers_of(store) == before


def test_what_is_undone_was_never_there(
    lived: Store, one_set: SetRecord, lock: AlertRecord
) -> None:
    before = answers_of(lived)
    for add in change(lived, one_set, lock):
        undone(lived, add)
        assert as_read_anew(lived) == before


def test_what_is_undone_inside_of_something_whole_was_never_there(
    lived: Store, one_set: SetRecord, lock: AlertRecord
) -> None:
    before = answers_of(lived)
    with lived.transaction():
        for add in change(lived, one_set, lock):
            undone(lived, add)
    assert answers_of(lived) == before == as_read_anew(lived)


def test_little_is_remembered_at_a_time(lived: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "MOST_REMEMBERED", 4)
    monkeypatch.setattr(recall, "MOST_PIECES", 1)
    before = as_read_anew(lived)
    for _ in range(3):
        assert answers_of(lived) == before
    assert len(lived.recall._answers) <= 4
    assert len(lived.recall._pieces) <= 1


# --- each question names everything it is read from -----------------------------------------------


def remembered_questions() -> dict[str, Callable[..., object]]:
    return {
        name: one
        for name, one in inspect.getmembers(Store, inspect.isfunction)
        if hasattr(one, "__wrapped__")
        and one.__module__.startswith(Store.__module__.rpartition(".")[0])
        and "contextmanager" not in inspect.getsource(one)
    }


def test_a_question_is_read_from_no_table_it_does_not_name(
    lived: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = lived._clock.when().local_day
    known = {"since_day": day, "first_day": day - timedelta(1), "last_day": day, "check_id": 1}
    values = {**known, "session_id": 2, "day": day.isoformat(), "flag_id": "RF-GEN-02"}
    asked = Recall.ask
    read: set[str] = set()
    named: set[str] = set()

    def note(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            read.add(table)
        return sqlite3.SQLITE_OK

    def ask(self: Recall, key: object, tables: tuple[str, ...], answer: object) -> object:
        named.update(tables)
        return asked(self, key, tables, answer)  # type: ignore[arg-type]

    monkeypatch.setattr(Recall, "ask", ask)
    tables = {
        row["name"] for row in lived._rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    questions = remembered_questions()
    assert {"checks", "check", "sessions", "session", "open_session"} <= questions.keys()
    for name, question in questions.items():
        read.clear()
        named.clear()
        lived.recall.forget()
        lived._db.conn.set_authorizer(note)
        places = [one for one in inspect.signature(question).parameters if one != "self"]
        question(lived, *(values[place] for place in places))
        lived._db.conn.set_authorizer(None)
        assert read & tables
        assert (read & tables) <= named, name
