"""Ending a patient's lock by a code (clinical-spec 7.5, decisions A15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercise_companion import signing
from exercise_companion.clinic.opening import in_therapists_words
from exercise_companion.core import clearance_code as codes
from exercise_companion.core.identity import name_key
from exercise_companion.errors import Refused, UsageFault
from exercise_companion.programs import default_tables, read_file

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from exercise_companion.clock import Clock
    from exercise_companion.core.program import Program
    from exercise_companion.signing import PublicKey


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that a patient read out, under the program file it was made for."""

    program: Program
    code: codes.LockCode
    signed_by: PublicKey | None = None
    """Whose signature the program has; None without one that can be checked here."""


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
        UsageFault: the file is not a valid prescription, the lock code is not one of this
            program, or the clock was moved.
        Refused: the program has no clearance key.

    """
    with in_therapists_words():
        loaded = read_file(path, anchor=clock.when().local_day, tables=default_tables())
    program = loaded.program
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
    return Lock(program, code, signing.judge(loaded.tree, "program").key)


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
