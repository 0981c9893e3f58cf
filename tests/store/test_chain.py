from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.records import AnswerRecord, AssessmentRecord, HelpRecord, TalkRecord
from exercise_companion.core.terms import Answer
from exercise_companion.store import chain, open_store
from exercise_companion.store.chain import CHAINED_TABLES, GENESIS
from exercise_companion.store.guard import FILE_NAME
from exercise_companion.store.kept import Clearance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from exercise_companion.clock import Clock
    from exercise_companion.core.records import AlertRecord
    from exercise_companion.store import Store


@pytest.fixture
def history(
    folder: Path, clock: Clock, lock: AlertRecord, install: Callable[..., int], tmp_path: Path
) -> Iterator[sqlite3.Connection]:
    """A copy, without triggers, of a store that holds every kind of safety record."""
    with open_store(folder, clock=clock, create="test") as store:
        install(store)
        session = store.begin_session(())
        check = store.begin_check("wrong", "RF-CES-01", "1.0", session)
        store.add_answer(check, AnswerRecord("bladder", 1, Answer.NOT_SURE, 900))
        alerts = store.add_answer(check, AnswerRecord("RF-CES-01", 1, Answer.YES, 812), [lock])
        store.end_check(check, "emergency")
        store.acknowledge(alerts, "calling", "E-go/1", "Stop.")
        day = store.made_on
        store.clear(alerts, Clearance("code", "Dana Webb", "therapist", day, "PT1", "seen", "-A3"))
        again = store.raise_alert(lock, check_id=check)
        store.clear_by_talk(
            TalkRecord("Dr Osei", "doctor", day, "You may go on.", (again,)), (again,)
        )
        third = store.raise_alert(lock, check_id=check)
        store.clear_by_mistake([third], check)
        store.record_crisis("no", "Please call.", check)
        store.add_help_answer(HelpRecord(("A-20261122-1",), "yes", "Dr Osei"))
        store.add_assessment(AssessmentRecord(("A-20261122-1",), "Ward 3", day, "Nothing new."))
        store.add_code_try("wrong", ("A-20261122-1", "A-20261122-2"))
        assert store.verify_chain().is_whole
    copy = tmp_path / "copy.db"
    shutil.copy(folder / FILE_NAME, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA foreign_keys = OFF")
        yield connection


def test_a_whole_chain_says_so(history: sqlite3.Connection) -> None:
    report = chain.verify(history)
    assert report.faults == ()
    assert report.rows == 15
    assert report.head == chain.head(history)
    assert report.head.position == 15


def test_an_empty_store_has_an_empty_chain(store: Store) -> None:
    report = store.verify_chain()
    assert (report.rows, report.head.row_hash, report.is_whole) == (0, GENESIS, True)
    assert store.chain_head() == report.head


def test_any_changed_value_is_found(history: sqlite3.Connection) -> None:
    changed = 0
    for table in CHAINED_TABLES:
        columns = history.execute(f"SELECT name, type FROM pragma_table_info('{table}')").fetchall()  # noqa: S608
        for column, kind in columns:
            other = f"{column} || 'x'" if kind == "TEXT" else f"{column} + 1000"
            empty = "'2026-01-01'" if kind == "TEXT" else "7"
            history.execute("BEGIN")
            history.execute(
                f"UPDATE {table} SET {column} = CASE WHEN {column} IS NULL"  # noqa: S608
                f" THEN {empty} ELSE {other} END WHERE id = 1"
            )
            assert not chain.verify(history).is_whole, f"{table}.{column}"
            history.execute("ROLLBACK")
            changed += 1
    assert changed > 80
    assert chain.verify(history).is_whole


def test_any_removed_row_is_found(history: sqlite3.Connection) -> None:
    for table in CHAINED_TABLES:
        for (row_id,) in history.execute(f"SELECT id FROM {table}").fetchall():  # noqa: S608
            history.execute("BEGIN")
            history.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608
            assert not chain.verify(history).is_whole, f"{table} {row_id}"
            history.execute("ROLLBACK")


def test_swapped_answers_are_found(history: sqlite3.Connection) -> None:
    (first, second) = history.execute("SELECT value FROM safety_answer ORDER BY id").fetchall()
    history.execute("UPDATE safety_answer SET value = ? WHERE id = 1", (second["value"],))
    history.execute("UPDATE safety_answer SET value = ? WHERE id = 2", (first["value"],))
    assert len(chain.verify(history).faults) == 2


def test_moved_rows_are_found(history: sqlite3.Connection) -> None:
    history.execute("UPDATE safety_answer SET chain_position = chain_position + 100")
    assert any("missing or moved" in fault for fault in chain.verify(history).faults)


def test_a_row_made_up_whole_does_not_fit(history: sqlite3.Connection) -> None:
    row = dict(history.execute("SELECT * FROM safety_answer WHERE id = 1").fetchone())
    row.pop("row_hash")
    row["value"] = "no"
    forged = chain.row_hash("safety_answer", row)
    history.execute("UPDATE safety_answer SET value = 'no', row_hash = ? WHERE id = 1", (forged,))
    (fault,) = chain.verify(history).faults
    assert "does not follow" in fault


def test_a_number_beyond_every_real_one_is_found(history: sqlite3.Connection) -> None:
    history.execute("UPDATE safety_answer SET dwell_ms = ? WHERE id = 1", (2**62,))
    assert chain.verify(history).faults == ("safety_answer 1 was changed.",)


def test_a_table_that_was_taken_away_is_found(history: sqlite3.Connection) -> None:
    for table in CHAINED_TABLES:
        history.execute("BEGIN")
        history.execute(f"DROP TABLE {table}")
        assert not chain.verify(history).is_whole, table
        history.execute("ROLLBACK")


def test_two_windows_share_one_chain(folder: Path, clock: Clock, store: Store) -> None:
    with open_store(folder, clock=clock) as other:
        for turn in (store, other, store, other):
            turn.begin_check("daily", "all", "1.0")
    assert store.verify_chain().is_whole
    assert store.chain_head().position == 4
