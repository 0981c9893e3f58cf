"""Checking prescription files and templates: everything that is wrong, and what is unwise.

One file or ten thousand: they are read one after the other, and nothing of a file is kept once its
report was given on.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.clinic.drafting import problems_of, read_draft
from exercise_companion.clinic.opening import read_sound
from exercise_companion.clinic.reviewing import remarks
from exercise_companion.core.draft import Draft, value_at
from exercise_companion.core.draft_mark import MARK
from exercise_companion.core.draft_patient import LINEAGE, born_words
from exercise_companion.core.problem import advised
from exercise_companion.core.review_reasons import answered
from exercise_companion.core.same_person import is_somebody_else
from exercise_companion.programs import (
    Loaded,
    LoadedTemplate,
    ProgramProblems,
    default_tables,
    read_structure,
)
from exercise_companion.programs.faults import in_file_order
from exercise_companion.programs.files import file_bytes
from exercise_companion.programs.json_text import located, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.checks import Tables
    from exercise_companion.core.problem import JsonPath, Problem

Depth = Literal["structure", "full"]
"""`structure`: each field for itself. `full`: how fields agree, the hash, a colleague's remarks."""

PLAN_FILE: Final = ".json"
NOT_PLANS: Final = ".schema.json"
"""A folder's files that describe plans and are none."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What checking one file showed."""

    path: str
    ok: bool
    """Whether the file can be used; warnings do not stand against it."""
    sha256: str | None
    """The content's hash; None if the file was refused, or only its structure was looked at."""
    problems: tuple[Problem, ...]
    """Errors, warnings and a colleague's remarks, in the order of the file."""


def check_files(
    paths: Iterable[str], *, today: date, tables: Tables | None = None, depth: Depth = "full"
) -> Iterator[FileReport]:
    """Check files one after the other; one report is held at a time.

    Args:
        paths: prescriptions and templates, and folders of them with everything below.
        today: the day from which demonstrations and templates count their dates.
        tables: reference data to compare with; this installation's if not given.
        depth: how far to look.

    """
    compared, people = tables or default_tables(), _People()
    for path in paths:
        for file in files_of(path):
            if depth == "structure":
                yield _structure(file, today)
            else:
                yield _report(file, today, compared, people)


def files_of(path: str) -> Iterator[str]:
    """The file itself; of a folder every plan in and below it, in the order of their names."""
    if not os.path.isdir(path):  # noqa: PTH112 - ten thousand names need no path objects
        yield path
        return
    for folder, below, names in os.walk(path):
        below.sort()
        for name in sorted(names):
            if name.endswith(PLAN_FILE) and not name.endswith(NOT_PLANS):
                yield os.path.join(folder, name)  # noqa: PTH118 - as above


def _structure(path: str, today: date) -> FileReport:
    try:
        read_structure(file_bytes(Path(path)), anchor=today, name=path)
    except ProgramProblems as refusal:
        return FileReport(path, ok=False, sha256=None, problems=refusal.problems)
    return FileReport(path, ok=True, sha256=None, problems=())


_IDS: Final[tuple[tuple[JsonPath, str], ...]] = (
    (("program_id",), "Each person needs a program of their own."),
    (("patient", "patient_id"), "Each person needs an id of their own."),
)
"""What no two people share, and what to do where they do."""


@dataclass(slots=True)
class _People:
    """Who has which program and which id, of the files checked so far."""

    seen: dict[tuple[JsonPath, str], tuple[str, JsonValue]] = field(default_factory=dict)
    """File and patient, by an id and where it stands."""

    def problems(self, path: str, tree: JsonObject) -> Iterator[Problem]:
        """V-23: that a file before has one of the ids and is for somebody else; said once."""
        draft, patient = Draft(tree), tree.get("patient")
        for place, what_to_do in _IDS:
            known = value_at(draft, place)
            if not isinstance(known, str):
                continue
            file, other = self.seen.setdefault((place, known), (path, patient))
            if isinstance(other, dict) and is_somebody_else(other, patient):
                whose = f"{other.get('display_name')}{born_words(other.get('birth_date'))}"
                same = f"{Path(file).name} has the same {place[-1]} and is for somebody else"
                yield advised(LINEAGE, place, f"{same}: {whose}.", what_to_do)
                return


def _report(path: str, today: date, tables: Tables, people: _People) -> FileReport:
    try:
        loaded = read_sound(file_bytes(Path(path)), path, today, tables)
    except ProgramProblems as refusal:
        found = (*refusal.problems, *_of_a_draft(refusal, today))
        return FileReport(path, ok=False, sha256=None, problems=in_file_order(found))
    return FileReport(
        path,
        ok=True,
        sha256=loaded.sha256,
        problems=_unwise(loaded, tuple(people.problems(path, loaded.tree))),
    )


def _of_a_draft(refusal: ProgramProblems, today: date) -> tuple[Problem, ...]:
    """What else is to be mended of a file that was refused for being a draft."""
    if all(each.path != (MARK,) for each in refusal.problems):
        return ()
    path = Path(refusal.name)
    try:
        draft = read_draft(path, with_tags=True)
        text = text_of(file_bytes(path), refusal.name)
    except ProgramProblems:
        return ()
    return tuple(located(problems_of(draft, today).problems, text, draft.tree))


def _unwise(loaded: Loaded | LoadedTemplate, of_others: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Warnings of the rules and remarks of a colleague together, each with its reason."""
    plan = loaded.program if isinstance(loaded, Loaded) else loaded.template
    told = (*of_others, *remarks(plan))
    if not (told or loaded.warnings):
        return ()
    where = located(told, loaded.document, loaded.tree)
    return in_file_order((*answered(loaded.warnings, plan), *where))
