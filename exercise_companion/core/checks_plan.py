"""Rules about a plan's ids, versions, words and days (clinical-spec 3.4)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from exercise_companion.core.plan_parts import exercises_by_id, items, repeated
from exercise_companion.core.problem import advised, found
from exercise_companion.core.readability import grade
from exercise_companion.core.when_words import times_a_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.problem import JsonPath, Problem
    from exercise_companion.core.program import Frequency, Variant
    from exercise_companion.core.slot_words import Slot

WAKING_HOURS: Final = 16
"""A day's sessions have to fit between getting up and going to bed."""
HARDEST_GRADE: Final = 8
FEWEST_CHOICES: Final = 2


def v12_choices_given(plan: Plan) -> Iterator[Problem]:
    """V-12: a question with choices offers at least two; other questions offer none."""
    for number, question in enumerate(plan.check_ins):
        path: JsonPath = ("check_ins", number, "choices")
        if question.kind == "choice" and len(set(question.choices)) < FEWEST_CHOICES:
            yield found(
                "V-12",
                path,
                "This question is answered by a choice, but there is nothing to choose between.",
                "List at least two different choices.",
            )
        if question.kind != "choice" and question.choices:
            yield found(
                "V-12",
                path,
                f"This question is answered by {question.kind}, so its choices are never shown.",
                'Take the choices out, or set kind to "choice".',
            )


def v17_ids_unique(plan: Plan) -> Iterator[Problem]:
    """V-17: an id names one thing: exercise, phase, item of a phase, card or question."""
    lists: list[tuple[JsonPath, list[str]]] = [
        (("exercises",), [exercise.id for exercise in plan.exercises]),
        (("phases",), [phase.id for phase in plan.phases]),
        (("education",), [card.id for card in plan.education]),
        (("check_ins",), [question.id for question in plan.check_ins]),
    ]
    lists += [
        (("phases", number, "items"), [item.id for item in phase.items])
        for number, phase in enumerate(plan.phases)
    ]
    for path, ids in lists:
        for number, value in repeated(ids):
            yield found(
                "V-17",
                (*path, number, "id"),
                f'The id "{value}" is used twice.',
                "Give each one an id of its own.",
            )


def v17_references_exist(plan: Plan) -> Iterator[Problem]:
    """V-17: what an item, a version or a card refers to is in this file."""
    known = exercises_by_id(plan)
    references: list[tuple[JsonPath, str]] = []
    for placed in items(plan):
        references.append(((*placed.path, "exercise"), placed.item.exercise))
        references += [
            ((*path, "exercise"), variant.exercise)
            for path, variant in placed.variants()
            if variant.exercise is not None
        ]
    for path, exercise_id in references:
        if exercise_id not in known:
            yield v17_no_exercise(path, exercise_id)
    phases = {phase.id for phase in plan.phases}
    for number, card in enumerate(plan.education):
        if card.show_in_phase is not None and card.show_in_phase not in phases:
            yield found(
                "V-17",
                ("education", number, "show_in_phase"),
                f'There is no phase "{card.show_in_phase}" in this file.',
                "Correct the phase's id.",
            )


def v17_no_exercise(path: JsonPath, exercise_id: str) -> Problem:
    """V-17: an exercise that is named at a path is not in the file."""
    return found(
        "V-17",
        path,
        f'There is no exercise "{exercise_id}" in this file.',
        "Add it to exercises, or correct the id.",
    )


def v17_figures_known(plan: Plan, known: frozenset[str]) -> Iterator[Problem]:
    """V-17: a picture that is named exists. Our decision: a warning, because the words always do.

    Args:
        plan: the prescription or template.
        known: the figures there are; none where they could not be read, and nothing is said then.

    """
    for number, exercise in enumerate(plan.exercises):
        named = exercise.media.figure
        if known and named is not None and named not in known:
            yield advised(
                "V-17",
                ("exercises", number, "media", "figure"),
                f'There is no figure "{named}". The exercise is shown in words alone.',
                "Take a figure of the library, or leave it out.",
            )


def v17_versions_differ(plan: Plan) -> Iterator[Problem]:
    """V-17: the easier and the next version are other than the item, and than each other."""
    for placed in items(plan):
        item = placed.item
        own = (item.exercise, item.dose)
        for path, variant in placed.variants():
            if _work(variant, item.exercise) == own:
                yield found(
                    "V-17",
                    path,
                    "This version is the same as the item itself.",
                    "Change its dose or its exercise, or take it out.",
                )
        down, up = item.modify_down, item.modify_up
        if down and up and _work(down, item.exercise) == _work(up, item.exercise):
            yield found(
                "V-17",
                (*placed.path, "modify_up"),
                "The next version is the same as the easier version.",
                "Change one of them, or take it out.",
            )


