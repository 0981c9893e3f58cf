"""An exercise with its movement as a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exercise_companion.catalogue import figures
from exercise_companion.core.item_views import item_view

if TYPE_CHECKING:
    from exercise_companion.core.program import Item, Program
    from exercise_companion.core.terms import VariantKind
    from exercise_companion.core.views import ItemView


def pictured_view(program: Program, item: Item, variant: VariantKind) -> ItemView:
    """Like `item_view`, with the movement as a picture. A figure nobody knows is left out."""
    exercise = program.exercise(item.exercise_of(variant))
    dose = item.dose_of(variant)
    return replace(
        item_view(program, item, variant),
        figure=figures.find(exercise.media.figure),
        tempo=dose.tempo if dose.type == "reps" else None,
    )
