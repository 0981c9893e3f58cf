"""What a colleague would say about the doses: unusual amounts, holds, sides, big steps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from exercise_companion.core.dose_words import describe, quantity
from exercise_companion.core.plan_parts import doses, exercises_by_id, items
from exercise_companion.core.problem import advised
from exercise_companion.core.schedule import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.core.plan_parts import AnyDose, PlacedDose, Plan
    from exercise_companion.core.problem import Problem
    from exercise_companion.core.program import Exercise, Frequency, Item
    from exercise_companion.core.terms import ExerciseCategory, Side

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for a kind of exercise, from least to most; None where it does not apply."""

    sets: Bounds
    reps: Bounds | None = None
    """Repetitions in a set."""
    hold_seconds: Bounds | None = None
    duration_seconds: Bounds | None = None
    """One set, or one bout of a walk."""


USUAL: Final[dict[ExerciseCategory, Usual]] = {
    "core": Usual((1, 4), (2, 20), (2, 60), (5, 120)),
    "flexibility": Usual((1, 4), (1, 10), (5, 60), (10, 120)),
    "mobility": Usual((1, 4), (3, 30), (1, 20), (10, 300)),
    "strength": Usual((1, 4), (3, 20), (1, 45), (5, 120)),
    "balance": Usual((1, 5), (1, 20), (2, 60), (5, 120)),
    "aerobic": Usual((1, 6), (3, 50), None, (60, 2700)),
    "breathing": Usual((1, 3), (3, 20), (1, 15), (30, 900)),
    "pain_skill": Usual((1, 3), (1, 20), (1, 60), (60, 1800)),
}
"""Rule R-08. Known points inside it: stretches of 3 times 30 s and walks of up to 45 minutes
(clinical-spec S24), 10 to 15 repetitions for older adults (S35), sets of 5 after an operation
(S34). The bounds themselves: our decision, needs sign-off."""

HARD_EFFORT: Final = 5
"""From this effort (0 to 10) on, work counts as hard. Our decision, needs sign-off."""
LONG_HOLD_SECONDS: Final = 30
MANY_REPS: Final = 40
"""In all sets together."""
MOST_TIMES_MORE: Final = 2.0
"""Work that grows by more than this from one phase to the next. Our decision, needs sign-off."""

_LOADING: Final = frozenset({"core", "strength"})


def r02_easier_version(plan: Plan) -> Iterator[Problem]:
    """R-02: a hard item says what to do when it is too hard today. Our decision."""
    exercises = exercises_by_id(plan)
    for placed in items(plan):
        exercise = exercises.get(placed.item.exercise)
        if exercise is None or placed.item.modify_down is not None:
            continue
        hard = _what_is_hard(exercise, placed.item.dose)
        if hard:
            yield advised(
                "R-02",
                placed.path,
                f"{exercise.name} has no easier version, and is hard: {hard}.",
                "Write modify_down: the patient can then go on where it is too much.",
            )


def r04_rest_day(plan: Plan) -> Iterator[Problem]:
    """R-04: loading work leaves at least one day a week free (clinical-spec S35: 2 or 3 days)."""
    exercises = exercises_by_id(plan)
    for placed in items(plan):
        exercise = exercises.get(placed.item.exercise)
        if exercise is None or exercise.category not in _LOADING:
            continue
        load = _load_words(placed.item.dose)
        if load and is_every_day(placed.item.when):
            yield advised(
                "R-04",
                (*placed.path, "when"),
                f"{exercise.name} is loading work ({load}) and is due every day.",
                "Name its days, so that there are days to recover between them.",
            )


def r07_breathing(plan: Plan) -> Iterator[Problem]:
    """R-07: where something is held, the words say to go on breathing. Our decision."""
    held = {placed.exercise_id for placed in doses(plan) if placed.dose.type == "hold"}
    for number, exercise in enumerate(plan.exercises):
        words = " ".join((exercise.setup, *exercise.steps, *exercise.cues, *exercise.watch_for))
        if exercise.id in held and "breath" not in words.lower():
            yield advised(
                "R-07",
                ("exercises", number),
                f"{exercise.name} is held, and its words do not speak of breathing.",
                'Add a cue, such as: "Keep breathing while you hold."',
            )


def r08_usual_dose(plan: Plan) -> Iterator[Problem]:
    """R-08: a dose far from what is usual for its kind may be a slip of the pen (see `USUAL`)."""
    exercises = exercises_by_id(plan)
    for placed in doses(plan):
        exercise = exercises.get(placed.exercise_id)
        if exercise is None:
            continue
        for odd in _unusual(placed, USUAL[exercise.category]):
            yield advised(
                "R-08",
                placed.path,
                f"{exercise.name}, {describe(placed.dose)}: {odd} for {_kind(exercise)}.",
                "Correct the dose, or say why it is meant.",
            )


