"""Rules about what a prescription says to the patient: no comfort, pressure, cause or blame."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from exercise_companion.core.plan_parts import doses, items
from exercise_companion.core.problem import advised
from exercise_companion.core.wording import banned_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.problem import JsonPath, Problem
    from exercise_companion.core.program import Program


def si16_plan_words(plan: Plan) -> Iterator[Problem]:
    """SI-16, SI-19, SI-20: no banned phrase in a plan's patient texts (warning; 7.4)."""
    texts = chain(_exercise_texts(plan), _phase_texts(plan), _dose_texts(plan), _reading(plan))
    return _warnings(texts)


def si16_program_words(program: Program) -> Iterator[Problem]:
    """SI-16, SI-19, SI-20: the same for what is written for this patient (warning; 7.4).

    The diagnosis label counts when it is shared: it becomes part of what the patient says.
    """
    return _warnings(_personal_texts(program))


def _warnings(texts: Iterable[tuple[JsonPath, str]]) -> Iterator[Problem]:
    for path, text in texts:
        phrases = banned_phrases(text)
        if phrases:
            listed = ", ".join(f'"{phrase}"' for phrase in phrases)
            yield advised(
                "SI-16",
                path,
                f"The patient reads {listed}: comfort, pressure, a cause, blame or a medicine.",
                "Take it out. Say what to do, and when to stop or call.",
            )


def _exercise_texts(plan: Plan) -> Iterator[tuple[JsonPath, str]]:
    for number, exercise in enumerate(plan.exercises):
        path: JsonPath = ("exercises", number)
        yield from _texts(exercise, path, "name", "purpose", "setup", "steps", "cues")
        yield from _texts(exercise, path, "common_mistakes", "watch_for", "stop_signs")
        yield from _texts(exercise, path, "equipment", "space", "support_needed")
        yield from _texts(exercise.media, (*path, "media"), "alt_text")


def _phase_texts(plan: Plan) -> Iterator[tuple[JsonPath, str]]:
    for number, phase in enumerate(plan.phases):
        yield from _texts(phase, ("phases", number), "title", "aim")
    for placed in items(plan):
        yield from _texts(placed.item, placed.path, "note")
        for path, variant in placed.variants():
            yield from _texts(variant, path, "instruction", "criteria")


def _dose_texts(plan: Plan) -> Iterator[tuple[JsonPath, str]]:
    for placed in doses(plan):
        if placed.dose.type == "duration":
            yield from _texts(placed.dose, placed.path, "support", "surface")
        if placed.dose.load is not None:
            yield from _texts(placed.dose.load, (*placed.path, "load"), "label")


def _reading(plan: Plan) -> Iterator[tuple[JsonPath, str]]:
    yield from _texts(plan, (), "title")
    for number, precaution in enumerate(plan.precautions):
        yield from _texts(precaution, ("precautions", number), "text")
    for number, restriction in enumerate(plan.restrictions):
        yield from _texts(restriction, ("restrictions", number), "text")
    for number, card in enumerate(plan.education):
        yield from _texts(card, ("education", number), "title", "body", "source")
    if plan.flare_plan is not None:
        yield from _texts(plan.flare_plan, ("flare_plan",), "text")
    for number, question in enumerate(plan.check_ins):
        yield from _texts(question, ("check_ins", number), "question", "choices", "unit")


def _personal_texts(program: Program) -> Iterator[tuple[JsonPath, str]]:
    yield from _texts(program, (), "version_note")
    if program.share_label:
        yield from _texts(program, (), "diagnosis_label")
    for number, review in enumerate(program.reviews):
        yield from _texts(review, ("reviews", number), "label")
    if program.post_op is not None:
        yield from _texts(program.post_op, ("post_op",), "restrictions")
    for number, flag in enumerate(program.extra_flags):
        yield from _texts(flag, ("extra_flags", number), "question")
    for number, goal in enumerate(program.goals):
        yield from _texts(goal, ("goals", number), "activity")


def _texts(part: object, path: JsonPath, *names: str) -> Iterator[tuple[JsonPath, str]]:
    """The texts of a part's fields; a list's entries one by one, an empty field not at all."""
    for name in names:
        value: object = getattr(part, name)
        if isinstance(value, str):
            yield (*path, name), value
        elif isinstance(value, tuple):
            yield from (((*path, name, number), text) for number, text in enumerate(value))
