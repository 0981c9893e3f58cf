"""Walks that were entered afterwards: the eighteenth step of the schema.

What somebody does not remember is not guessed, so minutes, parts, the reason and whether a leg gave
way may be empty. The table is made anew with its rows as they are; columns that came later stay the
last ones.
"""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT, PROGRAM, widened

_COLUMNS: Final = f"""
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  mode TEXT NOT NULL CHECK (mode IN ('outdoor_walk', 'treadmill', 'bike', 'other')),
  minutes_total REAL CHECK (minutes_total >= 0),
  minutes_to_first_symptom REAL CHECK (minutes_to_first_symptom >= 0),
  bouts INTEGER CHECK (bouts > 0),
  leg_pain_max_0_to_10 INTEGER CHECK (leg_pain_max_0_to_10 BETWEEN 0 AND 10),
  stop_reason TEXT CHECK (
    stop_reason IN ('leg_symptoms', 'back', 'breath', 'tired', 'done', 'other')
  ),
  support TEXT CHECK (support IN ('none', 'stick', 'poles', 'walker', 'trolley')),
  symptom TEXT CHECK (symptom IN ('pain', 'heavy', 'numb', 'tingle', 'weak')),
  side TEXT CHECK (side IN ('left', 'right', 'both')),
  relief_action TEXT CHECK (
    relief_action IN ('sat', 'bent_forward', 'lay_down', 'stood_still', 'none')
  ),
  minutes_to_relief REAL CHECK (minutes_to_relief >= 0),
  still_there INTEGER NOT NULL DEFAULT 0 CHECK (still_there IN (0, 1)),
  in_calf INTEGER CHECK (in_calf IN (0, 1)),
  gave_way INTEGER CHECK (gave_way IN (0, 1)),
  distance_metres REAL CHECK (distance_metres > 0),
  session_id INTEGER REFERENCES session (id),
  item_id TEXT CHECK (item_id <> '' AND (item_id IS NULL) = (session_id IS NULL)),
  timed INTEGER NOT NULL DEFAULT 0 CHECK (
    timed = 0 OR (timed = 1 AND session_id IS NOT NULL)
  )"""

SQL: Final = f"""
{widened("walk_log", _COLUMNS)}
ALTER TABLE walk_log ADD COLUMN legs TEXT CHECK (legs IN ('felt', 'not_said'));
CREATE INDEX walk_log_by_day ON walk_log (local_day);
CREATE UNIQUE INDEX walk_log_once_a_session ON walk_log (session_id, item_id);
"""
"""`legs` says what `minutes_to_first_symptom` cannot: felt at a minute nobody remembers, or not
said at all. Empty: the minutes say it, and without minutes the legs felt nothing."""

AFTER_THE_END: Final = """
DROP INDEX walk_log_once_a_session;
CREATE INDEX walk_log_by_session ON walk_log (session_id, item_id);
"""
"""A walk is logged as it was measured where its session is ended, and once more where more is told
of it afterwards: the last row counts."""
