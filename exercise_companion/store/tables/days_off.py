"""Days off that the patient took back: the twenty-second step of the schema."""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT

APPEND_ONLY: Final = ("pause_taken_back",)

SQL: Final = f"""
CREATE TABLE pause_taken_back (
  id INTEGER PRIMARY KEY,{MOMENT},
  pause_id INTEGER NOT NULL UNIQUE REFERENCES pause_range (id)
) STRICT;
"""
"""From the exercise day of the row on the days count again; those before it stay off."""
