"""Which goals a plan says nothing about: a few words of daily life, and what trains for them.

Only goals that plainly name an activity are looked at, and only a plan with nothing at all for it
is remarked on: a goal in other words is left alone. Words and pairs: our decision, needs sign-off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.plan_parts import doses, exercises_by_id
from exercise_companion.core.problem import advised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exercise_companion.core.plan_parts import AnyDose
    from exercise_companion.core.problem import Problem
    from exercise_companion.core.program import Exercise, Program


@dataclass(frozen=True, slots=True)
class Need:
    """What a goal names, and how to tell that an exercise is for it."""

    goal: re.Pattern[str]
    trains: Callable[[Exercise, AnyDose], bool]
    missing: str
    """What the plan does not have, in words."""


def _named(words: str) -> Callable[[Exercise, AnyDose], bool]:
    """Exercises whose name or id holds one of the words."""
    pattern = re.compile(words, re.IGNORECASE)
    return lambda exercise, _dose: bool(pattern.search(f"{exercise.name} {exercise.id}"))


def _is_walk(exercise: Exercise, dose: AnyDose) -> bool:
    mode = dose.mode if dose.type in {"duration", "distance"} else None
    return mode in {"walk", "treadmill"} or _named(r"walk|march|step")(exercise, dose)


def _is_ride(exercise: Exercise, dose: AnyDose) -> bool:
    mode = dose.mode if dose.type in {"duration", "distance"} else None
    return mode == "bike" or _named(r"bike|cycl")(exercise, dose)


def _lifts(exercise: Exercise, dose: AnyDose) -> bool:
    weighs = dose.load is not None and dose.load.type in {"weight", "band"}
    return weighs or _named(r"lift|hinge|squat|carry|row|press|curl")(exercise, dose)


NEEDS: Final = (
    Need(re.compile(r"\b(walk|stroll|hike)", re.IGNORECASE), _is_walk, "walking"),
    Need(
        re.compile(r"\b(stairs?|climb|upstairs|kerb|curb)\b", re.IGNORECASE),
        _named(r"step|stair|climb|squat|sit-to-stand|sit to stand|lunge"),
        "steps or leg strength",
    ),
    Need(
        re.compile(r"\bstand (?!up)|\bstanding\b", re.IGNORECASE),
        lambda exercise, dose: exercise.position == "standing" or _is_walk(exercise, dose),
        "standing",
    ),
    Need(
        re.compile(r"\b(get|stand|rise) up\b|\bout of (a|my|the) chair\b", re.IGNORECASE),
        _named(r"sit-to-stand|sit to stand|squat|chair|lunge|kneel"),
        "getting up",
    ),
    Need(re.compile(r"\b(lift|carry|pick up)", re.IGNORECASE), _lifts, "lifting"),
    Need(
        re.compile(r"\b(balance|steady|steadier)\b", re.IGNORECASE),
        lambda exercise, _dose: exercise.category == "balance",
        "balance",
    ),
    Need(re.compile(r"\b(bike|bicycle|cycle|cycling)\b", re.IGNORECASE), _is_ride, "cycling"),
    Need(
        re.compile(r"\b(overhead|high shelf|top shelf|raise my arms?)\b", re.IGNORECASE),
        _named(r"arm|shoulder|reach|wall|slide|row|press"),
        "reaching up",
    ),
)


def r05_goals_trained(program: Program) -> Iterator[Problem]:
    """R-05: what a goal plainly names has an exercise somewhere in the plan. Our decision."""
    exercises = exercises_by_id(program)
    done = [
        (exercises[placed.exercise_id], placed.dose)
        for placed in doses(program)
        if placed.exercise_id in exercises
    ]
    for number, goal in enumerate(program.goals):
        for need in NEEDS:
            if need.goal.search(goal.activity) and not any(need.trains(*one) for one in done):
                yield advised(
                    "R-05",
                    ("goals", number, "activity"),
                    f'The goal is "{goal.activity}", and no exercise is for {need.missing}.',
                    "Add one, or say what else leads there.",
                )
                break
