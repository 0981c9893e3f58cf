"""The pain of a week as a score of its own: the nineteenth step of the schema.

SQLite cannot widen a CHECK where it stands, so the table is made anew with its rows as they are.
"""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT, PROGRAM, widened

_COLUMNS: Final = f"""
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  session_id INTEGER REFERENCES session (id),
  ordinal INTEGER CHECK (ordinal > 0),
  asked TEXT NOT NULL CHECK (asked IN ('before', 'during', 'after', 'morning', 'day', 'week')),
  site TEXT NOT NULL CHECK (
    site IN ('back', 'leg', 'neck', 'shoulder', 'hip', 'knee', 'other')
  ),
  score_0_to_10 INTEGER CHECK (score_0_to_10 BETWEEN 0 AND 10),
  item_id TEXT CHECK (item_id <> ''),
  no_more_than_before INTEGER NOT NULL CHECK (no_more_than_before IN (0, 1)),
  outcome TEXT NOT NULL,
  CHECK (ordinal IS NULL OR session_id IS NOT NULL),
  UNIQUE (session_id, ordinal)"""

SQL: Final = f"""
DROP VIEW v_sessions;
DROP VIEW v_pain_by_day;
DROP VIEW v_alerts;
{widened("pain_entry", _COLUMNS)}
CREATE INDEX pain_entry_by_day ON pain_entry (local_day);
"""
