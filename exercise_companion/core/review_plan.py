"""What a colleague would say about the days, the phases and the choices of a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exercise_companion.core.plan_parts import items
from exercise_companion.core.problem import advised
from exercise_companion.core.schedule import WEEKDAYS
from exercise_companion.core.terms import ONE_SIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.problem import Problem
    from exercise_companion.core.program import Item, Phase

MOST_ITEMS: Final = 6
"""In one session (program-format). Our decision, needs sign-off."""
LONGEST_PHASE_DAYS: Final = 56
"""Eight weeks on the same doses. Our decision, needs sign-off."""
RANKS_FROM: Final = 4
"""So many exercises on a day need an order when time is short. Our decision, needs sign-off."""
_SIGN_WORDS: Final = re.compile(
    r"\b(?:numb\w*|tingl\w*|weak\w*|chest|breathless\w*|bladder|bowels?|fever\w*|faint\w*"
    r"|black(?:ed)? out|wounds?|fall|falls|fell|calf|calves|harm yourself|suicid\w*)\b",
    re.IGNORECASE,
)
"""Words of the warning signs that a question can hold. Our decision, needs sign-off."""


def r01_items_in_a_session(plan: Plan) -> Iterator[Problem]:
    """R-01: at most six exercises on one day; more are seldom done (program-format)."""
    for number, phase in enumerate(plan.phases):
        most = len(fullest_day(phase))
        if most > MOST_ITEMS:
            yield advised(
                "R-01",
                ("phases", number),
                f"Up to {most} exercises fall on one day of this phase.",
                f"Spread them over the week or take some out: {MOST_ITEMS} are enough for most.",
            )


def r09_flare_plan(plan: Plan) -> Iterator[Problem]:
    """R-09: the patient can read what to do in a flare-up (clinical-spec 2.7)."""
    if plan.flare_plan is None:
        yield advised(
            "R-09",
            ("flare_plan",),
            "There is no plan for a flare-up.",
            "Write flare_plan: what to go on with, and with which doses.",
        )


def r10_phase_changes(plan: Plan) -> Iterator[Problem]:
    """R-10: no phase stays the same for more than eight weeks. Our decision."""
    for number, phase in enumerate(plan.phases):
        days = (phase.ends_on - phase.starts_on).days + 1
        if days > LONGEST_PHASE_DAYS:
            yield advised(
                "R-10",
                ("phases", number, "ends_on"),
                f"This phase is the same for {days} days.",
                f"Change something at the latest after {LONGEST_PHASE_DAYS} days, "
                "or say why it is meant to stay.",
            )


def r13_ranks(plan: Plan) -> Iterator[Problem]:
    """R-13: when time is short the ranks decide; all alike decide nothing. Our decision."""
    for number, phase in enumerate(plan.phases):
        day = fullest_day(phase)
        if len(day) > RANKS_FROM and len({item.priority for item in day}) == 1:
            yield advised(
                "R-13",
                ("phases", number),
                f"All {len(day)} exercises of the fullest day have rank {day[0].priority}.",
                "Set priority 1 for what must not be left out when time is short.",
            )


def r14_steps_written(plan: Plan) -> Iterator[Problem]:
    """R-14: where the patient may step up, there is a next step to take. Our decision."""
    may_step_up = plan.progression.patient_may_step_up
    if may_step_up and all(placed.item.modify_up is None for placed in items(plan)):
        yield advised(
            "R-14",
            ("progression", "patient_may_step_up"),
            "The patient may step up, and no item has a next step.",
            "Write modify_up where it is meant, or set patient_may_step_up to false.",
        )


def r16_hours_between(plan: Plan) -> Iterator[Problem]:
    """R-16: several times a day leaves hours between them. Our decision.

    Without them the next round is offered as soon as one is done.
    """
    for placed in items(plan):
        when = placed.item.when
        if when.times_per_day > 1 and when.min_hours_between is None:
            yield advised(
                "R-16",
                (*placed.path, "when"),
                f"It is due {when.times_per_day} times a day, with no hours between: "
                "all of them can be done one after the other.",
                "Set min_hours_between.",
            )


def r21_days_named(plan: Plan) -> Iterator[Problem]:
    """R-21: where several exercises are due every day, somebody has said so. Our decision.

    An item without `when` is due every day (V-26). One alone, or beside others that name their
    days, is taken as meant.
    """
    for number, phase in enumerate(plan.phases):
        if len(phase.items) > 1 and not any(item.when.model_fields_set for item in phase.items):
            yield advised(
                "R-21",
                ("phases", number),
                f"No exercise of this phase names its days: all {len(phase.items)} are due every "
                "day.",
                'Name the days in when; for every day: "times_per_day": 1.',
            )


def r22_questions_are_not_acted_on(plan: Plan) -> Iterator[Problem]:
    """R-22: what is a warning sign is asked as one: no rule reads a question of one's own."""
    for number, asked in enumerate(plan.check_ins):
        named = _SIGN_WORDS.search(asked.question)
        if named is not None:
            yield advised(
                "R-22",
                ("check_ins", number, "question"),
                f"This question names what can be a warning sign ({named[0].lower()}), and no rule "
                "reads its answer.",
                "Write a sign in extra_flags where an answer should lead to a call, or say why "
                "this is only for you to read.",
            )


def r26_said_twice(plan: Plan) -> Iterator[Problem]:
    """R-26: no exercise has two doses that can fall together: on the same day, time and side.

    Our decision. Which of the two is meant, or both, nobody could tell.
    """
    for number, phase in enumerate(plan.phases):
        for at, item in enumerate(phase.items):
            before = next((one for one in phase.items[:at] if _fall_together(one, item)), None)
            if before is not None:
                yield advised(
                    "R-26",
                    ("phases", number, "items", at),
                    f"The same exercise stands here twice, as {before.id} and {item.id}, and both "
                    "can fall on one day.",
                    "Take one out, or give each its own days, times of day or side.",
                )


def _fall_together(one: Item, other: Item) -> bool:
    """Whether two items can be the same exercise on one day, at one time of day and for one side.

    Without days, or times of day, it may be any.
    """
    return (
        one.exercise == other.exercise
        and {one.dose.side, other.dose.side} != ONE_SIDE
        and all(
            own is None or others is None or not set(own).isdisjoint(others)
            for own, others in (
                (one.when.days, other.when.days),
                (one.when.slots or None, other.when.slots or None),
            )
        )
    )


def fullest_day(phase: Phase) -> tuple[Item, ...]:
    """The most items that can fall on one day; one without fixed days may fall on any."""
    days = (
        tuple(item for item in phase.items if item.when.days is None or day in item.when.days)
        for day in WEEKDAYS
    )
    return max(days, key=len)
