"""One exercise of a plan as it is shown: the plan's own texts, and its doses in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.core import pain
from exercise_companion.core.dose import brief, describe, item_seconds, spoken
from exercise_companion.core.dose_details import detail_sentences, whole, whole_spoken
from exercise_companion.core.next_step import HarderView
from exercise_companion.core.plan_parts import exercises_by_id
from exercise_companion.core.views import EasierView, ItemView
from exercise_companion.core.when_words import when_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.dose_words import Units
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import Dose, Exercise, Item, Program
    from exercise_companion.core.terms import ExercisePosition, Site, VariantKind

POSITIONS: Final[dict[ExercisePosition, str]] = {
    "supine": "Lying on your back",
    "prone": "Lying on your front",
    "side_lying": "Lying on your side",
    "sitting": "Sitting",
    "standing": "Standing",
    "kneeling": "Kneeling",
    "four_point": "On hands and knees",
    "other": "",
}
"""How the body is held, as the patient reads it."""

FLARE_DOSE: Final = "Your therapist wrote this dose for it."
"""How an exercise is done in a flare-up: as always, but for its dose (rule FL-2)."""

NO_DOSE: Final = "No dose yet"
"""What stands for the dose of an exercise whose dose is not written."""


def item_view(plan: Plan, item: Item, variant: VariantKind) -> ItemView:
    """One exercise of a plan, in the version that is being done."""
    exercise = exercises_by_id(plan)[item.exercise_of(variant)]
    other = item.version(variant)
    return replace(
        _view(exercise, item.dose_of(variant), plan.units, item_id=item.id),
        note=item.note or "",
        variant=variant,
        variant_instruction=FLARE_DOSE
        if variant == "flare"
        else other.instruction
        if other
        else "",
        easier=_easier(plan, item) if variant not in {"easier", "flare"} else None,
        often=when_words(item.when),
        limits=tuple(_own_limits(plan, item)),
    )


def exercise_view(exercise: Exercise) -> ItemView:
    """An exercise whose dose is not written yet, as far as it can be shown."""
    return _view(exercise, None, "metric", item_id=exercise.id)


def _view(exercise: Exercise, dose: Dose | None, units: Units, *, item_id: str) -> ItemView:
    """An exercise with its dose; what its item adds is not in it yet."""
    return ItemView(
        item_id=item_id,
        name=exercise.name,
        dose=describe(dose, units) if dose else NO_DOSE,
        brief_dose=brief(dose, units) if dose else NO_DOSE,
        spoken_dose=spoken(dose, units) if dose else NO_DOSE,
        minutes=item_seconds(dose) / 60 if dose else 0,
        purpose=exercise.purpose,
        position=POSITIONS[exercise.position],
        setup=exercise.setup,
        steps=exercise.steps,
        cues=exercise.cues,
        common_mistakes=exercise.common_mistakes,
        watch_for=exercise.watch_for,
        stop_signs=exercise.stop_signs,
        equipment=exercise.equipment,
        support_needed=exercise.support_needed or "",
        note="",
        alt_text=exercise.media.alt_text,
        variant="as_written",
        variant_instruction="",
        easier=None,
        details=detail_sentences(dose) if dose else "",
        spoken_details=detail_sentences(dose, aloud=True) if dose else "",
    )


def _own_limits(plan: Plan, item: Item) -> Iterator[str]:
    """What the therapist wrote for this exercise alone about pain: its limit, by site."""
    if item.pain_limit is not None and plan.kind == "prescription":
        facts, by_limit = pain.facts_of(plan), dict[int, list[str]]()
        for site in plan.sites:
            limit = facts.limits(site, item.pain_limit).limit
            by_limit.setdefault(limit, []).append(site_label(plan, site))
        for limit, labels in by_limit.items():
            yield f"{', '.join(labels)}: your pain limit for this exercise is {limit}."
    if item.ask_each_set:
        yield "Score your pain after each set."


def _easier(plan: Plan, item: Item) -> EasierView | None:
    down, names = item.modify_down, exercises_by_id(plan)
    if down is None:
        return None
    name, own = names[item.exercise_of("easier")].name, names[item.exercise].name
    return EasierView(
        down.instruction,
        whole(down.dose, plan.units),
        whole_spoken(down.dose, plan.units),
        name=name if name != own else "",
        criteria=down.criteria or "",
    )


def harder_view(plan: Plan, item: Item) -> HarderView | None:
    """The next step as the therapist wrote it; None where none was written."""
    up = item.modify_up
    if up is None:
        return None
    return HarderView(
        name=exercises_by_id(plan)[item.exercise_of("harder")].name,
        instruction=up.instruction,
        dose=whole(up.dose, plan.units),
        spoken_dose=whole_spoken(up.dose, plan.units),
        criteria=up.criteria or "",
    )


def site_label(program: Program, site: Site) -> str:
    """The site in words: "Back", "Left leg", "Legs"."""
    side = program.pain_sides.get(site)
    if side == "both":
        return {"leg": "Legs"}.get(site, f"{site.capitalize()}, both sides")
    return f"{side.capitalize()} {site}" if side else site.capitalize()
