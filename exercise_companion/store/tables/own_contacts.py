"""Phone numbers the patient added: the eleventh step of the schema."""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT

APPEND_ONLY: Final = ("own_contact", "own_contact_end")

SQL: Final = f"""
CREATE TABLE own_contact (
  id INTEGER PRIMARY KEY,{MOMENT},
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  phone TEXT NOT NULL CHECK (length(phone) BETWEEN 3 AND 21)
) STRICT;

CREATE TABLE own_contact_end (
  id INTEGER PRIMARY KEY,{MOMENT},
  own_contact_id INTEGER NOT NULL UNIQUE REFERENCES own_contact (id)
) STRICT;
"""
