"""How anything is written and read: transactions, the stamp of time, plain faults.

Every subject's records (programs, checks, sessions …) build on `Journal`.
"""

from __future__ import annotations

import math
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from exercise_companion.errors import StoreFault
from exercise_companion.store.copying import copy_into
from exercise_companion.store.faults import plain_faults
from exercise_companion.store.moments import read_utc, utc_text
from exercise_companion.store.queries import SETTINGS
from exercise_companion.store.recall import Recall

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from sqlite_utils import Database

    from exercise_companion.clock import Clock

Value: TypeAlias = str | int | float | None
"""What a column may hold."""

_LATEST_SEEN: Final = "latest_seen_utc"
_TO_THE_MINUTE: Final = len("2026-11-22T09:00")


class Journal:
    """An open store: append and read, nothing else.

    Args:
        db: the open database; the journal closes it.
        clock: stamps every record.

    """

    is_kept: ClassVar[bool] = True
    """Whether what is appended is on disk; see `in_memory` for a store where it is not."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._stamped_utc = ""
        self._latest_utc = ""
        self.recall = Recall(db.conn)

    def backup_into(self, connection: sqlite3.Connection) -> None:
        """Copy everything into another database.

        Raises:
            StoreFault: it cannot be read.

        """
        with plain_faults():
            copy_into(self._db.conn, connection)

    def taking_notes(self) -> AbstractContextManager[None]:
        """Inside, a store that is not kept takes what is needed to ask on; others always do."""
        return nullcontext()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is saved together or not at all; may be nested.

        The write lock is taken first, because what is read inside decides what is written.

        Raises:
            StoreFault: it could not be saved; nothing of it was.

        """
        with plain_faults():
            whole = self._db.atomic if self._db.conn.in_transaction else self._outermost
            try:
                with whole():
                    yield
            except BaseException:
                self.recall.forget()
                raise

    @contextmanager
    def _outermost(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        self._stamped_utc = ""
        try:
            yield
            self._keep_latest_seen()
            self._db.execute("COMMIT")
            self._latest_utc = max(self._latest_utc, self._stamped_utc)
        except BaseException:
            self._db.rollback()
            raise

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """Several reads see one state of the store."""
        with plain_faults(), self._db.atomic():
            yield

    def _stamp(self, day: date | None = None) -> dict[str, Value]:
        """The moment's columns, now; `day` for what belongs to another exercise day."""
        when = self._clock.when()
        at_utc = utc_text(when.utc)
        self._stamped_utc = max(self._stamped_utc, at_utc)
        return {
            "at_utc": at_utc,
            "local_day": (day or when.local_day).isoformat(),
            "zone": when.zone,
        }

    def _today(self) -> str:
        return self._clock.when().local_day.isoformat()

    def _insert(self, table: str, values: Mapping[str, Value]) -> int:
        """Append one row; its id.

        Raises:
            StoreFault: SQLite has given up the transaction this belongs to.
            ValueError: a number is not finite; SQLite would keep it as NULL.

        """
        if any(isinstance(value, float) and not math.isfinite(value) for value in values.values()):
            message = f"a number for {table} is not finite"
            raise ValueError(message)
        self.recall.note(table)
        return self._write(_insert_sql(table, tuple(values)), tuple(values.values()))

    def _write(self, sql: str, values: tuple[Value, ...]) -> int:
        if not self._db.conn.in_transaction:
            what_happened = "This could not be saved."
            raise StoreFault(what_happened, "Close the program and open it again.")
        return self._db.execute(sql, values).lastrowid or 0

    def _rows(self, sql: str, values: tuple[Value, ...] = ()) -> list[sqlite3.Row]:
        with plain_faults():
            return self._db.execute(sql, values).fetchall()

    def _row(self, sql: str, values: tuple[Value, ...] = ()) -> sqlite3.Row | None:
        rows = self._rows(sql, values)
        return rows[0] if rows else None

    def _program_version_id(self) -> int | None:
        """The program version in force, for the row about to be written."""
        row = self._row("SELECT max(id) AS id FROM program_version")
        return None if row is None else row["id"]

    # --- settings and the latest moment seen --------------------------------------------------

    def setting(self, name: str) -> str | None:
        """A setting's text, or None."""
        row = self._row("SELECT content FROM setting WHERE name = ?", (name,))
        return None if row is None else row["content"]

    def settings(self) -> dict[str, str]:
        """Every setting's text by its name."""
        return {row["name"]: row["content"] for row in self._rows(SETTINGS)}

    def set_setting(self, name: str, content: str) -> None:
        """Keep a setting, in place of what it was."""
        with self.transaction():
            self._write(
                "INSERT INTO setting (name, content) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET content = excluded.content",
                (name, content),
            )

    def latest_seen(self) -> datetime | None:
        """The greatest instant any record carries: a clock set back shows by it (decisions D9).

        Exact for what this window recorded; up to a minute early for others.
        """
        text = max(self.setting(_LATEST_SEEN) or "", self._latest_utc)
        return read_utc(text) if text else None

    def reset_latest_seen(self) -> None:
        """Let the present count as the latest, after a therapist's clearance (decisions D9)."""
        self.set_setting(_LATEST_SEEN, utc_text(self._clock.now_utc()))
        self._latest_utc = ""

    def _keep_latest_seen(self) -> None:
        """Once a minute is enough, and keeps a set as quick to save as a bare row."""
        if self._stamped_utc[:_TO_THE_MINUTE] > self._latest_utc[:_TO_THE_MINUTE]:
            self._write(
                "INSERT INTO setting (name, content) VALUES (?, ?) ON CONFLICT (name)"
                " DO UPDATE SET content = excluded.content WHERE excluded.content > content",
                (_LATEST_SEEN, self._stamped_utc),
            )


@cache
def _insert_sql(table: str, columns: tuple[str, ...]) -> str:
    """The statement for one shape of row; names come from this package, never from data."""
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - names are ours
