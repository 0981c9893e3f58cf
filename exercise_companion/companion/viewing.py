"""Turns the prescription into what the interfaces show: its texts, none of our own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.catalogue import figures
from exercise_companion.core.dose import describe, spoken
from exercise_companion.core.item_views import item_view
from exercise_companion.core.next_step import HarderView

if TYPE_CHECKING:
    from datetime import date, datetime

    from exercise_companion.core.program import Item, Program
    from exercise_companion.core.terms import Site, VariantKind
    from exercise_companion.core.views import ItemView

DAY_NAMES: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip


def pictured_view(program: Program, item: Item, variant: VariantKind) -> ItemView:
    """Like `item_view`, with the movement as a picture. A figure nobody knows is left out."""
    exercise = program.exercise(item.exercise_of(variant))
    dose = item.dose_of(variant)
    return replace(
        item_view(program, item, variant),
        figure=figures.find(exercise.media.figure),
        tempo=dose.tempo if dose.type == "reps" else None,
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


def day_words(day: date) -> str:
    """A date as the patient reads it: "22 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def date_words(day: date) -> str:
    """A day as the header shows it: "Sunday 22 November"."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {day:%B}"


def moment_words(local: datetime) -> str:
    """A moment as the patient says it: "Sunday 22 November, 09:12"."""
    return f"{date_words(local.date())}, {local:%H:%M}"
