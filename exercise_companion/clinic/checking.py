"""Checking prescription files and templates: everything that is wrong, and what is unwise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exercise_companion.programs import ProgramProblems, default_tables, read_any
from exercise_companion.programs.files import file_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exercise_companion.core.checks import Tables
    from exercise_companion.core.problem import Problem


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


def _report(path: str, today: date, tables: Tables) -> FileReport:
    try:
        loaded = read_any(file_bytes(Path(path)), anchor=today, tables=tables, name=path)
    except ProgramProblems as refusal:
        return FileReport(path, None, refusal.problems)
    return FileReport(path, loaded.sha256, loaded.warnings)
