"""Copying a whole store from one database into another, whichever SQLite has opened them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS: Final = ("application_id", "user_version")

_SEQUENCE: Final = "sqlite_sequence"
"""SQLite's own table of the highest ids: a removed last row is noticed by it (`tables.safety`)."""

_MADE_BY_US: Final = (
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
    " ORDER BY type <> 'table', rowid"
)


def copy_into(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy everything into an empty database.

    SQLite copies page by page, which does not go into or out of an encrypted file: that goes row by
    row.
    """
    if isinstance(source, sqlite3.Connection) and isinstance(target, sqlite3.Connection):
        source.backup(target)
        return
    own = [] if source.in_transaction else [source]
    for connection in (*own, target):
        connection.execute("BEGIN")
    _copy_rows(source, target)
    for connection in (*own, target):
        connection.execute("COMMIT")
    for mark in _MARKS:
        (value,) = _plain(source, f"PRAGMA {mark}").fetchone()
        target.execute(f"PRAGMA {mark} = {int(value)}")


def is_same(one: sqlite3.Connection, other: sqlite3.Connection) -> bool:
    """Whether two databases hold the same, table by table and row by row."""
    questions = [_MADE_BY_US, *(f"PRAGMA {mark}" for mark in _MARKS)]
    questions += [f'SELECT * FROM "{table}"' for table in (*_tables(one), _SEQUENCE)]  # noqa: S608 - names are ours
    return all(_plain(one, sql).fetchall() == _plain(other, sql).fetchall() for sql in questions)


def _copy_rows(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Tables with their rows first: the triggers that keep rows as they are come after them."""
    made = _plain(source, _MADE_BY_US).fetchall()
    for kind, _, sql in made:
        if kind == "table":
            target.execute(sql)
    for table in _tables(source):
        _copy_table(source, target, table)
    target.execute(f"DELETE FROM {_SEQUENCE}")  # noqa: S608 - the name is SQLite's
    _copy_table(source, target, _SEQUENCE)
    for kind, _, sql in made:
        if kind != "table" and sql is not None:
            target.execute(sql)


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    rows = _plain(source, f'SELECT * FROM "{table}"')  # noqa: S608 - names are ours
    places = ", ".join("?" * len(rows.description))
    target.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608 - names are ours


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    for kind, name, _ in _plain(connection, _MADE_BY_US).fetchall():
        if kind == "table":
            yield name


def _plain(connection: sqlite3.Connection, sql: str) -> sqlite3.Cursor:
    """Ask for rows as plain tuples, which another SQLite takes, and which compare."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(sql)
