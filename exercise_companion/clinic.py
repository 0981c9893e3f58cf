"""What a therapist can do: check prescription files, and get the schema of the format."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic.json_schema import models_json_schema

from exercise_companion.core.program import Program, Template
from exercise_companion.programs import ProgramProblems, default_tables, read_any
from exercise_companion.programs.files import file_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exercise_companion.core.checks import Tables
    from exercise_companion.core.problem import Problem

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What checking one file showed."""

    path: str
    sha256: str | None
    """The content's hash; None if the file was refused."""
    problems: tuple[Problem, ...]
    """Errors and warnings, in the order of the file."""

    @property
    def ok(self) -> bool:
        """Whether the file can be used; warnings do not stand against it."""
        return self.sha256 is not None


def check_files(
    paths: Iterable[str], *, today: date, tables: Tables | None = None
) -> Iterator[FileReport]:
    """Check files one after the other; one report is held at a time.

    Args:
        paths: prescriptions and templates.
        today: the day from which demonstrations and templates count their dates.
        tables: reference data to compare with; this installation's if not given.

    """
    compared = tables or default_tables()
    for path in paths:
        yield _report(path, today, compared)


def schema_text() -> str:
    """The JSON Schema (Draft 2020-12) of prescriptions and templates, for editors."""
    refs, parts = models_json_schema(
        [(Program, "validation"), (Template, "validation")],
        by_alias=True,
        title="Exercise Companion prescription",
        description="One version of one patient's home exercise program, or a template for one.",
    )
    schema = {
        "$schema": DIALECT,
        "title": parts["title"],
        "description": parts["description"],
        "oneOf": [refs[Program, "validation"], refs[Template, "validation"]],
        "$defs": parts["$defs"],
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _report(path: str, today: date, tables: Tables) -> FileReport:
    try:
        loaded = read_any(file_bytes(Path(path)), anchor=today, tables=tables, name=path)
    except ProgramProblems as refusal:
        return FileReport(path, None, refusal.problems)
    return FileReport(path, loaded.sha256, loaded.warnings)
