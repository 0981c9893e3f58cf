"""Whether two versions of a program are for the same patient, with a slip corrected at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.changes_words import became

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue

SAME: Final = "A next version is for the same patient."

_ID: Final = "patient_id"
_WHO: Final = {_ID: "id", "display_name": "name", "birth_date": "birth date"}
"""What says who a patient is, and its words."""


def differences(before: JsonValue, after: JsonValue) -> dict[str, str]:
    """What of who a patient is became something else: a sentence by field.

    What was missing may come.

    Args:
        before: the `patient` of a program.
        after: that of the next version.

    """
    found: dict[str, str] = {}
    for name, label in _WHO.items():
        was, now = _said(before, name), _said(after, name)
        for change in became(f"Patient, {label}", was, now) if was is not None else ():
            found[name] = change.words
    return found


def is_somebody_else(before: JsonValue, after: JsonValue) -> bool:
    """Whether the next version is for another patient than the program before.

    A name or a birth date may be corrected; not both, not the id, and none may be taken away.
    """
    found = differences(before, after)
    return _ID in found or len(found) > 1 or any(_said(after, name) is None for name in found)


def _said(patient: JsonValue, name: str) -> JsonValue:
    return patient.get(name) if isinstance(patient, dict) else None
