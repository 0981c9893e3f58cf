from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from exercise_companion.errors import StoreFault
from exercise_companion.store import NoStore, open_store
from exercise_companion.store.glance import glance
from exercise_companion.store.guard import APPLICATION_ID, FILE_NAME, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from exercise_companion.clock import Clock

DAY = date(2026, 11, 22)


@pytest.fixture
def closed(folder: Path, clock: Clock, install: Callable[..., int]) -> Path:
    """The file of a closed store with something in it."""
    with open_store(folder, clock=clock, create="test") as store:
        install(store)
    return folder / FILE_NAME


def _assert_refused_untouched(path: Path, clock: Clock, words: str) -> None:
    before, names = path.read_bytes(), sorted(path.parent.iterdir())
    for create in (None, "test"):
        with pytest.raises(StoreFault, match=words):
            open_store(path.parent, clock=clock, create=create)
    with pytest.raises(StoreFault, match=words):
        glance(path.parent, DAY)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == names


def test_an_empty_file_is_never_a_new_store(folder: Path, clock: Clock) -> None:
    folder.mkdir()
    (folder / FILE_NAME).touch()
    _assert_refused_untouched(folder / FILE_NAME, clock, "empty")


@pytest.mark.parametrize("lost", [1, 511, 4095, 4096, 4097, 8192, 40_000])
def test_a_truncated_file_is_refused(lost: int, closed: Path, clock: Clock) -> None:
    closed.write_bytes(closed.read_bytes()[:-lost])
    _assert_refused_untouched(closed, clock, "damaged")


@pytest.mark.parametrize("kept", [1, 50, 99, 100, 511, 512, 1000])
def test_a_stump_is_refused(kept: int, closed: Path, clock: Clock) -> None:
    closed.write_bytes(closed.read_bytes()[:kept])
    _assert_refused_untouched(closed, clock, r"damaged|not made by")


@pytest.mark.parametrize("size", [7, 100, 4096, 50_000])
def test_random_bytes_are_refused(size: int, folder: Path, clock: Clock) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(random.Random(size).randbytes(size))  # noqa: S311
    _assert_refused_untouched(folder / FILE_NAME, clock, "damaged")


def test_another_programs_database_is_refused(folder: Path, clock: Clock) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE_NAME)) as foreign:
        foreign.execute("CREATE TABLE recipes (name TEXT)")
    _assert_refused_untouched(folder / FILE_NAME, clock, "not made by")


def test_a_file_without_our_tables_is_damaged(folder: Path, clock: Clock) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE_NAME)) as hollow:
        hollow.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        hollow.execute("PRAGMA user_version = 1")
    _assert_refused_untouched(folder / FILE_NAME, clock, "damaged")


@pytest.mark.parametrize(
    "newer",
    [
        f"PRAGMA user_version = {SCHEMA_VERSION + 1}",
        (
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('exercise_companion', 'm999_later', '2030-01-01')"
        ),
    ],
)
def test_a_newer_store_is_refused(newer: str, closed: Path, clock: Clock) -> None:
    with closing(sqlite3.connect(closed, isolation_level=None)) as later:
        later.execute(newer)
        later.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _assert_refused_untouched(closed, clock, "newer version")


def test_a_folder_in_the_files_place_is_refused(folder: Path, clock: Clock) -> None:
    (folder / FILE_NAME).mkdir(parents=True)
    with pytest.raises(StoreFault, match="not a file"):
        open_store(folder, clock=clock)


def test_a_pipe_in_the_files_place_is_refused(folder: Path, clock: Clock) -> None:
    folder.mkdir()
    os.mkfifo(folder / FILE_NAME)
    with pytest.raises(StoreFault, match="not a file"):
        open_store(folder, clock=clock)


def test_a_missing_store_is_not_made_by_reading(folder: Path, clock: Clock) -> None:
    with pytest.raises(NoStore):
        open_store(folder, clock=clock)
    assert glance(folder, DAY) is None
    assert not folder.exists()


def test_a_store_of_another_kind_is_refused(closed: Path, clock: Clock) -> None:
    with pytest.raises(StoreFault, match="holds test data, not real data"):
        open_store(closed.parent, clock=clock, create="real")


def test_a_data_folder_that_is_a_file_is_said(folder: Path, clock: Clock) -> None:
    folder.write_text("something else")
    with pytest.raises(StoreFault):
        open_store(folder, clock=clock, create="test")
    assert folder.read_text() == "something else"


def test_a_store_that_forgot_its_kind_is_damaged(closed: Path, clock: Clock) -> None:
    with closing(sqlite3.connect(closed, isolation_level=None)) as robbed:
        robbed.execute("DROP TRIGGER meta_is_never_deleted")
        robbed.execute("DELETE FROM meta")
        robbed.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _assert_refused_untouched(closed, clock, "damaged")


def test_a_folder_that_may_not_be_looked_into_is_said(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(self: Path, *, follow_symlinks: bool = True) -> None:
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.stat", forbidden)
    with pytest.raises(StoreFault, match="could not be opened"):
        open_store(folder, clock=clock)


def test_a_sqlite_too_old_for_strict_tables_is_said(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(StoreFault, match="too old"):
        open_store(folder, clock=clock, create="test")
    assert not folder.exists()
