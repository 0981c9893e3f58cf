"""What a therapist can do: check prescription files, get the format's schema, end a lock."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic.json_schema import models_json_schema

from exercise_companion.core import clearance_code as codes
from exercise_companion.core.identity import name_key
from exercise_companion.core.program import Program, Template
from exercise_companion.errors import Refused, UsageFault
from exercise_companion.programs import ProgramProblems, default_tables, read_any, read_file
from exercise_companion.programs.files import file_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exercise_companion.clock import Clock
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


# --- ending a lock by a code (clinical-spec 7.5, decisions A15) -----------------------------------


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that a patient read out, under the program file it was made for."""

    program: Program
    code: codes.LockCode


@dataclass(frozen=True, slots=True)
class Clearer:
    """Who ends the lock, as the therapist gives it."""

    name: str
    role: str
    licence_no: str


@dataclass(frozen=True, slots=True)
class MadeClearance:
    """A clearance code, with what belongs into the therapist's own notes."""

    code: str
    lock: codes.LockCode
    made_on: date
    last_day: date
    """The last day on which the patient's program takes it."""
    cleared_by: Clearer


def read_lock(path: Path, typed: str, clock: Clock) -> Lock:
    """The lock that a typed lock code stands for.

    Args:
        path: the program file the patient has.
        typed: what the patient read out.
        clock: tells the day.

    Raises:
        ProgramProblems: the file is not a valid prescription.
        UsageFault: the lock code is not one of this program, or the clock was moved.
        Refused: the program has no clearance key.

    """
    program = read_file(path, anchor=clock.when().local_day, tables=default_tables()).program
    if clock.is_shifted and not program.demo:
        what_happened = "The clock cannot be moved for a real patient's lock."
        raise UsageFault(what_happened, "Leave out --now and EXERCISE_COMPANION_NOW.")
    if program.clearance_key is None:
        what_happened = "This program has no clearance key, so no code can end its locks."
        raise Refused(what_happened, "Write a new version whose `clearances` name the alerts.")
    code = codes.read_lock_code(_binding(program, program.clearance_key), typed)
    if code is None:
        what_happened = "That is not a lock code of this program."
        what_to_do = (
            "Have it read out again, letter by letter. If it is right, the patient has "
            "another program file than this one."
        )
        raise UsageFault(what_happened, what_to_do)
    return Lock(program, code)


def clear(lock: Lock, clearer: Clearer, clock: Clock, *, assessed: bool) -> MadeClearance:
    """Make the one code that ends every alert of a lock.

    Args:
        lock: from `read_lock`.
        clearer: somebody the program names: prescriber, second reviewer, therapist or cover.
        clock: tells the day.
        assessed: the clearer knows of a medical assessment of what was reported.

    Raises:
        UsageFault: something about the clearer is missing or wrong.
        Refused: the clearer is not named in the program, or an assessment is still missing.

    """
    _require_named(lock.program, clearer)
    if lock.code.assessed_first and not assessed:
        what_happened = "A medical clinician has to assess the patient before this lock can end."
        raise Refused(what_happened, "Make the code when that was done.")
    binding = _binding(lock.program, lock.program.clearance_key or "")
    today = clock.local().date()
    return MadeClearance(
        codes.clearance_code(binding, lock.code.text, today),
        lock.code,
        today,
        today + codes.VALID_FOR,
        clearer,
    )


def _binding(program: Program, key: str) -> codes.Binding:
    return codes.Binding(key, program.patient.patient_id, program.program_id)


def _require_named(program: Program, clearer: Clearer) -> None:
    """Those who may clear are named in the program; a licence on record has to be the same."""
    if not all(part.strip() for part in (clearer.name, clearer.role, clearer.licence_no)):
        what_happened = "Name, role and licence number of who ends the lock are needed."
        raise UsageFault(what_happened, "Give --name, --role and --licence.")
    wrote = [one for one in (program.prescriber, program.second_reviewer) if one is not None]
    answers = (program.contacts.therapist, program.contacts.cover)
    licences = {name_key(one.name): name_key(one.licence_no) for one in wrote}
    names = {*licences, *(name_key(one.name) for one in answers if one is not None)}
    who = name_key(clearer.name)
    if who not in names:
        what_happened = "This program does not name that person as somebody who may end a lock."
        raise Refused(
            what_happened, "The prescriber, a second reviewer, the therapist and the cover may."
        )
    if licences.get(who, name_key(clearer.licence_no)) != name_key(clearer.licence_no):
        what_happened = "The licence number is not the one in the program."
        raise UsageFault(what_happened, "Check the number and the program file.")
