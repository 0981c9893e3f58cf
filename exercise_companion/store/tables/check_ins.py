"""Questions of the plan that were asked, and what was answered: the twenty-first step."""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT, PROGRAM

APPEND_ONLY: Final = ("check_in",)

SQL: Final = f"""
CREATE TABLE check_in (
  id INTEGER PRIMARY KEY,{MOMENT},{PROGRAM},
  question_id TEXT NOT NULL CHECK (question_id <> ''),
  question TEXT NOT NULL CHECK (question <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('score', 'choice', 'number', 'yes_no', 'text')),
  every_days INTEGER NOT NULL CHECK (every_days > 0),
  unit TEXT NOT NULL,
  given_number REAL CHECK (given_number >= 0),
  given_words TEXT CHECK (given_words <> ''),
  CHECK (given_number IS NULL OR given_words IS NULL)
) STRICT;
CREATE INDEX check_in_by_day ON check_in (local_day);
CREATE INDEX check_in_by_question ON check_in (question_id, local_day);
"""
