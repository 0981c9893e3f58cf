"""What changes in a plan besides its exercises: limits, what to keep to, words, cards, frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.changes_words import became, is_same, listed, noted, sentence, told
from exercise_companion.core.plan_parts import exercises_by_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exercise_companion.core.changes_words import Change
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import Exercise, Precaution

LIMITS_ANEW: Final = "Your pain limits are set anew."
"""The patient is told that they changed; the numbers stand where pain is asked."""

_EXERCISE_WORDS: Final = {
    "purpose": "what it is for",
    "position": "position",
    "setup": "how to set up",
    "steps": "steps",
    "cues": "tips",
    "common_mistakes": "what to avoid",
    "watch_for": "what to watch for",
    "stop_signs": "when to stop",
    "equipment": "what you need",
    "space": "space",
    "support_needed": "what to hold on to",
    "helper_needed": "helper",
}
_FOR_THE_THERAPIST: Final = {
    "category": "kind",
    "contraindications": "contraindications",
    "evidence_ref": "evidence",
}


def limits(old: Plan, new: Plan) -> Iterator[Change]:
    """The numbers of the pain and safety rules, one by one for the therapist."""
    before, after = old.safety_parameters, new.safety_parameters
    if not is_same(before, after):
        yield told(LIMITS_ANEW)
    for name in type(after).model_fields:
        if name != "comment":
            was, now = getattr(before, name), getattr(after, name)
            yield from became(name, was, now, patient_sees=False)
    for name in sorted({*old.override_reason, *new.override_reason}):
        was, now = old.override_reason.get(name), new.override_reason.get(name)
        yield from became(f"{name}, reason", was, now, patient_sees=False)


def keep_to(old: Plan, new: Plan) -> Iterator[Change]:
    """Restrictions first, then precautions."""
    for word, before, after in (
        ("Restriction", old.restrictions, new.restrictions),
        ("Precaution", old.precautions, new.precautions),
    ):
        yield from listed(word, _texts(before), _texts(after))
        codes = tuple(one.code or "" for one in before), tuple(one.code or "" for one in after)
        if _texts(before) == _texts(after):
            yield from became(f"{word}, code", *codes, patient_sees=False)


def _texts(parts: Sequence[Precaution]) -> dict[str, str]:
    """Each by its text; a limit in kilograms is part of what it says."""
    return {
        part.text: part.text if part.lift_max_kg is None else _with_limit(part) for part in parts
    }


def _with_limit(part: Precaution) -> str:
    return f"{sentence(part.text)} At most {part.lift_max_kg:g} kg."


def flare_plan(old: Plan, new: Plan) -> Iterator[Change]:
    """What to do in a flare-up."""
    before, after = old.flare_plan, new.flare_plan
    if before is None and after is not None:
        yield told("There is now a plan for a flare-up.")
    elif before is not None and after is None:
        yield told("There is no longer a plan for a flare-up.")
    elif before is not None and after is not None:
        if before.text != after.text:
            yield told("What to do in a flare-up is written anew.")
        if before.items != after.items:
            yield told("Other exercises are for a flare-up.")


def exercise_words(old: Plan, new: Plan) -> Iterator[Change]:
    """Exercises of both versions whose words or picture are others."""
    before = exercises_by_id(old)
    for exercise in new.exercises:
        known = before.get(exercise.id)
        if known is None:
            continue
        if known.name != exercise.name:
            yield told(f"{known.name} is now called {exercise.name}.")
        changed = _changed(known, exercise, _EXERCISE_WORDS)
        if not is_same(known.media, exercise.media):
            changed.append("picture")
        if changed:
            yield told(f"{exercise.name}, written anew: {', '.join(changed)}.")
        for_therapist = _changed(known, exercise, _FOR_THE_THERAPIST)
        if for_therapist:
            yield noted(f"{exercise.name}, changed: {', '.join(for_therapist)}.")
    if before.keys() != exercises_by_id(new).keys():
        yield from _contained(before, exercises_by_id(new))


def _contained(before: dict[str, Exercise], after: dict[str, Exercise]) -> Iterator[Change]:
    for exercise_id in after.keys() - before.keys():
        yield noted(f"In the file, new: {after[exercise_id].name}.")
    for exercise_id in before.keys() - after.keys():
        yield noted(f"In the file, no longer: {before[exercise_id].name}.")


def _changed(before: Exercise, after: Exercise, names: dict[str, str]) -> list[str]:
    return [words for name, words in names.items() if getattr(before, name) != getattr(after, name)]


def reading_and_questions(old: Plan, new: Plan) -> Iterator[Change]:
    """Cards to read, questions of the therapist, and which measures are taken."""
    cards = [{card.id: card for card in plan.education} for plan in (old, new)]
    titles = [{name: sentence(card.title) for name, card in one.items()} for one in cards]
    yield from listed("To read", *titles)
    for name, card in cards[1].items():
        known = cards[0].get(name)
        if known is not None and not is_same(known, card) and known.title == card.title:
            yield told(f"To read, changed: {sentence(card.title)}")
    questions = [{ask.id: ask for ask in plan.check_ins} for plan in (old, new)]
    asked = [{name: ask.question for name, ask in one.items()} for one in questions]
    yield from listed("Question", *asked)
    for name, ask in questions[1].items():
        was = questions[0].get(name)
        if was is not None and not is_same(was, ask) and was.question == ask.question:
            yield told(f"To ask, with a new way to answer: {ask.question}")
    measures = [{one.measure: one.every_days for one in plan.outcomes} for plan in (old, new)]
    for measure in dict.fromkeys((*measures[0], *measures[1])):
        days = [one.get(measure) for one in measures]
        words = [f"every {one} days" if one else None for one in days]
        yield from became(f"Measure {measure}", *words, patient_sees=False)


def frame(old: Plan, new: Plan) -> Iterator[Change]:
    """What holds for the plan as a whole."""
    yield from became("Your plan's name", old.title, new.title)
    if old.progression.patient_may_step_up != new.progression.patient_may_step_up:
        may = "may now" if new.progression.patient_may_step_up else "may no longer"
        yield told(f"You {may} take a next step yourself where one is written.")
    yield from became("Units", old.units, new.units)
    yield from became("Country of the emergency numbers", old.region, new.region)
    for label, name in (
        ("Minutes there are", "time_budget_minutes"),
        ("Language", "locale"),
        ("Fitness", "fitness_note"),
        ("Version of the format", "schema_version"),
        ("Demonstration", "demo"),
        ("Kind of file", "kind"),
    ):
        yield from became(label, getattr(old, name), getattr(new, name), patient_sees=False)
