"""What a draft on the desk begins with besides its plan: the therapist, and gaps to be filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import Draft, with_value
from exercise_companion.core.own_line import with_own_line

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject

_THERAPIST: Final = ("region", "locale", "prescriber", "contacts")
"""What is the same for every patient of a therapist. None of it is clinical."""


_FRAME: Final = ("kind", "schema_version", "program_id", "version", "phases")
"""What every program has and nobody is asked for."""

_OF_A_FIRST_VERSION: Final = ("$schema", "clearance_key")
"""What is made up with the id. A program that has an id may be without on purpose."""


def with_gaps(draft: Draft, today: str) -> Draft:
    """The draft with the parts about the person there but empty.

    So the check names each thing that is missing instead of the part as a whole.

    Args:
        draft: a new one.
        today: ISO; the day it is written.

    """
    gaps: JsonObject = {
        "patient": {},
        "prescriber": {"signed_on": today},
        "contacts": {},
        "risk": {},
        "baseline_pain": {},
        "reviews": [],
        "goals": [],
    }
    return Draft(gaps | draft.tree)


def with_frame(draft: Draft, blank: Draft, today: str) -> Draft:
    """A draft that was begun elsewhere, with what no page of the desk asks for, and its gaps.

    What stands in it stays as it is; a draft that lacks nothing is returned itself.

    Args:
        draft: any.
        blank: a new draft, whose ids and single empty phase are taken where there are none.
        today: ISO; the day it is opened.

    """
    missing = [name for name in _FRAME if not draft.tree.get(name)]
    if not missing:
        return draft
    if "program_id" in missing:
        missing += [name for name in _OF_A_FIRST_VERSION if name not in draft.tree]
    frame = {name: blank.tree[name] for name in missing}
    return with_gaps(Draft(draft.tree | frame), today)


def with_therapist_of(draft: Draft, other: Draft, today: str) -> Draft:
    """The draft with the prescriber, contacts and country of another of the therapist's files.

    Args:
        draft: a new one.
        other: a draft or program of the same therapist; a demonstration has no real one.
        today: ISO; the day the new one is written.

    """
    if other.tree.get("demo") is True:
        return draft
    known: JsonObject = {key: other.tree[key] for key in _THERAPIST if key in other.tree}
    return with_own_line(with_value(Draft(draft.tree | known), ("prescriber", "signed_on"), today))
