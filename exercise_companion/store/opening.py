"""Opening a store, and making one where it was asked for."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from exercise_companion import __version__
from exercise_companion.errors import StoreFault
from exercise_companion.store.cipher import name_columns
from exercise_companion.store.faults import plain_faults
from exercise_companion.store.guard import (
    FILE_NAME,
    NoStore,
    check,
    connect,
    draft_of,
    kind_of,
    remove_left_overs,
    require_writable,
    store_file,
)
from exercise_companion.store.key import hold
from exercise_companion.store.moments import utc_text
from exercise_companion.store.store import Store
from exercise_companion.store.wiping import remove_overwritten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from exercise_companion.clock import Clock
    from exercise_companion.core.records import StoreKind

_OLDEST_SQLITE: Final = (3, 38, 0)
"""STRICT tables and built-in JSON."""

_PROMISES: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)
"""Durable on return, references hold, nothing deleted stays readable (platform traps 30, 35)."""

_ALLOWED_BESIDE: Final = frozenset({"README.md", ".gitignore"})


def open_store(folder: Path, *, clock: Clock, create: StoreKind | None = None) -> Store:
    """Open the store of a data folder.

    Args:
        folder: the data folder.
        clock: stamps every record.
        create: make a store of this kind if there is none; an existing one must be of it.

    Raises:
        NoStore: there is none, and none is to be made.
        StoreFault: it is damaged, foreign, newer, of another kind, or cannot be written to.
            Nothing was changed.

    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        what_happened = "The SQLite on this computer is too old."
        raise StoreFault(what_happened, "Install a newer Python, then try again.")
    with plain_faults(), private_files():
        try:
            path = store_file(folder)
        except NoStore:
            if create is None:
                raise
            path = _make(folder, create, clock)
        return Store(_open(path, create), clock)


def _open(path: Path, kind: StoreKind | None) -> Database:
    require_writable(path)
    connection = connect(path)
    try:
        check(connection, path)
        _require_kind(connection, kind)
        db = prepare(connection)
        # Nobody writes it anew while this is open: a draft is what a kill has left.
        remove_overwritten(draft_of(path))
        remove_left_overs(path)
    except BaseException:
        connection.close()
        raise
    return db


def prepare(connection: sqlite3.Connection) -> Database:
    """Switch off what sqlite-utils forgives, switch on what the store promises (trap 23)."""
    from sqlite_utils import Database  # noqa: PLC0415 - slow to import; the first paint is without

    from exercise_companion.store import schema  # noqa: PLC0415 - imports sqlite_utils

    name_columns(connection)
    for promise in _PROMISES:
        connection.execute(promise)
    db = Database(connection, strict=True, use_counts_table=False, execute_plugins=False)
    if schema.MIGRATIONS.pending(db):
        schema.bring_up_to_date(db)
    return db


def _require_kind(connection: sqlite3.Connection, kind: StoreKind | None) -> None:
    found = kind_of(connection)
    if kind is not None and found != kind:
        what_happened = f"This data folder holds {found} data, not {kind} data."
        raise StoreFault(what_happened, "Choose another data folder.")


# --- making one -------------------------------------------------------------------------------


def _make(folder: Path, kind: StoreKind, clock: Clock) -> Path:
    """Make a complete store beside its place, then put it there at once, or not at all."""
    _make_folder(folder)
    draft = folder / f"{FILE_NAME}.{os.getpid()}.new"
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600, exist_ok=False)
    try:
        with closing(connect(draft)) as connection:
            write_first_rows(prepare(connection), kind, clock)
        _publish(draft, folder / FILE_NAME)
        hold(folder / FILE_NAME, None)
    finally:
        draft.unlink(missing_ok=True)
    return store_file(folder)


def write_first_rows(db: Database, kind: StoreKind, clock: Clock) -> None:
    """Say in a new store what it is for, and when and by which version it was made."""
    when = clock.when()
    db.execute(
        "INSERT INTO meta (id, at_utc, local_day, zone, store_kind, made_by_version)"
        " VALUES (1, ?, ?, ?, ?, ?)",
        (utc_text(when.utc), when.local_day.isoformat(), when.zone, kind, __version__),
    )


def _publish(draft: Path, path: Path) -> None:
    """Give the finished file its name; one that another window made meanwhile stays."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            draft.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the file's name outlive a power cut, where folders can be synced."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> None:
    """Make the data folder, for its owner alone.

    A folder that was there before is closed to others only if nothing else lives in it; the
    store's own files are private in any case.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if {entry.name for entry in folder.iterdir()} <= _ALLOWED_BESIDE:
        folder.chmod(0o700)


@contextmanager
def private_files() -> Iterator[None]:
    """Files made inside are for their owner alone; SQLite gives `-wal` and `-shm` the same."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
