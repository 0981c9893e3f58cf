from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from exercise_companion.errors import StoreFault
from exercise_companion.store import open_store
from exercise_companion.store.cipher import errors
from exercise_companion.store.guard import connect

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import StoppedClock

    from exercise_companion.store import Store


def _kinds(store: Store) -> list[str]:
    return [row["kind"] for row in store._rows("SELECT kind FROM app_event ORDER BY id")]


def test_an_append_is_saved_when_it_returns(folder: Path, store: Store) -> None:
    store.app_event("start")
    assert not store._db.conn.in_transaction
    other = connect(folder / "companion.db")
    assert other.execute("SELECT count(*) FROM app_event").fetchone() == (1,)
    other.close()


def _note_then_fail(store: Store, *kinds: str) -> None:
    with store.transaction():
        for kind in kinds:
            store.app_event(kind)
        raise RuntimeError


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError):
        _note_then_fail(store, "one", "two")
    assert _kinds(store) == []
    assert not store._db.conn.in_transaction


def test_a_nested_failure_undoes_only_itself(store: Store) -> None:
    with store.transaction():
        store.app_event("outer")
        with pytest.raises(RuntimeError):
            _note_then_fail(store, "inner")
        store.app_event("after")
    assert _kinds(store) == ["outer", "after"]


def test_an_outer_failure_undoes_what_was_nested(store: Store) -> None:
    def outer() -> None:
        with store.transaction():
            with store.transaction():
                store.app_event("inner")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        outer()
    assert _kinds(store) == []


def test_what_sqlite_gave_up_inside_is_not_half_saved(store: Store) -> None:
    store._db.conn.execute(
        "CREATE TEMP TRIGGER gives_up BEFORE INSERT ON main.app_event WHEN NEW.kind = 'bad'"
        " BEGIN SELECT RAISE(ROLLBACK, 'given up'); END"
    )

    def write_on_after_a_failure() -> None:
        with store.transaction():
            store.app_event("before")
            with pytest.raises(StoreFault):
                store.app_event("bad")
            store._insert("app_event", {**store._stamp(), "kind": "after", "detail": ""})

    with pytest.raises(StoreFault):
        write_on_after_a_failure()
    assert _kinds(store) == []


def test_another_window_holding_the_store_is_said(
    folder: Path, store: Store, clock: StoppedClock
) -> None:
    with open_store(folder, clock=clock) as other:
        other._db.conn.execute("PRAGMA busy_timeout = 20")
        with store.transaction(), pytest.raises(StoreFault, match="another program") as caught:
            other.app_event("late")
    assert isinstance(caught.value.__cause__, errors())


def test_the_latest_moment_seen_outlives_a_clock_set_back(
    store: Store, clock: StoppedClock
) -> None:
    assert store.latest_seen() is None
    store.app_event("start")
    clock.advance(3600)
    store.app_event("start")
    latest = clock.now_utc()
    clock.advance(-30 * 24 * 3600)
    store.app_event("start")
    assert store.latest_seen() == latest
    store.reset_latest_seen()
    assert store.latest_seen() == clock.now_utc()


def test_the_latest_moment_compares_instants_not_wall_clocks(
    store: Store, clock: StoppedClock
) -> None:
    store.app_event("start")
    clock.instant -= timedelta(milliseconds=1)
    store.app_event("start")
    latest = store.latest_seen()
    assert latest is not None
    assert latest - clock.instant == timedelta(milliseconds=1)


def test_another_window_sees_the_latest_moment_to_the_minute(
    folder: Path, store: Store, clock: StoppedClock
) -> None:
    for _ in range(100):
        clock.advance(7)
        store.app_event("start")
    with open_store(folder, clock=clock) as other:
        latest = other.latest_seen()
    assert latest is not None
    assert timedelta(0) <= clock.now_utc() - latest < timedelta(minutes=1)


def test_what_was_undone_was_not_seen(store: Store, clock: StoppedClock) -> None:
    with pytest.raises(RuntimeError):
        _note_then_fail(store, "one")
    assert store.latest_seen() is None
