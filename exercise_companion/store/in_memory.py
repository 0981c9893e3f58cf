"""A store in memory: the warning signs are asked about even where nothing can be written (A17).

It is a copy of the patient's store, or an empty one where that cannot be read. Nothing of it
reaches the disk, and everything that would keep something fails as it would there.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar

from exercise_companion.store.cipher import errors
from exercise_companion.store.copying import copy_into
from exercise_companion.store.faults import plain_faults
from exercise_companion.store.guard import check, connect_to_read, log_of, store_file
from exercise_companion.store.key import held
from exercise_companion.store.opening import prepare, write_first_rows
from exercise_companion.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from exercise_companion.clock import Clock
    from exercise_companion.store.key import Key


class StoreInMemory(Store):
    """A store nothing of which is kept.

    Args:
        db: the open database in memory.
        clock: stamps every record.

    """

    is_kept: ClassVar[bool] = False

    def __init__(self, db: Database, clock: Clock) -> None:
        super().__init__(db, clock)
        self._refuse_writing(refuse=True)

    @contextmanager
    def taking_notes(self) -> Iterator[None]:
        """Inside, records are taken: to ask the next question, and to show what follows."""
        self._refuse_writing(refuse=False)
        try:
            yield
        finally:
            self._refuse_writing(refuse=True)

    def _next_event_id(self, day: str) -> str:
        """A name that no other window gives: it is kept with what is left beside the store."""
        return f"{super()._next_event_id(day)}-{secrets.token_hex(3)}"

    def _refuse_writing(self, *, refuse: bool) -> None:
        self._db.execute(f"PRAGMA query_only = {int(refuse)}")


def open_copy(folder: Path, *, clock: Clock) -> StoreInMemory:
    """Copy the store of a data folder into memory. Nothing in the folder is changed.

    Args:
        folder: the data folder.
        clock: stamps every record.

    Raises:
        StoreFault: there is none, or it cannot be read.

    """
    with plain_faults():
        path = store_file(folder)
        try:
            memory = _read(path, held(path))
        except errors():
            memory = _read_elsewhere(path)
        return StoreInMemory(prepare(memory), clock)


def copy_of(store: Store, *, clock: Clock) -> StoreInMemory:
    """Copy a store that is open, and has failed, into memory.

    Raises:
        StoreFault: it cannot even be read.

    """
    memory = _new()
    store.backup_into(memory)
    with plain_faults():
        return StoreInMemory(prepare(memory), clock)


def open_blank(*, clock: Clock) -> StoreInMemory:
    """An empty store in memory, for a patient of whom nothing can be read."""
    db = prepare(_new())
    write_first_rows(db, "real", clock)
    return StoreInMemory(db, clock)


def _read(path: Path, key: Key | None) -> sqlite3.Connection:
    memory = _new()
    with closing(connect_to_read(path, key)) as source:
        check(source, path)
        copy_into(source, memory)
    return memory


def _read_elsewhere(path: Path) -> sqlite3.Connection:
    """What a kill left in the log is read where SQLite may write: in a private folder, for now."""
    with TemporaryDirectory() as private:
        for name in (path.name, log_of(path).name):
            if path.with_name(name).exists():
                shutil.copyfile(path.with_name(name), Path(private) / name)
        return _read(Path(private) / path.name, held(path))


def _new() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)
