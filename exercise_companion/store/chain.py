"""The hash chain over all safety events: nothing about safety changes unnoticed (H-12, E4).

A row's hash is SHA-256 over a canonical JSON object of its table, its columns that hold a value
and the hash before it, so a changed, missing or moved row breaks the chain.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from heapq import merge
from typing import TYPE_CHECKING, Final

from exercise_companion.canonical import canonical_bytes
from exercise_companion.store.tables import clearing, safety

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from exercise_companion.canonical import JsonValue
    from exercise_companion.store.journal import Value

GENESIS: Final = "0" * 64
"""The hash before the first row."""

CHAINED_TABLES: Final = (*safety.CHAINED_TABLES, *clearing.APPEND_ONLY)
"""Every table of the chain, those of later steps of the schema included."""

_LAST_LINK_SQL: Final = """
SELECT * FROM (SELECT chain_position, row_hash FROM {} ORDER BY chain_position DESC LIMIT 1)"""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last link."""

    position: int
    """0 while nothing was recorded."""
    row_hash: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What checking the chain found."""

    rows: int
    head: ChainHead
    faults: tuple[str, ...]
    """One plain sentence each; empty when the chain is whole."""

    @property
    def is_whole(self) -> bool:
        """True when no row was changed, lost or moved."""
        return not self.faults


def head(connection: sqlite3.Connection) -> ChainHead:
    """The last link of the chain."""
    row = connection.execute(_head_sql(_tables(connection))).fetchone()
    return ChainHead(0, GENESIS) if row is None else ChainHead(row[0], row[1])


@cache
def _head_sql(tables: tuple[str, ...]) -> str:
    links = " UNION ALL ".join(_LAST_LINK_SQL.format(table) for table in tables)
    return f"{links} ORDER BY chain_position DESC LIMIT 1"


def _tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The tables of the chain that are there: a store of an earlier schema lacks the later ones."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    names = {row[0] for row in found}
    return tuple(table for table in CHAINED_TABLES if table in names)


def next_id(connection: sqlite3.Connection, table: str) -> int:
    """The id the next row of a safety table gets; the hash covers it, so it is needed first."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return 1 if row is None else int(row[0]) + 1


def row_hash(table: str, columns: Mapping[str, Value]) -> str:
    """The hash of one row; `columns` hold everything but the hash itself.

    Raises:
        ValueError: a value has no canonical form.

    """
    held: dict[str, JsonValue] = {
        name: value for name, value in columns.items() if value is not None
    }
    return sha256(canonical_bytes({"table": table, "row": held})).hexdigest()


def verify(connection: sqlite3.Connection) -> ChainReport:
    """Walk the whole chain and say where it is broken."""
    faults: list[str] = []
    last, rows = ChainHead(0, GENESIS), 0
    tables = _tables(connection)
    for position, table, row in merge(*(_links(connection, table) for table in tables)):
        columns = dict(zip(row.keys(), row, strict=True))
        stored = columns.pop("row_hash")
        place = f"{table} {columns['id']}"
        if not _matches(table, columns, stored):
            faults.append(f"{place} was changed.")
        if position != last.position + 1:
            faults.append(f"Safety records are missing or moved before {place}.")
        elif columns["previous_hash"] != last.row_hash:
            faults.append(f"{place} does not follow the record before it.")
        last, rows = ChainHead(position, stored), rows + 1
    faults += _lost_tables(connection, tables)
    faults += _lost_ends(connection, tables)
    return ChainReport(rows, last, tuple(faults))


def _matches(table: str, columns: Mapping[str, Value], stored: str) -> bool:
    try:
        return row_hash(table, columns) == stored
    except ValueError:  # a number no row was ever written with
        return False


def _links(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, str, sqlite3.Row]]:
    rows = connection.execute(f"SELECT * FROM {table} ORDER BY chain_position")  # noqa: S608 - ours
    with closing(rows):
        for row in rows:
            yield row["chain_position"], table, row


def _lost_tables(connection: sqlite3.Connection, tables: tuple[str, ...]) -> Iterator[str]:
    """Tables that a step of the schema made, and that are gone."""
    made = "SELECT 1 FROM _sqlite_migrations WHERE name = ?"
    for table in CHAINED_TABLES:
        step = clearing.STEP if table in clearing.APPEND_ONLY else safety.STEP
        if table not in tables and connection.execute(made, (step,)).fetchone():
            yield f"The records of {table} are missing."


def _lost_ends(connection: sqlite3.Connection, tables: tuple[str, ...]) -> Iterator[str]:
    """Tables whose last rows are gone: SQLite remembers the greatest id it gave."""
    for table in tables:
        greatest = connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]  # noqa: S608
        if (greatest or 0) + 1 != next_id(connection, table):
            yield f"The last records of {table} are missing."