def v17_flare_plan(plan: Plan) -> Iterator[Problem]:
    """V-17: the flare-up plan names items that have a dose for a flare-up (2.7)."""
    by_id = [(placed.item.id, placed) for placed in items(plan)]
    for number, item_id in enumerate(plan.flare_plan.items if plan.flare_plan else ()):
        named = [placed for own_id, placed in by_id if own_id == item_id]
        if not named:
            yield found(
                "V-17",
                ("flare_plan", "items", number),
                f'There is no item "{item_id}" in any phase.',
                "Correct the item's id.",
            )
        for placed in named:
            if not placed.item.flare_safe or placed.item.flare_dose is None:
                yield found(
                    "V-17",
                    placed.path,
                    f'The flare-up plan uses "{item_id}", but it has no dose for a flare-up.',
                    "Set flare_safe to true and write flare_dose.",
                )
    for _, placed in by_id:
        if placed.item.flare_dose is not None and not placed.item.flare_safe:
            yield found(
                "V-17",
                (*placed.path, "flare_safe"),
                "There is a dose for a flare-up, but the item is not marked for flare-ups.",
                "Set flare_safe to true, or take flare_dose out.",
            )


def v25_reading_grade(plan: Plan) -> Iterator[Problem]:
    """V-25: what the patient reads is better no harder than grade 8 (warning)."""
    for path, text in _patient_texts(plan):
        measured = grade(text)
        if measured > HARDEST_GRADE:
            yield advised(
                "V-25",
                path,
                f"This is hard to read: grade {measured:.1f}, better {HARDEST_GRADE} or lower.",
                "Use shorter sentences and everyday words.",
            )


def v26_day_rules(plan: Plan) -> Iterator[Problem]:
    """V-26: at most one of the three ways to say on which days, each day once."""
    for placed in items(plan):
        when = placed.item.when
        given = [name for name in ("days", "days_per_week", "every_n_days") if _given(when, name)]
        if len(given) > 1:
            yield found(
                "V-26",
                (*placed.path, "when"),
                f"The days are given in {len(given)} ways: {', '.join(given)}.",
                "Keep one of them.",
            )
        for number, day in repeated(when.days or ()):
            yield found(
                "V-26",
                (*placed.path, "when", "days", number),
                f'"{day}" is listed twice.',
                "List each day once.",
            )


def v26_times_of_day(plan: Plan) -> Iterator[Problem]:
    """V-26: slots match the times per day, and the hours between fit in a waking day."""
    for placed in items(plan):
        when, path = placed.item.when, (*placed.path, "when")
        for number, slot in repeated(when.slots):
            yield found(
                "V-26",
                (*path, "slots", number),
                f'"{slot}" is listed twice.',
                "List each slot once.",
            )
        if when.slots and len(when.slots) != when.times_per_day:
            yield found(
                "V-26",
                (*path, "slots"),
                f"{_slots_given(when.slots)}, and it is done {times_a_day(when.times_per_day)}.",
                "Give one time of day for each time, or none.",
            )
        if (when.times_per_day - 1) * (when.min_hours_between or 0) > WAKING_HOURS:
            yield found(
                "V-26",
                (*path, "min_hours_between"),
                f"{when.times_per_day} times with {when.min_hours_between:g} hours between "
                f"do not fit in a day of {WAKING_HOURS} waking hours.",
                "Ask for fewer times per day or fewer hours between.",
            )


def _slots_given(slots: Sequence[Slot]) -> str:
    return "1 time of day is given" if len(slots) == 1 else f"{len(slots)} times of day are given"


def v27_phases_follow(plan: Plan) -> Iterator[Problem]:
    """V-27: each phase ends after it starts, and the next one starts the day after."""
    for number, phase in enumerate(plan.phases):
        if phase.ends_on < phase.starts_on:
            yield found(
                "V-27",
                ("phases", number, "ends_on"),
                f"The phase ends ({phase.ends_on}) before it starts ({phase.starts_on}).",
                "Correct one of the two dates.",
            )
    for number, (before, after) in enumerate(pairwise(plan.phases), start=1):
        apart = (after.starts_on - before.ends_on).days
        if apart != 1:
            fault = "overlaps with" if apart < 1 else "leaves days free after"
            yield found(
                "V-27",
                ("phases", number, "starts_on"),
                f"The phase starts on {after.starts_on} and {fault} the one before, "
                f"which ends on {before.ends_on}.",
                "Let each phase start on the day after the one before ends.",
            )


def _work(variant: Variant, own_exercise: str) -> tuple[str, object]:
    return variant.exercise or own_exercise, variant.dose


def _given(when: Frequency, name: str) -> bool:
    return getattr(when, name) is not None


def _patient_texts(plan: Plan) -> Iterator[tuple[JsonPath, str]]:
    for number, exercise in enumerate(plan.exercises):
        told = (exercise.purpose, exercise.setup, *exercise.steps, *exercise.cues)
        warned = (*exercise.common_mistakes, *exercise.watch_for, *exercise.stop_signs)
        yield ("exercises", number), "\n".join((*told, *warned))
    for number, card in enumerate(plan.education):
        yield ("education", number, "body"), card.body
    for number, question in enumerate(plan.check_ins):
        yield ("check_ins", number, "question"), question.question
    if plan.flare_plan is not None:
        yield ("flare_plan", "text"), plan.flare_plan.text
