"""The next step as a version that is done: the fifteenth step of the schema.

SQLite cannot widen a CHECK where it stands, so the three tables that name a version are made anew
with their rows as they are. Columns that came later stay the last ones.
"""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT, widened

_EVENT: Final = """
  session_id INTEGER NOT NULL REFERENCES session (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  item_id TEXT NOT NULL CHECK (item_id <> '')"""

_VERSIONS: Final = "'as_written', 'easier', 'harder'"


def _version(versions: str) -> str:
    return f"variant TEXT NOT NULL CHECK (variant IN ({versions}))"


def item_columns(versions: str) -> str:
    """Columns of what was planned.

    Args:
        versions: of an exercise, as SQL.

    """
    return f"""
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES session (id),
  position INTEGER NOT NULL CHECK (position > 0),
  item_id TEXT NOT NULL CHECK (item_id <> ''),
  exercise_id TEXT NOT NULL CHECK (exercise_id <> ''),
  {_version(versions)},
  UNIQUE (session_id, position)"""


def set_columns(versions: str, later: str = "") -> str:
    """Columns of the sets.

    Args:
        versions: of an exercise, as SQL.
        later: columns that came after this step, as SQL.

    """
    return f"""
  id INTEGER PRIMARY KEY,{MOMENT},{_EVENT},
  exercise_id TEXT NOT NULL CHECK (exercise_id <> ''),
  {_version(versions)},
  set_number INTEGER NOT NULL CHECK (set_number > 0),
  side TEXT NOT NULL CHECK (side IN ('left', 'right', 'alternate', 'both_together', 'none')),
  target_reps INTEGER CHECK (target_reps >= 0),
  done_reps INTEGER CHECK (done_reps >= 0),
  target_seconds INTEGER CHECK (target_seconds >= 0),
  done_seconds INTEGER CHECK (done_seconds >= 0),
  target_load_kg REAL CHECK (target_load_kg >= 0),
  done_load_kg REAL CHECK (done_load_kg >= 0),
  target_metres INTEGER CHECK (target_metres >= 0),
  done_metres INTEGER CHECK (done_metres >= 0),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
  counted_by TEXT NOT NULL DEFAULT 'patient' CHECK (counted_by IN ('patient', 'clock')),{later}
  UNIQUE (session_id, ordinal)"""


SETS_ARE_LIVED: Final = """
CREATE TRIGGER set_log_is_lived BEFORE INSERT ON set_log
WHEN NEW.simulated = 1 AND (SELECT store_kind FROM meta) = 'real'
BEGIN SELECT RAISE(ABORT, 'a real store holds no simulated set'); END;
"""
"""Made anew with the table of the sets."""

_CHANGE_COLUMNS: Final = f"""
  id INTEGER PRIMARY KEY,{MOMENT},{_EVENT},
  {_version(_VERSIONS)},
  rule TEXT NOT NULL,
  UNIQUE (session_id, ordinal)"""


SQL: Final = f"""
DROP VIEW v_sessions;
DROP VIEW v_pain_by_day;
DROP VIEW v_alerts;
{widened("session_item", item_columns(_VERSIONS))}
{widened("set_log", set_columns(_VERSIONS))}
{widened("variant_change", _CHANGE_COLUMNS)}
{SETS_ARE_LIVED}"""
