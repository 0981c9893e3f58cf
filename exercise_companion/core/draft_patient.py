"""What is wrong with the patient of a next version as it is being written (V-23)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from exercise_companion.core.day_words import day_words
from exercise_companion.core.draft import value_at
from exercise_companion.core.problem import advised, found, placed
from exercise_companion.core.program import ISO_DATE
from exercise_companion.core.same_person import SAME, differences, is_somebody_else

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import Problem

LINEAGE: Final = "V-23"
"""The rule that a version follows the one before."""


def patient_problems(before: Draft, after: Draft) -> Iterator[Problem]:
    """V-23: a next version for somebody else is an error, a corrected person a remark.

    Args:
        before: the version it goes on from.
        after: the next version, as it is being written.

    """
    was = value_at(before, ("patient",))
    now = _with_gaps_filled(was, value_at(after, ("patient",)))
    changes = differences(was, now)
    if is_somebody_else(was, now):
        path = ("patient", next(iter(changes)))
        what = f"This is the next version of {whose_program(before)}."
        how = "For somebody else begin a new one."
        yield placed(found(LINEAGE, path, f"{what} {how}", "Take the change back."), after.tree)
        return
    for name, words in changes.items():
        how = "Is it a correction?"
        yield placed(advised(LINEAGE, ("patient", name), f"{words} {SAME}", how), after.tree)


def _with_gaps_filled(was: JsonValue, now: JsonValue) -> JsonValue:
    """What is being typed anew is missing for a moment, which is a problem of its own."""
    if not isinstance(was, dict) or not isinstance(now, dict):
        return was
    return was | {name: value for name, value in now.items() if value is not None}


def whose_program(draft: Draft) -> str:
    """Whose it is: Ana Pérez's program (born 14 March 1958)."""
    name, born = (value_at(draft, ("patient", field)) for field in ("display_name", "birth_date"))
    return f"{name or 'another patient'}'s program{born_words(born)}"


def born_words(day: JsonValue) -> str:
    """A birth date behind a name; empty where it is none."""
    if not isinstance(day, str):
        return ""
    try:
        return f" (born {day_words(date.fromisoformat(day))})" if ISO_DATE.fullmatch(day) else ""
    except ValueError:  # the 31st of February
        return ""
