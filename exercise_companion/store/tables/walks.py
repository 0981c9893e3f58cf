"""More about walks, the patient's activities and medicine days, and questions that became due.

The seventh step of the schema. Rows of earlier walks keep what they say; the new columns are empty.
"""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT, PROGRAM

APPEND_ONLY: Final = ("activity_score", "medicine_days", "questions_due")

SQL: Final = f"""
ALTER TABLE walk_log ADD COLUMN support TEXT CHECK (
  support IN ('none', 'stick', 'poles', 'walker', 'trolley')
);
ALTER TABLE walk_log ADD COLUMN symptom TEXT CHECK (
  symptom IN ('pain', 'heavy', 'numb', 'tingle', 'weak')
);
ALTER TABLE walk_log ADD COLUMN side TEXT CHECK (side IN ('left', 'right', 'both'));
ALTER TABLE walk_log ADD COLUMN relief_action TEXT CHECK (
  relief_action IN ('sat', 'bent_forward', 'lay_down', 'stood_still', 'none')
);
ALTER TABLE walk_log ADD COLUMN minutes_to_relief REAL CHECK (minutes_to_relief >= 0);
ALTER TABLE walk_log ADD COLUMN still_there INTEGER NOT NULL DEFAULT 0 CHECK (
  still_there IN (0, 1)
);
ALTER TABLE walk_log ADD COLUMN in_calf INTEGER CHECK (in_calf IN (0, 1));
ALTER TABLE walk_log ADD COLUMN gave_way INTEGER NOT NULL DEFAULT 0 CHECK (gave_way IN (0, 1));
ALTER TABLE walk_log ADD COLUMN distance_metres REAL CHECK (distance_metres > 0);

CREATE TABLE activity_score (
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  goal_id TEXT NOT NULL CHECK (goal_id <> ''),
  score_0_to_10 INTEGER NOT NULL CHECK (score_0_to_10 BETWEEN 0 AND 10)
) STRICT;
CREATE INDEX activity_score_by_day ON activity_score (local_day);

CREATE TABLE medicine_days (
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  days_of_14 INTEGER NOT NULL CHECK (days_of_14 BETWEEN 0 AND 14),
  strong_days_of_14 INTEGER CHECK (strong_days_of_14 BETWEEN 0 AND 14),
  CHECK (strong_days_of_14 IS NULL OR strong_days_of_14 <= days_of_14)
) STRICT;
CREATE INDEX medicine_days_by_day ON medicine_days (local_day);

CREATE TABLE questions_due (
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  rule TEXT NOT NULL CHECK (rule <> ''),
  evidence TEXT NOT NULL CHECK (evidence <> ''),
  after_check_id INTEGER NOT NULL CHECK (after_check_id >= 0),
  UNIQUE (rule, evidence)
) STRICT;
CREATE INDEX questions_due_by_day ON questions_due (local_day);
"""
