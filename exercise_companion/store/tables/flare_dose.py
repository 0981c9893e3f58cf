"""The dose of a flare-up as a version that is done: the twenty-sixth step of the schema.

SQLite cannot widen a CHECK where it stands, so the two tables that may name it are made anew with
their rows as they are. Nothing is changed to it in a session.
"""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import widened
from exercise_companion.store.tables.next_step import SETS_ARE_LIVED, item_columns, set_columns

_VERSIONS: Final = "'as_written', 'easier', 'harder', 'flare'"

_SIDES: Final = """
  done_left_reps INTEGER CHECK (done_left_reps >= 0),
  done_right_reps INTEGER CHECK (done_right_reps >= 0),"""

SQL: Final = f"""
DROP VIEW v_sessions;
DROP VIEW v_pain_by_day;
DROP VIEW v_alerts;
{widened("session_item", item_columns(_VERSIONS))}
{widened("set_log", set_columns(_VERSIONS, _SIDES))}
{SETS_ARE_LIVED}"""
