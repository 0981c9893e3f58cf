"""One exercise of a plan as it is shown: the plan's own texts, and its doses in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.dose import brief, describe, item_seconds, spoken
from exercise_companion.core.next_step import HarderView
from exercise_companion.core.plan_parts import exercises_by_id
from exercise_companion.core.views import EasierView, ItemView

if TYPE_CHECKING:
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

NO_DOSE: Final = "No dose yet"
"""What stands for the dose of an exercise whose dose is not written."""


def item_view(plan: Plan, item: Item, variant: VariantKind) -> ItemView:
    """One exercise of a plan, in the version that is being done."""
    exercise = exercises_by_id(plan)[item.exercise_of(variant)]
    other = item.version(variant)
    return _view(
        exercise,
        item.dose_of(variant),
        plan.units,
        item_id=item.id,
        note=item.note or "",
        variant=variant,
        instruction=other.instruction if other else "",
        easier=_easier(plan, item) if variant != "easier" else None,
    )


def exercise_view(exercise: Exercise) -> ItemView:
    """An exercise whose dose is not written yet, as far as it can be shown."""
    return _view(exercise, None, "metric", item_id=exercise.id)


def _view(  # noqa: PLR0913 - what an item adds to its exercise
    exercise: Exercise,
    dose: Dose | None,
    units: Units,
    *,
    item_id: str,
    note: str = "",
    variant: VariantKind = "as_written",
    instruction: str = "",
    easier: EasierView | None = None,
) -> ItemView:
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
        note=note,
        alt_text=exercise.media.alt_text,
        variant=variant,
        variant_instruction=instruction,
        easier=easier,
    )


def _easier(plan: Plan, item: Item) -> EasierView | None:
    down = item.modify_down
    if down is None:
        return None
    return EasierView(
        down.instruction, describe(down.dose, plan.units), spoken(down.dose, plan.units)
    )


def harder_view(program: Program, item: Item) -> HarderView | None:
    """The next step as the therapist wrote it; None where none was written."""
    up = item.modify_up
    if up is None:
        return None
    return HarderView(
        name=program.exercise(item.exercise_of("harder")).name,
        instruction=up.instruction,
        dose=describe(up.dose, program.units),
        spoken_dose=spoken(up.dose, program.units),
        criteria=up.criteria or "",
    )


def site_label(program: Program, site: Site) -> str:
    """The site in words: "Back", "Left leg", "Legs"."""
    side = program.pain_sides.get(site)
    if side == "both":
        return {"leg": "Legs"}.get(site, f"{site.capitalize()}, both sides")
    return f"{side.capitalize()} {site}" if side else site.capitalize()
