"""A signed clearance file ends the lock it was made for (decisions A15).

Unlike a code it shows who made it. It is taken only under the key that signed the plan, and only
for this patient, this plan and the very alerts that are open: so it serves once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from exercise_companion import signing
from exercise_companion.companion import clearing
from exercise_companion.core import clearance_code as codes
from exercise_companion.core.identity import name_key
from exercise_companion.errors import Refused
from exercise_companion.programs import ProgramProblems, read_clearance
from exercise_companion.programs.files import file_bytes
from exercise_companion.store.kept import Clearance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.companion.context import Context
    from exercise_companion.core.clearance_file import ClearanceFile
    from exercise_companion.programs import LoadedClearance

SUFFIX: Final = ".json"

ASK_FOR_A_CODE: Final = "It ends nothing. Ask your therapist for a code to type."

NOT_SIGNED: Final = ("This file is not signed.", ASK_FOR_A_CODE)
NO_KEY: Final = ("Your plan is not signed, so this file cannot be checked.", ASK_FOR_A_CODE)
CANNOT_CHECK: Final = ("This computer cannot check who signed this file.", ASK_FOR_A_CODE)
OTHER_KEY: Final = (
    "This file is signed with another key than your plan.",
    "It ends nothing. Please call your therapist, on the number you know.",
)
WRONG: Final = (
    "The signature of this file is not right: it was changed or damaged.",
    "It ends nothing. Ask your therapist for it again.",
)
NOT_YOURS: Final = (
    "This file was made for another plan.",
    "It ends nothing. Ask your therapist for yours.",
)
OTHER_LOCK: Final = (
    "This file was made for another lock, or something new was reported since.",
    "Read out the lock code as it is now, and ask for another file.",
)
WRONG_DAY: Final = (
    f"This file is more than {codes.VALID_FOR.days} days old, or from a day to come.",
    "Ask your therapist for another one.",
)


def names_a_file(typed: str) -> bool:
    """Whether what was typed at the lock is the name of a file, not a code."""
    return _name(typed).casefold().endswith(SUFFIX)


def take(context: Context, typed: str) -> None:
    """End every open alert by the signed file that was named.

    Raises:
        Refused: it is not the file for this lock, or none is taken now; nothing was ended.

    """
    path = Path(_name(typed)).expanduser()
    with context.store.transaction():
        alerts = clearing.to_end(context)
        if not clearing.may_end_now(context, alerts):
            raise Refused(*clearing.NOT_NOW)
        found = _read(path)
        _require_trusted(context, found)
        asked = _require_this_lock(context, found.clearance, clearing.asked(context, alerts))
        clearing.end(context, alerts, _record(found.clearance), asked)


def _name(typed: str) -> str:
    """Without the quotes that a dragged file brings along."""
    return typed.strip().strip("'\"")


def _read(path: Path) -> LoadedClearance:
    try:
        return read_clearance(file_bytes(path), name=str(path))
    except ProgramProblems as problems:
        raise Refused(problems.what_happened, problems.what_to_do) from problems


def _require_trusted(context: Context, found: LoadedClearance) -> None:
    verdict = signing.judge(found.tree, "clearance")
    known = context.store.trusted_key()
    if verdict.state == "wrong":
        raise Refused(*WRONG)
    if verdict.state == "unsigned":
        raise Refused(*NOT_SIGNED)
    if known is None:
        raise Refused(*NO_KEY)
    if verdict.key is None:
        raise Refused(*CANNOT_CHECK)
    if verdict.key.hexadecimal != known.public_key:
        raise Refused(*OTHER_KEY)


def _require_this_lock(
    context: Context, clearance: ClearanceFile, asked: Iterable[clearing.Asked]
) -> clearing.Asked:
    program = context.require_program()
    same_patient = name_key(clearance.patient_id) == name_key(program.patient.patient_id)
    if not same_patient or clearance.program_id != program.program_id:
        raise Refused(*NOT_YOURS)
    answered = [one for one in asked if one.lock == clearance.lock_code]
    if not answered:
        raise Refused(*OTHER_LOCK)
    for one in answered:
        if one.today - codes.VALID_FOR <= clearance.decided_on <= one.today + codes.AHEAD:
            return one
    raise Refused(*WRONG_DAY)


def _record(clearance: ClearanceFile) -> Clearance:
    return Clearance(
        "file",
        clearance.cleared_by,
        clearance.role,
        clearance.decided_on,
        licence_no=clearance.licence_no,
        note="A signed file, loaded by the patient.",
    )
