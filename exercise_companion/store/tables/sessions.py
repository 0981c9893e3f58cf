"""Tables of sessions: what was planned, each event in order, how it ended."""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT, PROGRAM, UTC_SHAPE

APPEND_ONLY: Final = (
    "session",
    "session_item",
    "set_log",
    "pain_entry",
    "item_end",
    "variant_change",
    "sensation",
    "sensation_answer",
    "session_end",
)

_EVENT = """
  session_id INTEGER NOT NULL REFERENCES session (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0)"""

_VARIANT = "variant TEXT NOT NULL CHECK (variant IN ('as_written', 'easier'))"

SQL: Final = f"""
CREATE TABLE session (
  id INTEGER PRIMARY KEY,{MOMENT},
  program_version_id INTEGER NOT NULL REFERENCES program_version (id),
  check_id INTEGER REFERENCES safety_check (id),
  source TEXT NOT NULL CHECK (source IN ('guided', 'late', 'paper')),
  slot TEXT NOT NULL,
  helper INTEGER NOT NULL CHECK (helper IN (0, 1))
) STRICT;
CREATE INDEX session_by_day ON session (local_day);

CREATE TABLE session_item (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES session (id),
  position INTEGER NOT NULL CHECK (position > 0),
  item_id TEXT NOT NULL CHECK (item_id <> ''),
  exercise_id TEXT NOT NULL CHECK (exercise_id <> ''),
  {_VARIANT},
  UNIQUE (session_id, position)
) STRICT;

CREATE TABLE set_log (
  id INTEGER PRIMARY KEY,{MOMENT},{_EVENT},
  item_id TEXT NOT NULL CHECK (item_id <> ''),
  exercise_id TEXT NOT NULL CHECK (exercise_id <> ''),
  {_VARIANT},
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
  UNIQUE (session_id, ordinal)
) STRICT;

CREATE TRIGGER set_log_is_lived BEFORE INSERT ON set_log
WHEN NEW.simulated = 1 AND (SELECT store_kind FROM meta) = 'real'
BEGIN SELECT RAISE(ABORT, 'a real store holds no simulated set'); END;

CREATE TABLE pain_entry (
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  session_id INTEGER REFERENCES session (id),
  ordinal INTEGER CHECK (ordinal > 0),
  asked TEXT NOT NULL CHECK (asked IN ('before', 'during', 'after', 'morning', 'day')),
  site TEXT NOT NULL CHECK (
    site IN ('back', 'leg', 'neck', 'shoulder', 'hip', 'knee', 'other')
  ),
  score_0_to_10 INTEGER CHECK (score_0_to_10 BETWEEN 0 AND 10),
  item_id TEXT CHECK (item_id <> ''),
  no_more_than_before INTEGER NOT NULL CHECK (no_more_than_before IN (0, 1)),
  outcome TEXT NOT NULL,
  CHECK (ordinal IS NULL OR session_id IS NOT NULL),
  UNIQUE (session_id, ordinal)
) STRICT;
CREATE INDEX pain_entry_by_day ON pain_entry (local_day);

CREATE TABLE item_end (
  id INTEGER PRIMARY KEY,{MOMENT},{_EVENT},
  item_id TEXT NOT NULL CHECK (item_id <> ''),
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'partly', 'skipped', 'stopped_by_pain')),
  reason TEXT CHECK (
    reason IN ('pain', 'tired', 'no_time', 'unclear', 'equipment', 'not_today', 'advice')
  ),
  UNIQUE (session_id, ordinal)
) STRICT;

CREATE TABLE variant_change (
  id INTEGER PRIMARY KEY,{MOMENT},{_EVENT},
  item_id TEXT NOT NULL CHECK (item_id <> ''),
  {_VARIANT},
  rule TEXT NOT NULL,
  UNIQUE (session_id, ordinal)
) STRICT;

CREATE TABLE sensation (
  id INTEGER PRIMARY KEY,{MOMENT},{_EVENT},
  item_id TEXT NOT NULL CHECK (item_id <> ''),
  ask_again_utc TEXT NOT NULL CHECK (ask_again_utc GLOB '{UTC_SHAPE}'),
  UNIQUE (session_id, ordinal)
) STRICT;

CREATE TABLE sensation_answer (
  id INTEGER PRIMARY KEY,{MOMENT},
  sensation_id INTEGER NOT NULL UNIQUE REFERENCES sensation (id),
  settled TEXT NOT NULL CHECK (settled IN ('yes', 'no', 'not_sure'))
) STRICT;

CREATE TABLE session_end (
  id INTEGER PRIMARY KEY,{MOMENT},
  session_id INTEGER NOT NULL UNIQUE REFERENCES session (id),
  session_end TEXT NOT NULL CHECK (session_end IN (
    'complete', 'left_early', 'stopped_by_pain', 'stopped_by_flag', 'stopped_by_patient', 'closed'
  )),
  reason TEXT NOT NULL,
  effort_0_to_10 INTEGER CHECK (effort_0_to_10 BETWEEN 0 AND 10),
  amber INTEGER NOT NULL CHECK (amber IN (0, 1)),
  note TEXT NOT NULL
) STRICT;
"""  # noqa: S608 - fragments of our own

ITEM_EFFORT_APPEND_ONLY: Final = ("item_effort",)

ITEM_EFFORT: Final = f"""
CREATE TABLE item_effort (
  id INTEGER PRIMARY KEY,{MOMENT},{_EVENT},
  item_id TEXT NOT NULL CHECK (item_id <> ''),
  effort_0_to_10 INTEGER CHECK (effort_0_to_10 BETWEEN 0 AND 10),
  UNIQUE (session_id, ordinal)
) STRICT;
"""
"""How hard one exercise was, where the therapist wrote how hard it should be."""

COUNTED_BY: Final = (
    "ALTER TABLE set_log ADD COLUMN counted_by TEXT NOT NULL DEFAULT 'patient'"
    " CHECK (counted_by IN ('patient', 'clock'))"
)
"""Sets from before it were all said to be done by the patient."""

SIDES_APART: Final = (
    "ALTER TABLE set_log ADD COLUMN done_left_reps INTEGER CHECK (done_left_reps >= 0)",
    "ALTER TABLE set_log ADD COLUMN done_right_reps INTEGER CHECK (done_right_reps >= 0)",
)
"""Of sets from before it whose sides alternate, nobody knows them apart: they stay empty."""
