"""Wider choices for checks and advice, and what was decided: the sixth step of the schema.

SQLite cannot widen a CHECK where it stands, so the two tables are made anew with their rows as
they are: the hash chain covers rows, not definitions.
"""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import CHAINED, MOMENT, PROGRAM, widened

APPEND_ONLY: Final = ("decision", "decision_reason")

_CHECK_COLUMNS: Final = f"""
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},{PROGRAM},
  session_id INTEGER REFERENCES session (id),
  purpose TEXT NOT NULL CHECK (
    purpose IN (
      'daily', 'wrong', 'stop', 'hard_stop', 'after', 'high_pain', 'worked_out', 'flare',
      'mistake', 'left_open'
    )
  ),
  plan TEXT NOT NULL,
  rules_version TEXT NOT NULL,{CHAINED}"""

_ACKNOWLEDGEMENT_COLUMNS: Final = f"""
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},
  alert_id INTEGER NOT NULL REFERENCES alert (id),
  choice TEXT NOT NULL CHECK (
    choice IN ('calling', 'helped', 'cannot_call', 'seen', 'mistake')
  ),
  advice_template TEXT NOT NULL,
  shown_text TEXT NOT NULL,{CHAINED}"""


SQL: Final = f"""
DROP VIEW v_sessions;
DROP VIEW v_pain_by_day;
DROP VIEW v_alerts;
{widened("safety_check", _CHECK_COLUMNS)}
CREATE INDEX safety_check_by_day ON safety_check (local_day);
{widened("alert_acknowledgement", _ACKNOWLEDGEMENT_COLUMNS)}
CREATE INDEX alert_acknowledgement_by_alert ON alert_acknowledgement (alert_id);

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  kind TEXT NOT NULL CHECK (kind IN (
    'go', 'easy_only', 'rest_today', 'held', 'locked', 'screen_first', 'no_valid_program'
  ))
) STRICT;
CREATE INDEX decision_by_day ON decision (local_day);

CREATE TABLE decision_reason (
  id INTEGER PRIMARY KEY,
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  rule TEXT NOT NULL CHECK (rule <> ''),
  set_by TEXT NOT NULL CHECK (set_by IN ('safety', 'therapist', 'program')),
  shown_text TEXT NOT NULL,
  numbers TEXT NOT NULL
) STRICT;
CREATE INDEX decision_reason_by_decision ON decision_reason (decision_id);
"""
