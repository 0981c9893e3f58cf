"""What a new version of a prescription changes, in words.

One list for both readers: every change has its words once, and says whether the patient sees it.
The therapist sees them all. A change of a dose is never hidden from the patient.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from exercise_companion.core import changes_people, changes_plan
from exercise_companion.core.changes_items import phase_changes
from exercise_companion.core.changes_words import Change
from exercise_companion.core.program import Program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.plan_parts import Plan

__all__ = ["Change", "all_changes", "changes"]

SOMETHING_ELSE: Final = "The files differ only in remarks, or in something that has no words here."

_NAMES_THE_VERSION: Final = {
    "comment",
    "json_schema",
    "version",
    "version_note",
    "supersedes",
    "history",
    "integrity",
}


def changes(old: Program, new: Program) -> tuple[str, ...]:
    """Every change that matters to the patient, most important first."""
    return tuple(change.words for change in all_changes(old, new) if change.patient_sees)


def all_changes(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Every change of the content, most important first; empty when it is the same.

    Args:
        old: a program or template.
        new: another; a template is compared with a program in what both have.

    """
    found = tuple(_in_order(old, new))
    if not found and _content(old) != _content(new):
        return (Change(SOMETHING_ELSE, patient_sees=False),)
    return found


def _in_order(old: Plan, new: Plan) -> Iterator[Change]:
    yield from phase_changes(old, new)
    yield from changes_plan.limits(old, new)
    both = (old, new) if isinstance(old, Program) and isinstance(new, Program) else None
    if both is not None:
        yield from changes_people.pain(*both)
    yield from changes_plan.keep_to(old, new)
    if both is not None:
        yield from changes_people.operation(*both)
    yield from changes_plan.flare_plan(old, new)
    yield from changes_plan.exercise_words(old, new)
    if both is not None:
        yield from chain(
            changes_people.goals(*both),
            changes_people.dates(*both),
            changes_people.people(*both),
            changes_people.signs(*both),
        )
    yield from changes_plan.reading_and_questions(old, new)
    yield from changes_plan.frame(old, new)
    if both is not None:
        yield from changes_people.facts(*both)


def _content(plan: Plan) -> str:
    """The content to compare, without what only names the version."""
    return plan.model_dump_json(exclude=_NAMES_THE_VERSION)
