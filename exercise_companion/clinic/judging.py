"""What the check has against what a draft holds, said while the rest of it is still missing.

Many rules compare fields that are written one after another, such as hours with a whole contact.
So the check looks at the draft as if the rest were there: a wrong answer is refused where it is
typed, and one that is there already is asked for again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.clinic.drafting import counted
from exercise_companion.core.draft import value_at
from exercise_companion.core.draft_stand_ins import with_stand_ins
from exercise_companion.programs import default_tables

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath, Problem


def faults_in(draft: Draft, today: date) -> tuple[Problem, ...]:
    """Every error but what is missing."""
    whole = with_stand_ins(draft, today, default_tables().emergency_numbers.keys())
    return counted(whole, today).errors


def refused_places(draft: Draft, today: date) -> frozenset[JsonPath]:
    """Where something is written that the check refuses."""
    places = {each.path for each in faults_in(draft, today)}
    return frozenset(path for path in places if path and value_at(draft, path) is not None)
