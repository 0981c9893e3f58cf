"""Tables of what happens between sessions: talks, walks, pauses, flare-ups."""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import DAY_SHAPE, MOMENT, PROGRAM

APPEND_ONLY: Final = ("talk", "talk_alert", "walk_log", "pause_range", "flare_entry")

SQL: Final = f"""
CREATE TABLE talk (
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  who TEXT NOT NULL CHECK (who <> ''),
  role TEXT NOT NULL,
  spoke_on TEXT NOT NULL CHECK (spoke_on GLOB '{DAY_SHAPE}'),
  said TEXT NOT NULL,
  review_day TEXT CHECK (review_day GLOB '{DAY_SHAPE}')
) STRICT;

CREATE TABLE talk_alert (
  id INTEGER PRIMARY KEY,
  talk_id INTEGER NOT NULL REFERENCES talk (id),
  alert_id INTEGER NOT NULL REFERENCES alert (id),
  UNIQUE (alert_id, talk_id)
) STRICT;

CREATE TABLE walk_log (
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  mode TEXT NOT NULL CHECK (mode IN ('outdoor_walk', 'treadmill', 'bike', 'other')),
  minutes_total REAL NOT NULL CHECK (minutes_total >= 0),
  minutes_to_first_symptom REAL CHECK (minutes_to_first_symptom >= 0),
  bouts INTEGER NOT NULL CHECK (bouts > 0),
  leg_pain_max_0_to_10 INTEGER CHECK (leg_pain_max_0_to_10 BETWEEN 0 AND 10),
  stop_reason TEXT NOT NULL CHECK (
    stop_reason IN ('leg_symptoms', 'back', 'breath', 'tired', 'done', 'other')
  )
) STRICT;
CREATE INDEX walk_log_by_day ON walk_log (local_day);

CREATE TABLE pause_range (
  id INTEGER PRIMARY KEY,{MOMENT},
  first_day TEXT NOT NULL CHECK (first_day GLOB '{DAY_SHAPE}'),
  last_day TEXT NOT NULL CHECK (last_day GLOB '{DAY_SHAPE}'),
  reason TEXT NOT NULL,
  replaces_id INTEGER UNIQUE REFERENCES pause_range (id),
  CHECK (first_day <= last_day)
) STRICT;

CREATE TABLE flare_entry (
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  change TEXT NOT NULL CHECK (change IN ('start', 'end')),
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX flare_entry_by_day ON flare_entry (local_day);
"""

FLARE_IN_SESSION: Final = """
ALTER TABLE flare_entry ADD COLUMN session_id INTEGER CHECK (session_id >= 0);
"""
"""The session that was in progress then, 0 for none; no clock has a say in it. NULL in rows from
before that was kept."""
