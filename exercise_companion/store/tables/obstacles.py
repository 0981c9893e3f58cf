"""What got in the way of exercising: the ninth step of the schema."""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT, PROGRAM

APPEND_ONLY: Final = ("obstacle",)

SQL: Final = f"""
CREATE TABLE obstacle (
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  done_days INTEGER NOT NULL CHECK (done_days >= 0),
  planned_days INTEGER NOT NULL CHECK (planned_days > 0),
  reason TEXT NOT NULL CHECK (
    reason IN ('pain', 'no_time', 'unclear', 'mood', 'other', 'not_said')
  )
) STRICT;
CREATE INDEX obstacle_by_day ON obstacle (local_day);
"""
