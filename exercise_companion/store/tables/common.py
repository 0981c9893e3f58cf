"""Columns and triggers that many tables share."""

from __future__ import annotations

from typing import Final

DAY_SHAPE: Final = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
UTC_SHAPE: Final = f"{DAY_SHAPE}T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z"

MOMENT: Final = f"""
  at_utc TEXT NOT NULL CHECK (at_utc GLOB '{UTC_SHAPE}'),
  local_day TEXT NOT NULL CHECK (local_day GLOB '{DAY_SHAPE}'),
  zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64)"""
"""When it happened: the instant, the exercise day and the zone at the time."""

PROGRAM: Final = """
  program_version_id INTEGER REFERENCES program_version (id)"""
"""The program in force; NULL only before the first one was loaded."""

CHAINED: Final = """
  chain_position INTEGER NOT NULL UNIQUE CHECK (chain_position > 0),
  previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
  row_hash TEXT NOT NULL CHECK (length(row_hash) = 64)"""
"""The place of a safety row in the one hash chain (decisions E4)."""


def append_only(table: str) -> str:
    """Triggers that refuse to change or delete a row of the table."""
    return f"""
CREATE TRIGGER {table}_is_never_changed BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""


def widened(table: str, columns: str) -> str:
    """The table with other columns' checks and the same rows; its greatest id is kept."""
    return f"""
CREATE TABLE wider_{table} ({columns}
) STRICT;
INSERT INTO wider_{table} SELECT * FROM {table};
UPDATE sqlite_sequence SET
  seq = coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0)
  WHERE name = 'wider_{table}';
DROP TABLE {table};
ALTER TABLE wider_{table} RENAME TO {table};
{append_only(table)}"""  # noqa: S608 - names of our own
