"""Why exercises were left when the patient stopped: the twenty-third step of the schema.

"You felt unwell" and "you stopped" are no advice and no wish of the day. SQLite cannot widen a
CHECK where it stands, so the table is made anew with its rows as they are.
"""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT, widened

_COLUMNS: Final = f"""
  id INTEGER PRIMARY KEY,{MOMENT},
  session_id INTEGER NOT NULL REFERENCES session (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  item_id TEXT NOT NULL CHECK (item_id <> ''),
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'partly', 'skipped', 'stopped_by_pain')),
  reason TEXT CHECK (
    reason IN (
      'pain', 'tired', 'no_time', 'unclear', 'equipment', 'not_today', 'advice', 'unwell', 'stopped'
    )
  ),
  UNIQUE (session_id, ordinal)"""

SQL: Final = f"""
DROP VIEW v_sessions;
DROP VIEW v_pain_by_day;
DROP VIEW v_alerts;
{widened("item_end", _COLUMNS)}"""
