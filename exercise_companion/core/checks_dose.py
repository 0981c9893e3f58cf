"""Rules about doses: ranges, sides, minutes, units (clinical-spec 3.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exercise_companion.core.plan_parts import doses, exercises_by_id
from exercise_companion.core.problem import advised, found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.core.plan_parts import PlacedDose, Plan
    from exercise_companion.core.problem import JsonPath, Problem
    from exercise_companion.core.program import Exercise

LONGEST_SESSION_MINUTES: Final = 60

_SIDE_WORDS: Final = re.compile(
    r"\b(left|right(?! (?:angle|away|after|now))|each side|other side|both sides)\b",
    re.IGNORECASE,
)
_NAMED_SIDE: Final = re.compile(r"\b(left|right)\b", re.IGNORECASE)


def v12_ranges_ordered(plan: Plan) -> Iterator[Problem]:
    """V-12: a range goes from its lower to its upper value."""
    for placed in doses(plan):
        for name, pair in _ranges(placed):
            if pair[0] > pair[1]:
                yield found(
                    "V-12",
                    (*placed.path, *name),
                    f"The range goes down, from {pair[0]} to {pair[1]}.",
                    f"Write the lower value first: [{pair[1]}, {pair[0]}].",
                )


def v12_bouts_cover_sets(plan: Plan) -> Iterator[Problem]:
    """V-12: the most bouts allowed are no fewer than the bouts asked for (rule NC-1)."""
    for placed in doses(plan):
        dose = placed.dose
        if dose.type == "duration" and dose.max_bouts is not None and dose.max_bouts < dose.sets:
            yield found(
                "V-12",
                (*placed.path, "max_bouts"),
                f"At most {dose.max_bouts} bouts are allowed, but {dose.sets} are asked for.",
                f"Set max_bouts to {dose.sets} or more, or ask for fewer sets.",
            )


def v13_side_named(plan: Plan) -> Iterator[Problem]:
    """V-13: words that name a side need a dose that says which side."""
    exercises = exercises_by_id(plan)
    for placed in doses(plan):
        exercise = exercises.get(placed.exercise_id)
        if exercise is None:
            continue
        yield from _side_missing(placed, exercise)
        yield from _side_contradicted(placed, exercise)


def v14_session_minutes(plan: Plan, minutes: Mapping[str, float]) -> Iterator[Problem]:
    """V-14: a session fits in an hour, and better in the patient's own time.

    Args:
        plan: what is checked.
        minutes: expected minutes of the longest session, by phase id.

    """
    for number, phase in enumerate(plan.phases):
        expected = round(minutes.get(phase.id, 0))
        if expected > LONGEST_SESSION_MINUTES:
            yield found(
                "V-14",
                ("phases", number),
                f"The longest session of this phase takes about {expected} minutes.",
                f"Cut sets, holds or items: at most {LONGEST_SESSION_MINUTES} minutes a session.",
            )
        elif expected > plan.time_budget_minutes:
            yield advised(
                "V-14",
                ("phases", number),
                f"The longest session of this phase takes about {expected} minutes. "
                f"The patient has {plan.time_budget_minutes}.",
                "Cut sets or items, or agree on more time with the patient.",
            )


def v15_units(plan: Plan) -> Iterator[Problem]:
    """V-15: a weight says how many kilograms, a number says its unit."""
    for placed in doses(plan):
        load = placed.dose.load
        if load is None:
            continue
        path: JsonPath = (*placed.path, "load", "load_kg")
        if load.type == "weight" and load.load_kg is None:
            yield found("V-15", path, "The weight has no kilograms.", "Add load_kg, in kilograms.")
        if load.type != "weight" and load.load_kg is not None:
            yield found(
                "V-15",
                path,
                f'Kilograms are given, but the load is "{load.type}".',
                'Take load_kg out, or set the load\'s type to "weight".',
            )
    for number, question in enumerate(plan.check_ins):
        if question.kind == "number" and question.unit is None:
            yield found(
                "V-15",
                ("check_ins", number, "unit"),
                "This question asks for a number but does not say of what.",
                'Add a unit, such as "steps" or "minutes".',
            )


def v15_lifting_limit(plan: Plan) -> Iterator[Problem]:
    """V-15: no dose lifts more than the plan's own precautions and restrictions allow."""
    limits = [
        part.lift_max_kg
        for part in (*plan.precautions, *plan.restrictions)
        if part.lift_max_kg is not None
    ]
    for placed in doses(plan):
        load = placed.dose.load
        if load is None or load.load_kg is None or not limits or load.load_kg <= min(limits):
            continue
        yield found(
            "V-15",
            (*placed.path, "load", "load_kg"),
            f"{load.load_kg:g} kg is more than this plan allows to lift ({min(limits):g} kg).",
            "Use a lighter weight, or correct lift_max_kg.",
        )


def _ranges(placed: PlacedDose) -> Iterator[tuple[JsonPath, tuple[int, int]]]:
    dose = placed.dose
    if dose.type in {"reps", "hold"} and isinstance(dose.reps, tuple):
        yield ("reps",), dose.reps
    if dose.type == "duration" and isinstance(dose.duration_seconds, tuple):
        yield ("duration_seconds",), dose.duration_seconds
    if dose.intensity is not None:
        yield ("intensity", "target"), dose.intensity.target


def _side_missing(placed: PlacedDose, exercise: Exercise) -> Iterator[Problem]:
    words = " ".join((exercise.name, exercise.setup, *exercise.steps, placed.words))
    named = _SIDE_WORDS.search(words)
    if named and placed.dose.side in {"none", "both_together"}:
        yield found(
            "V-13",
            (*placed.path, "side"),
            f'The words say "{named.group()}", but the side is "{placed.dose.side}".',
            'Set side to "left", "right", "each_side" or "alternate".',
        )


def _side_contradicted(placed: PlacedDose, exercise: Exercise) -> Iterator[Problem]:
    named = {side.lower() for side in _NAMED_SIDE.findall(exercise.name)}
    if placed.dose.side in {"left", "right"} and len(named) == 1 and placed.dose.side not in named:
        yield found(
            "V-13",
            (*placed.path, "side"),
            f'The exercise is called "{exercise.name}", but the side is "{placed.dose.side}".',
            "Correct the side or the name.",
        )
