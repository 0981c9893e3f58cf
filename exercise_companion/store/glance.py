"""What the first paint shows, read in a few milliseconds with the standard library alone.

Nothing can be started on its word: the full store confirms it first (decisions E8).
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final, NamedTuple

from exercise_companion.core.terms import Action, Tier
from exercise_companion.store.cipher import name_columns
from exercise_companion.store.faults import plain_faults
from exercise_companion.store.guard import (
    SCHEMA_VERSION,
    NoStore,
    check,
    connect,
    kind_of,
    require_writable,
    store_file,
)
from exercise_companion.store.queries import OPEN_ALERTS, OPEN_SESSION, RECORD_STATE, SETTINGS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from exercise_companion.core.records import Ack, StoreKind

A_GLANCE: Final = 0.3
"""Seconds to wait for another program: the full store, which confirms it, waits long enough."""


class GlanceAlert(NamedTuple):
    """What is known of an open alert before the rules are loaded."""

    flag_id: str
    tier: Tier
    action: Action
    acknowledged: Ack | None


class Glance(NamedTuple):
    """The store at a glance, on one exercise day."""

    kind: StoreKind
    content_json: str | None
    """What the projection holds for the day; None when it has none."""
    open_alerts: tuple[GlanceAlert, ...]
    session_is_open: bool
    record_state: str
    """How much is recorded now (see `queries.RECORD_STATE`)."""
    settings: Mapping[str, str]
    """The text of every setting by its name; read by `core.settings`."""


def glance(folder: Path, day: date) -> Glance | None:
    """Look at a store without changing it.

    Args:
        folder: the data folder.
        day: the exercise day.

    Returns:
        None when there is no store, or an older one that has to be opened in full first.

    Raises:
        StoreFault: it is damaged, foreign, newer, or cannot be written to.

    """
    with plain_faults():
        try:
            path = store_file(folder)
        except NoStore:
            return None
        require_writable(path)
        # Opened for writing, because only such a connection tidies away its -wal and -shm.
        with closing(connect(path, waits=A_GLANCE)) as connection:
            connection.execute("PRAGMA query_only = ON")
            if check(connection, path) < SCHEMA_VERSION:
                return None
            return _look(connection, day.isoformat())


def _look(connection: sqlite3.Connection, day: str) -> Glance:
    name_columns(connection)
    connection.execute("BEGIN")  # one state of the store for all questions
    content = connection.execute(
        "SELECT content_json FROM projection WHERE local_day = ?", (day,)
    ).fetchone()
    return Glance(
        kind=kind_of(connection),
        content_json=None if content is None else content["content_json"],
        open_alerts=tuple(
            GlanceAlert(
                row["flag_id"], Tier(row["tier"]), Action(row["action"]), row["acknowledged"]
            )
            for row in connection.execute(OPEN_ALERTS, (day,))
        ),
        session_is_open=connection.execute(OPEN_SESSION).fetchone() is not None,
        record_state=str(connection.execute(RECORD_STATE).fetchone()["record_state"]),
        settings={row["name"]: row["content"] for row in connection.execute(SETTINGS)},
    )
