"""What leads to the end of a lock: help that was got, a medical assessment, codes that were typed.

The eighth step of the schema. All of it is part of the one hash chain.
"""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import CHAINED, DAY_SHAPE, MOMENT, PROGRAM

STEP: Final = "m008_clearing"

APPEND_ONLY: Final = ("help_answer", "medical_assessment", "clearance_code_try")

SQL: Final = f"""
CREATE TABLE help_answer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},{PROGRAM},
  event_ids TEXT NOT NULL CHECK (event_ids <> ''),
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'not_yet', 'no')),
  seen_by TEXT NOT NULL,{CHAINED},
  CHECK ((answer = 'yes') = (seen_by <> ''))
) STRICT;

CREATE TABLE medical_assessment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},{PROGRAM},
  event_ids TEXT NOT NULL CHECK (event_ids <> ''),
  place TEXT NOT NULL CHECK (place <> ''),
  seen_on TEXT NOT NULL CHECK (seen_on GLOB '{DAY_SHAPE}'),
  outcome TEXT NOT NULL CHECK (outcome <> ''),{CHAINED}
) STRICT;

CREATE TABLE clearance_code_try (
  id INTEGER PRIMARY KEY AUTOINCREMENT,{MOMENT},{PROGRAM},
  event_ids TEXT NOT NULL CHECK (event_ids <> ''),
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'wrong', 'pause')),{CHAINED}
) STRICT;
"""
