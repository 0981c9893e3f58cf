"""A plan in a file, read for a therapist: what is wrong is said by the checker, not here."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exercise_companion import signing
from exercise_companion.canonical import UNHASHED
from exercise_companion.clinic.commands import see_everything
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import UsageFault
from exercise_companion.programs import Loaded, ProgramProblems, default_tables, read_any
from exercise_companion.programs.files import file_bytes
from exercise_companion.programs.json_text import located, object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from exercise_companion.core.checks import Tables
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.programs import LoadedTemplate


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A program or template that passed every check, and the hash of its content."""

    plan: Plan
    sha256: str


def read_sound(data: bytes, name: str, today: date, tables: Tables) -> Loaded | LoadedTemplate:
    """Read a program or template; a signature that it has is not a wrong one (V-19, H-04).

    Args:
        data: the file's content.
        name: what the file is called in problems.
        today: the day from which a demonstration or a template counts its dates.
        tables: reference data to compare with.

    Raises:
        ProgramProblems: everything to mend, each with its line.

    """
    loaded = read_any(data, anchor=today, tables=tables, name=name)
    require_right_signature(loaded, name)
    return loaded


def require_right_signature(loaded: Loaded | LoadedTemplate, name: str) -> None:
    """Refuse a program or template whose signature is a wrong one (V-19, H-04).

    Args:
        loaded: as it was read, without other faults.
        name: what the file is called in problems.

    Raises:
        ProgramProblems: it was changed or damaged after it was signed.

    """
    if wrong := signing.problems(loaded.tree):
        raise ProgramProblems(name, located(wrong, loaded.document, loaded.tree))


def require_unchanged(path: Path, today: date) -> None:
    """Refuse what was changed after it was finished or signed; other faults it may have.

    Args:
        path: a program, template or draft, perhaps one that does not pass every check.
        today: the day from which a demonstration counts its dates.

    Raises:
        ProgramProblems: it was changed (V-19), or it cannot be read at all.

    """
    data, name = file_bytes(path), str(path)
    try:
        read_sound(data, name, today, default_tables())
    except ProgramProblems as refusal:
        own = [each for each in refusal.problems if each.path[:1] == (UNHASHED,)]
        # Other faults can end the reading before the signature is looked at.
        tree = object_of(data, name, with_tags=True)
        if wrong := own or located(signing.problems(tree), text_of(data, name), tree):
            raise ProgramProblems(name, wrong) from refusal


def plan_in(path: Path, today: date) -> PlanFile:
    """Read a program or template.

    Args:
        path: the file.
        today: the day from which a demonstration or a template counts its dates.

    Raises:
        UsageFault: it cannot be used; the first thing wrong is named, and how to see them all.

    """
    with in_therapists_words():
        loaded = read_sound(file_bytes(path), str(path), today, default_tables())
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
    first, name = refusal.first_error, neutral(refusal.name)
    if first.line is None:  # there is nothing in it to check
        return UsageFault(f"{name} cannot be used: {first.what}", first.how)
    what_happened = f"{name} cannot be used: {first.place}: {first.what} ({first.code})"
    return UsageFault(what_happened, f"{first.how} {see_everything(Path(refusal.name))}")
