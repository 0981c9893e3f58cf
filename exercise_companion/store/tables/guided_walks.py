"""Walks inside a session: how far each came, how the legs were, and the walk itself joined to it.

The fourteenth step of the schema. Rows of earlier walks belong to no session.
"""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT, UTC_SHAPE

APPEND_ONLY: Final = ("walk_mark", "leg_report")

SQL: Final = f"""
ALTER TABLE walk_log ADD COLUMN session_id INTEGER REFERENCES session (id);
ALTER TABLE walk_log ADD COLUMN item_id TEXT CHECK (
  item_id <> '' AND (item_id IS NULL) = (session_id IS NULL)
);
ALTER TABLE walk_log ADD COLUMN timed INTEGER NOT NULL DEFAULT 0 CHECK (
  timed = 0 OR (timed = 1 AND session_id IS NOT NULL)
);
CREATE UNIQUE INDEX walk_log_once_a_session ON walk_log (session_id, item_id);

CREATE TABLE walk_mark (
  id INTEGER PRIMARY KEY,{MOMENT},
  session_id INTEGER NOT NULL REFERENCES session (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  item_id TEXT NOT NULL CHECK (item_id <> ''),
  kind TEXT NOT NULL CHECK (
    kind IN ('so_far', 'felt', 'ended', 'rest_left', 'told', 'typed')
  ),
  seconds INTEGER NOT NULL CHECK (seconds >= 0),
  UNIQUE (session_id, ordinal)
) STRICT;

CREATE TABLE leg_report (
  id INTEGER PRIMARY KEY,{MOMENT},
  session_id INTEGER NOT NULL REFERENCES session (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  item_id TEXT NOT NULL CHECK (item_id <> ''),
  reported_utc TEXT NOT NULL CHECK (reported_utc GLOB '{UTC_SHAPE}'),
  leg_0_to_10 INTEGER CHECK (leg_0_to_10 BETWEEN 0 AND 10),
  feeling TEXT CHECK (feeling IN ('none', 'numb_or_weak', 'gave_way')),
  resting_seconds INTEGER CHECK (resting_seconds >= 0),
  advice TEXT NOT NULL CHECK (advice IN ('WALK', 'REST', 'END', 'ASK', 'STOP')),
  rule TEXT NOT NULL,
  UNIQUE (session_id, ordinal)
) STRICT;
"""
