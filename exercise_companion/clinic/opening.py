"""A plan in a file, read for a therapist: what is wrong is said by the checker, not here."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercise_companion.core.safetext import neutral
from exercise_companion.errors import UsageFault
from exercise_companion.programs import Loaded, ProgramProblems, default_tables, read_any
from exercise_companion.programs.files import file_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from exercise_companion.core.plan_parts import Plan


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A program or template that passed every check, and the hash of its content."""

    plan: Plan
    sha256: str


def plan_in(path: Path, today: date) -> PlanFile:
    """Read a program or template.

    Args:
        path: the file.
        today: the day from which a demonstration or a template counts its dates.

    Raises:
        UsageFault: it cannot be used; the first thing wrong is named, and how to see them all.

    """
    with in_therapists_words():
        loaded = read_any(file_bytes(path), anchor=today, tables=default_tables(), name=str(path))
    return PlanFile(
        loaded.program if isinstance(loaded, Loaded) else loaded.template, loaded.sha256
    )


@contextmanager
def in_therapists_words() -> Iterator[None]:
    """Say what a refused file needs to the one who wrote it: the reader speaks to a patient.

    Raises:
        UsageFault: a file was refused meanwhile.

    """
    try:
        yield
    except ProgramProblems as refusal:
        raise _cannot_be_used(refusal) from refusal


def _cannot_be_used(refusal: ProgramProblems) -> UsageFault:
    first, name = refusal.problems[0], neutral(refusal.name)
    if first.line is None:  # there is nothing in it to check
        return UsageFault(f"{name} cannot be used: {first.what}", first.how)
    what_happened = f"{name} cannot be used: {first.place}: {first.what} ({first.code})"
    see_all = f"See everything: exercise-companion program check {name}"
    return UsageFault(what_happened, f"{first.how} {see_all}")