def r12_side_of_library(plan: Plan, sides: Mapping[str, Side]) -> Iterator[Problem]:
    """R-12: a movement of one side in the library is not dosed without a side. Our decision.

    Args:
        plan: what is looked at.
        sides: the side a dose has to name for the library's words to be true, by exercise id.

    """
    exercises = exercises_by_id(plan)
    for placed in doses(plan):
        written = sides.get(placed.exercise_id, "none")
        no_side = placed.dose.side in {"none", "both_together"}
        exercise = exercises.get(placed.exercise_id)
        if exercise is not None and no_side and written not in {"none", "both_together"}:
            yield advised(
                "R-12",
                (*placed.path, "side"),
                f'{exercise.name} is done on one side at a time; its side is "{placed.dose.side}".',
                f'The library writes it for "{written}".',
            )


def r15_big_step(plan: Plan) -> Iterator[Problem]:
    """R-15: work does not more than double from one phase to the next. Our decision."""
    exercises = exercises_by_id(plan)
    for number, (before, after) in enumerate(pairwise(plan.phases), start=1):
        earlier = {item.id: item for item in before.items}
        for place, item in enumerate(after.items):
            known = earlier.get(item.id)
            if known is None or known.exercise != item.exercise or item.exercise not in exercises:
                continue
            times = _work(item) / _work(known)
            if _is_comparable(known.dose, item.dose) and times > MOST_TIMES_MORE:
                yield advised(
                    "R-15",
                    ("phases", number, "items", place, "dose"),
                    f"{exercises[item.exercise].name} grows from {describe(known.dose)} "
                    f"to {describe(item.dose)}, {times:.1f} times the work of a session.",
                    "Put a step between them, or say why it is meant.",
                )


def _is_comparable(before: AnyDose, after: AnyDose) -> bool:
    """Whether both count the same, and both or neither with a weight."""
    weighed = [dose.load is not None and dose.load.load_kg is not None for dose in (before, after)]
    return before.type == after.type and weighed[0] == weighed[1]


def is_every_day(when: Frequency) -> bool:
    """Whether no day of the week is free."""
    if when.days is not None:
        return set(when.days) == set(WEEKDAYS)
    if when.every_n_days is not None:
        return False
    return when.days_per_week is None or when.days_per_week == len(WEEKDAYS)


def _what_is_hard(exercise: Exercise, dose: AnyDose) -> str:
    """Why an item counts as hard, in words; empty when it does not."""
    load = _load_words(dose)
    if load:
        return load
    if exercise.category == "balance":
        return "a balance exercise"
    if dose.type == "hold" and exercise.category in _LOADING:
        return f"held {dose.hold_seconds} s" if dose.hold_seconds >= LONG_HOLD_SECONDS else ""
    if dose.type == "reps" and dose.sets * quantity(dose)[1] >= MANY_REPS:
        return f"{dose.sets * quantity(dose)[1]} repetitions"
    return ""


def _load_words(dose: AnyDose) -> str:
    """What makes a dose loading work, in words; empty when nothing does."""
    if dose.load is not None and dose.load.type in {"band", "weight"}:
        return f"with a {dose.load.type}"
    if dose.intensity is not None and dose.intensity.target[1] >= HARD_EFFORT:
        return f"effort {dose.intensity.target[1]} out of 10"
    return ""


def _unusual(placed: PlacedDose, usual: Usual) -> Iterator[str]:
    """Every amount of a dose outside the usual ones; an easier or flare-up dose may be small."""
    dose, may_be_small = placed.dose, _is_milder(placed)
    sets = (dose.sets, dose.sets)
    amounts: list[tuple[str, Bounds, Bounds | None]] = [("sets", sets, usual.sets)]
    if dose.type in {"reps", "hold"}:
        amounts.append(("repetitions", quantity(dose), usual.reps))
    if dose.type == "hold":
        amounts.append(("seconds held", (dose.hold_seconds,) * 2, usual.hold_seconds))
    if dose.type == "duration":
        amounts.append(("seconds", quantity(dose), usual.duration_seconds))
    for words, (least, most), bounds in amounts:
        if bounds is None:
            continue
        if most > bounds[1]:
            yield f"{most} {words} is much (usual up to {bounds[1]})"
        elif least < bounds[0] and not may_be_small:
            yield f"{least} {words} is little (usual from {bounds[0]})"


def _is_milder(placed: PlacedDose) -> bool:
    return "modify_down" in placed.path or "flare_dose" in placed.path


def _kind(exercise: Exercise) -> str:
    return exercise.category.replace("_", " ")


def _work(item: Item) -> float:
    """How much a session asks: repetitions, seconds or metres, heavier with the weight."""
    dose = item.dose
    held = dose.hold_seconds if dose.type == "hold" else 1
    weight = dose.load.load_kg if dose.load is not None else None
    return dose.sets * quantity(dose)[1] * held * (weight or 1)
