"""Whether a next version is for the patient of the version before: corrected, or somebody else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from exercise_companion.core.changes_words import became
from exercise_companion.core.day_words import day_words
from exercise_companion.core.draft import value_at
from exercise_companion.core.problem import advised, found, placed
from exercise_companion.core.program import ISO_DATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import Problem

WHO: Final = {"patient_id": "id", "display_name": "name", "birth_date": "birth date"}
"""What says who the patient is, and its words."""

SAME: Final = "A next version is for the same patient."

LINEAGE: Final = "V-23"
"""The rule that a version follows the one before."""


def person_changes(before: Draft, after: Draft) -> dict[str, str]:
    """What of the patient a next version says otherwise, by its field, each in a sentence."""
    changes: dict[str, str] = {}
    for name, label in WHO.items():
        was, now = (value_at(draft, ("patient", name)) for draft in (before, after))
        for change in became(f"Patient, {label}", was, now) if was is not None else ():
            changes[name] = change.words
    return changes


def is_somebody_else(changes: Mapping[str, str]) -> bool:
    """Whether it is more than a correction: the id is another, or both name and birth date."""
    return "patient_id" in changes or len(changes) > 1


def patient_problems(before: Draft, after: Draft) -> Iterator[Problem]:
    """V-23: a next version for somebody else is an error, a corrected person a remark.

    Args:
        before: the version it goes on from.
        after: the next version, as it is being written.

    """
    changes = person_changes(before, after)
    if is_somebody_else(changes):
        path = ("patient", next(iter(changes)))
        what = f"This is the next version of {_whose(before)}."
        how = "For somebody else begin a new one."
        yield placed(found(LINEAGE, path, f"{what} {how}", "Take the change back."), after.tree)
        return
    for name, words in changes.items():
        how = "Is it a correction?"
        yield placed(advised(LINEAGE, ("patient", name), f"{words} {SAME}", how), after.tree)


def _whose(draft: Draft) -> str:
    """Whose it is: Ana Pérez's program (born 14 March 1958)."""
    name, born = (value_at(draft, ("patient", field)) for field in ("display_name", "birth_date"))
    return f"{name or 'another patient'}'s program{_born(born)}"


def _born(day: JsonValue) -> str:
    if not isinstance(day, str):
        return ""
    try:
        return f" (born {day_words(date.fromisoformat(day))})" if ISO_DATE.fullmatch(day) else ""
    except ValueError:  # the 31st of February
        return ""
