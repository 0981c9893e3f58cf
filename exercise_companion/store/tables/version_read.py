"""Which program versions the patient has read the changes of: the sixteenth step of the schema."""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT

APPEND_ONLY: Final = ("version_read",)

SQL: Final = f"""
CREATE TABLE version_read (
  id INTEGER PRIMARY KEY,{MOMENT},
  program_version_id INTEGER NOT NULL REFERENCES program_version (id),
  how TEXT NOT NULL CHECK (how IN ('read', 'shown_at_loading')),
  words TEXT NOT NULL
) STRICT;
CREATE INDEX version_read_by_version ON version_read (program_version_id);

INSERT INTO version_read (at_utc, local_day, zone, program_version_id, how, words)
  SELECT at_utc, local_day, zone, id, 'shown_at_loading', '' FROM program_version
  ORDER BY id DESC LIMIT 1;
"""  # noqa: S608 - fragments of our own
"""`shown_at_loading`: loaded before this step; its changes were shown then, nothing was asked."""
