"""The keys with which a patient's programs are signed: the seventeenth step of the schema."""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import MOMENT

APPEND_ONLY: Final = ("trusted_key",)

SQL: Final = f"""
CREATE TABLE trusted_key (
  id INTEGER PRIMARY KEY,{MOMENT},
  program_version_id INTEGER NOT NULL REFERENCES program_version (id),
  key_id TEXT NOT NULL CHECK (length(key_id) = 24),
  public_key TEXT NOT NULL CHECK (length(public_key) = 64),
  reason TEXT NOT NULL CHECK (reason IN ('first_use', 'named'))
) STRICT;
"""
