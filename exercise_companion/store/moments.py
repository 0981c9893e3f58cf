"""How moments are written in the store: ISO text a person can read and SQLite can compare."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from exercise_companion.core.records import When

if TYPE_CHECKING:
    import sqlite3


def utc_text(moment: datetime) -> str:
    """An aware moment as `2026-11-22T09:00:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_utc(text: str) -> datetime:
    """The moment `utc_text` wrote, aware, in UTC."""
    return datetime.fromisoformat(text)


def read_when(row: sqlite3.Row) -> When:
    """The moment of a row that has `at_utc`, `local_day` and `zone`."""
    return When(read_utc(row["at_utc"]), date.fromisoformat(row["local_day"]), row["zone"])


def read_day(text: str | None) -> date | None:
    """A stored day, or None."""
    return None if text is None else date.fromisoformat(text)
