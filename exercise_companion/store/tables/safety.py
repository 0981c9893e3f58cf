"""The safety tables: checks, answers, alerts and what ended them, in one hash chain."""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import CHAINED, DAY_SHAPE, MOMENT, PROGRAM

STEP: Final = "m002_safety"

CHAINED_TABLES: Final = (
    "safety_check",
    "safety_answer",
    "safety_check_end",
    "alert",
    "alert_acknowledgement",
    "clearance",
    "crisis_event",
)
"""The first tables of the chain. AUTOINCREMENT keeps a removed last row from going unnoticed."""

APPEND_ONLY: Final = CHAINED_TABLES

SQL: Final = f"""
CREATE TABLE safety_check (
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},{PROGRAM},
  session_id INTEGER REFERENCES session (id),
  purpose TEXT NOT NULL CHECK (
    purpose IN ('daily', 'wrong', 'stop', 'hard_stop', 'after', 'high_pain')
  ),
  plan TEXT NOT NULL,
  rules_version TEXT NOT NULL,{CHAINED}
) STRICT;
CREATE INDEX safety_check_by_day ON safety_check (local_day);

CREATE TABLE safety_answer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},
  check_id INTEGER NOT NULL REFERENCES safety_check (id),
  question_id TEXT NOT NULL CHECK (question_id <> ''),
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  value TEXT NOT NULL CHECK (value IN ('yes', 'no', 'not_sure')),
  dwell_ms INTEGER CHECK (dwell_ms >= 0),{CHAINED}
) STRICT;
CREATE INDEX safety_answer_by_check ON safety_answer (check_id);

CREATE TABLE safety_check_end (
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},
  check_id INTEGER NOT NULL UNIQUE REFERENCES safety_check (id),
  check_end TEXT NOT NULL CHECK (check_end IN ('complete', 'emergency', 'abandoned')),{CHAINED}
) STRICT;

CREATE TABLE alert (
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},{PROGRAM},
  event_id TEXT NOT NULL UNIQUE CHECK (event_id <> ''),
  check_id INTEGER REFERENCES safety_check (id),
  session_id INTEGER REFERENCES session (id),
  flag_id TEXT NOT NULL CHECK (flag_id <> ''),
  rules TEXT NOT NULL,
  tier TEXT NOT NULL CHECK (tier IN ('E-call', 'E-go', 'U', 'S', 'Mo', 'MH')),
  action TEXT NOT NULL CHECK (action IN ('X', 'H', 'C', 'Z', 'L', 'K')),
  numbers TEXT NOT NULL,
  rules_version TEXT NOT NULL,{CHAINED}
) STRICT;
CREATE INDEX alert_by_day ON alert (local_day);
CREATE INDEX alert_by_action ON alert (action);
CREATE INDEX alert_by_flag ON alert (flag_id);

CREATE TABLE alert_acknowledgement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},
  alert_id INTEGER NOT NULL REFERENCES alert (id),
  choice TEXT NOT NULL CHECK (choice IN ('calling', 'helped', 'cannot_call', 'seen')),
  advice_template TEXT NOT NULL,
  shown_text TEXT NOT NULL,{CHAINED}
) STRICT;
CREATE INDEX alert_acknowledgement_by_alert ON alert_acknowledgement (alert_id);

CREATE TABLE clearance (
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},{PROGRAM},
  alert_id INTEGER NOT NULL UNIQUE REFERENCES alert (id),
  method TEXT NOT NULL CHECK (method IN ('program', 'code', 'file', 'talk', 'mistake')),
  cleared_by TEXT NOT NULL,
  role TEXT NOT NULL,
  licence_no TEXT NOT NULL,
  decided_on TEXT NOT NULL CHECK (decided_on GLOB '{DAY_SHAPE}'),
  note TEXT NOT NULL,
  conditions TEXT NOT NULL,
  talk_id INTEGER REFERENCES talk (id),
  check_id INTEGER REFERENCES safety_check (id),{CHAINED},
  CHECK ((method = 'talk') = (talk_id IS NOT NULL)),
  CHECK ((method = 'mistake') = (check_id IS NOT NULL))
) STRICT;

CREATE TABLE crisis_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},{PROGRAM},
  check_id INTEGER REFERENCES safety_check (id),
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'not_sure', 'prefer_not_to_say')),
  shown_text TEXT NOT NULL,{CHAINED}
) STRICT;
CREATE INDEX crisis_event_by_day ON crisis_event (local_day);
"""
