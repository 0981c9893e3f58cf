"""What a careful colleague would say about a prescription: legal, but worth a second look.

Every remark has a code, a place, what was noticed and what could be done. None of them stops a
program. A reason given in the file stands beside its remark (`core.review_reasons`). Bounds without
a source are our decision and need sign-off; `docs/review.md` lists every code.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from exercise_companion.core import review_doses, review_goals, review_people, review_plan
from exercise_companion.core.problem import placed
from exercise_companion.core.program import Program
from exercise_companion.core.review_reasons import answered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.problem import Problem
    from exercise_companion.core.terms import Side

__all__ = ["Reference", "answered", "review"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a colleague knows by heart; passed in, never looked up."""

    sides: Mapping[str, Side]
    """The side a dose of a library exercise has to name, by exercise id."""
    urgent_regions: frozenset[str]
    """ISO countries with a phone line for what cannot wait (clinical-spec 7.7)."""


_PLAN_RULES: Final = (
    review_plan.r01_items_in_a_session,
    review_doses.r02_easier_version,
    review_doses.r04_rest_day,
    review_doses.r07_breathing,
    review_doses.r08_usual_dose,
    review_plan.r09_flare_plan,
    review_plan.r10_phase_changes,
    review_plan.r13_ranks,
    review_plan.r14_steps_written,
    review_doses.r15_big_step,
    review_plan.r16_hours_between,
    review_plan.r21_days_named,
    review_plan.r22_questions_are_not_acted_on,
    review_plan.r26_said_twice,
)

_PROGRAM_RULES: Final = (
    review_people.r03_accepted_risks,
    review_goals.r05_goals_trained,
    review_people.r06_reviews_near,
    review_people.r17_note_says_why,
    review_people.r18_something_to_hold,
    review_people.r19_after_an_operation,
    review_people.r20_hours_of_phones,
    review_people.r23_facts_recorded,
    review_people.r24_numbers_tried,
    review_people.r25_zone_of_hours,
    review_people.r27_last_days_are_over,
    review_people.r28_names_are_no_numbers,
)


def review(plan: Plan, reference: Reference) -> tuple[Problem, ...]:
    """Every remark on a sound prescription or template, with its place and its reason.

    Args:
        plan: what the model and the rules have accepted; dates need not be real ones.
        reference: what to compare with.

    """
    return answered((placed(problem, plan) for problem in _remarks(plan, reference)), plan)


def _remarks(plan: Plan, reference: Reference) -> Iterator[Problem]:
    yield from chain.from_iterable(rule(plan) for rule in _PLAN_RULES)
    yield from review_doses.r12_side_of_library(plan, reference.sides)
    if isinstance(plan, Program):
        yield from chain.from_iterable(rule(plan) for rule in _PROGRAM_RULES)
        yield from review_people.r11_evening_contact(plan, reference.urgent_regions)
