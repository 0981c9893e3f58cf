"""The answer to a lock code as a signed file (decisions A15)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from exercise_companion import signing
from exercise_companion.clinic.signatures import opened_key
from exercise_companion.errors import Refused, UsageFault
from exercise_companion.programs import ProgramProblems, read_clearance
from exercise_companion.reports.files import write_private

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from exercise_companion.canonical import JsonValue
    from exercise_companion.clinic.clearing import Lock, MadeClearance


def write_clearance(  # noqa: PLR0913 - what is written, with which key, to where
    lock: Lock,
    made: MadeClearance,
    keys: Path,
    out: Path,
    *,
    passphrases: Iterable[str],
    replace: bool = False,
) -> None:
    """Write the clearance of a lock as a file, signed with the key that signed the program.

    Args:
        lock: from `clearing.read_lock`.
        made: from `clearing.clear`, which has looked at who may.
        keys: the folder of the therapist's key.
        out: where it goes.
        passphrases: what to open the key with; asked for only when it is locked.
        replace: whether a file at `out` may be replaced.

    Raises:
        Refused: the program is not signed, or with another key; nothing was written.
        UsageFault: the key cannot be used, or there is a file already.

    """
    if lock.signed_by is None:
        what_happened = "The program is not signed, so the patient's computer knows no key."
        raise Refused(what_happened, "Leave --file out, and read the code to them instead.")
    key = opened_key(keys, passphrases)
    if key.public != lock.signed_by:
        what_happened = "The program was signed with another key than yours."
        raise Refused(what_happened, "Use that key, or read the code to the patient instead.")
    content = _content(lock, made)
    signed = content | {"integrity": signing.signed_integrity(content, key, "clearance")}
    text = json.dumps(signed, indent=2, ensure_ascii=False) + "\n"
    _require_readable(text)
    write_private(out, text, replace=replace)


def _require_readable(text: str) -> None:
    """What the clearer gave may be too long, or hold what no file may hold."""
    try:
        read_clearance(text.encode(), name="clearance")
    except ProgramProblems as refusal:
        first = refusal.first_error
        what_happened = f"The file could not be made. {first.place}: {first.what}"
        raise UsageFault(what_happened, first.how) from refusal


def _content(lock: Lock, made: MadeClearance) -> dict[str, JsonValue]:
    return {
        "kind": "clearance",
        "schema_version": lock.program.schema_version,
        "patient_id": lock.program.patient.patient_id,
        "program_id": lock.program.program_id,
        "lock_code": made.lock.text,
        "decided_on": made.made_on.isoformat(),
        "cleared_by": made.cleared_by.name.strip(),
        "role": made.cleared_by.role.strip(),
        "licence_no": made.cleared_by.licence_no.strip(),
    }
