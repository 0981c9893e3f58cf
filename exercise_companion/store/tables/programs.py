"""Tables of the store itself, its patient and the program versions."""

from __future__ import annotations

from typing import Final

from exercise_companion.store.tables.common import DAY_SHAPE, MOMENT

APPEND_ONLY: Final = ("meta", "patient", "program_version", "program_load", "app_event")

SQL: Final = f"""
CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),{MOMENT},
  store_kind TEXT NOT NULL CHECK (store_kind IN ('real', 'demo', 'test')),
  made_by_version TEXT NOT NULL
) STRICT;

CREATE TABLE patient (
  id INTEGER PRIMARY KEY,{MOMENT},
  patient_id TEXT NOT NULL CHECK (patient_id <> ''),
  display_name TEXT NOT NULL CHECK (display_name <> ''),
  birth_date TEXT NOT NULL CHECK (birth_date GLOB '{DAY_SHAPE}')
) STRICT;

CREATE TRIGGER patient_is_one_person BEFORE INSERT ON patient
WHEN EXISTS (SELECT 1 FROM patient WHERE patient_id <> NEW.patient_id)
BEGIN SELECT RAISE(ABORT, 'the store belongs to another patient'); END;

CREATE TABLE program_version (
  id INTEGER PRIMARY KEY,{MOMENT},
  program_id TEXT NOT NULL CHECK (program_id <> ''),
  version INTEGER NOT NULL CHECK (version > 0),
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  document TEXT NOT NULL,
  anchor_day TEXT NOT NULL CHECK (anchor_day GLOB '{DAY_SHAPE}'),
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
  UNIQUE (program_id, version)
) STRICT;

CREATE TRIGGER program_version_is_for_this_store BEFORE INSERT ON program_version
WHEN NEW.demo = 1 AND (SELECT store_kind FROM meta) = 'real'
BEGIN SELECT RAISE(ABORT, 'a demonstration program never enters a real store'); END;

CREATE TABLE program_load (
  id INTEGER PRIMARY KEY,{MOMENT},
  program_version_id INTEGER NOT NULL REFERENCES program_version (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('installed', 'same_again'))
) STRICT;
CREATE INDEX program_load_by_version ON program_load (program_version_id);

CREATE TABLE app_event (
  id INTEGER PRIMARY KEY,{MOMENT},
  kind TEXT NOT NULL CHECK (kind <> ''),
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX app_event_by_kind ON app_event (kind, local_day);

CREATE TABLE setting (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE projection (
  local_day TEXT PRIMARY KEY CHECK (local_day GLOB '{DAY_SHAPE}'),
  content_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""  # noqa: S608 - fragments of our own
