"""What is measured away from the screen: walks, the activities of the goals, medicine days."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import reported
from exercise_companion.companion.diary import kept, require_score
from exercise_companion.core import goal_line
from exercise_companion.core.check_ins import COUNTED_DAYS
from exercise_companion.core.records import ActivityRecord
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.page_views import GoalsView
    from exercise_companion.core.records import AlertRecord, MedicineRecord, WalkRecord

LONGEST_WALK_MINUTES: Final = 24 * 60
MOST_BOUTS: Final = 50
LONGEST_WALK_METRES: Final = 200_000
MOST_SCORES: Final = 120
"""How many scores of activities are looked back at: half a year with five goals, weekly."""


LEG_GAVE_WAY: Final = "RF-NEU-02"
"""A leg that gave way on a walk is a yes to this sign (rule NC-5, clinical-spec 2.6)."""


def alerts_of_walk(context: Context, walk: WalkRecord) -> tuple[AlertRecord, ...]:
    """What a walk raises by itself: a leg that gave way (rule NC-5)."""
    return alerts_of_leg(context) if walk.gave_way else ()


def alerts_of_leg(context: Context) -> tuple[AlertRecord, ...]:
    """What a leg that gave way raises (rule NC-5)."""
    return reported.alerts_for_sign(context, LEG_GAVE_WAY, "NC-5")


def keep_leg(context: Context, alerts: tuple[AlertRecord, ...]) -> tuple[int, ...]:
    """Keep a leg that gave way, told of a walk that is not on record yet (rule NC-5).

    Returns:
        the open alerts that stand for it, and for the walk when it is kept.

    Raises:
        StoreFault: it could not be written.

    """
    with kept(context):
        reported.keep_sign(context, LEG_GAVE_WAY, alerts)
    return tuple(one.id for one in context.store.open_alerts() if one.alert.flag_id == LEG_GAVE_WAY)


def log_walk(context: Context, walk: WalkRecord, alerts: tuple[AlertRecord, ...]) -> None:
    """Keep a walk or ride outside a session, with what it raises (clinical-spec 2.6).

    Raises:
        UsageFault: a number cannot be; nothing was kept.
        StoreFault: it could not be written.

    """
    context.require_program()
    require_numbers(walk)
    with kept(context):
        context.store.log_walk(walk)
        if alerts:
            reported.keep_sign(context, LEG_GAVE_WAY, alerts)


def require_walk(walk: WalkRecord) -> None:
    """Every number of a walk can be, and its minutes and parts are there.

    Raises:
        UsageFault: one cannot, or is missing.

    """
    if walk.minutes_total is None or walk.bouts is None:
        what_happened = "The minutes or the parts of the walk are missing."
        raise UsageFault(what_happened, "Give them.")
    require_numbers(walk)


def require_numbers(walk: WalkRecord) -> None:
    """Every number that was given of a walk can be.

    Raises:
        UsageFault: one cannot.

    """
    minutes = LONGEST_WALK_MINUTES if walk.minutes_total is None else walk.minutes_total
    first, relief, metres = (
        walk.minutes_to_first_symptom,
        walk.minutes_to_relief,
        walk.distance_metres,
    )
    if not (isfinite(minutes) and 0 < minutes <= LONGEST_WALK_MINUTES):
        what_happened = "The minutes of the walk cannot be right."
        raise UsageFault(what_happened, f"Give a number above 0, up to {LONGEST_WALK_MINUTES}.")
    if first is not None and not (isfinite(first) and 0 <= first <= minutes):
        what_happened = "The first leg sign cannot come before the walk or after it."
        raise UsageFault(what_happened, "Give the minutes from the start of the walk.")
    if relief is not None and not (isfinite(relief) and 0 <= relief <= LONGEST_WALK_MINUTES):
        what_happened = "The minutes until it eased cannot be right."
        raise UsageFault(what_happened, f"Give a number from 0 to {LONGEST_WALK_MINUTES}.")
    if relief is not None and walk.still_there:
        what_happened = "It cannot have eased and still be there."
        raise UsageFault(what_happened, "Give the minutes, or say that it is still there.")
    if metres is not None and not (isfinite(metres) and 0 < metres <= LONGEST_WALK_METRES):
        what_happened = "The distance cannot be right."
        raise UsageFault(what_happened, f"Give metres above 0, up to {LONGEST_WALK_METRES}.")
    if walk.bouts is not None and not 1 <= walk.bouts <= MOST_BOUTS:
        what_happened = f"A walk has 1 to {MOST_BOUTS} parts."
        raise UsageFault(what_happened, "Count the stretches between rests.")
    if walk.leg_pain_max is not None:
        require_score(walk.leg_pain_max)


def goals(context: Context) -> tuple[tuple[str, str], ...]:
    """The activities the patient chose: id and words."""
    return tuple((goal.id, goal.activity) for goal in context.require_program().goals)


def goals_view(context: Context) -> GoalsView:
    """The goals with everything the patient said of them (see `core.goal_line`)."""
    program = context.require_program()
    scores = context.store.last_activities(MOST_SCORES)
    view = goal_line.goals_view(
        program.goals,
        ((when.local_day, one.goal_id, one.score) for when, one in scores),
        context.day,
    )
    return replace(view, answered_today=bool(context.store.check_ins(context.day, context.day)))


def log_activities(context: Context, scores: tuple[tuple[str, int], ...]) -> None:
    """Keep how well the activities of the goals go now, 0 to 10 (clinical-spec 5.1).

    Raises:
        UsageFault: an activity or a score is wrong; nothing was kept.

    """
    known = [goal_id for goal_id, _ in goals(context)]
    named = [goal_id for goal_id, _ in scores]
    if not scores:
        what_happened = "No score was given."
        raise UsageFault(what_happened, f"Give it like {known[0]}=5.")
    for goal_id, score in scores:
        if goal_id not in known or named.count(goal_id) > 1:
            what_happened = f"{neutral(goal_id)} is no activity of your plan, or is named twice."
            raise UsageFault(what_happened, f"Give each once: {', '.join(known)}.")
        require_score(score)
    with kept(context):
        context.store.log_activities(ActivityRecord(goal_id, score) for goal_id, score in scores)


def log_medicine(context: Context, medicine: MedicineRecord) -> None:
    """Keep on how many of the last 14 days medicine for bad pain was taken (clinical-spec 5.1).

    It is kept for the therapist; nothing is advised about it (SI-20).

    Raises:
        UsageFault: a number cannot be; nothing was kept.

    """
    context.require_program()
    require_medicine(medicine)
    with kept(context):
        context.store.log_medicine(medicine)


def require_medicine(medicine: MedicineRecord) -> None:
    """Its days are some of the days they are counted over.

    Raises:
        UsageFault: they are not.

    """
    strong = medicine.strong_days_of_14
    if not 0 <= medicine.days_of_14 <= COUNTED_DAYS:
        what_happened = f"The days are counted over {COUNTED_DAYS}."
        raise UsageFault(what_happened, f"Give a whole number from 0 to {COUNTED_DAYS}.")
    if strong is not None and not 0 <= strong <= medicine.days_of_14:
        what_happened = "Days with a strong medicine are some of these days."
        raise UsageFault(what_happened, f"Give a whole number from 0 to {medicine.days_of_14}.")
