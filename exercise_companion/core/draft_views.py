"""An item of a draft as the patient will see it, as far as it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from pydantic import TypeAdapter, ValidationError

from exercise_companion.core.dose_details import rest_words
from exercise_companion.core.dose_words import brief, describe
from exercise_companion.core.draft import Draft, entries_at, value_at
from exercise_companion.core.item_views import NO_DOSE, exercise_view, item_view
from exercise_companion.core.preview import day_with
from exercise_companion.core.program import Dose, Exercise, Frequency
from exercise_companion.core.when_words import when_words

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.library import Library
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.preview import DayWith
    from exercise_companion.core.views import ItemView

    Read: TypeAlias = "str | int | float | bool | tuple[Read, ...] | dict[str, Read] | None"

_DOSE: TypeAdapter[Dose] = TypeAdapter(Dose)


def dose_in_figures(dose: JsonValue) -> str:
    """A dose in figures; that there is none yet where it is not finished."""
    try:
        return brief(_DOSE.validate_python(_as_read(dose)))
    except ValidationError:
        return NO_DOSE


def days_in_words(item: JsonObject) -> str:
    """On which days an item is due, how often and when; nothing where that cannot be read."""
    try:
        return when_words(Frequency.model_validate(_as_read(item.get("when") or {})))
    except ValidationError:
        return ""


def rest_in_words(dose: JsonValue) -> str:
    """The rest between the sets of a dose: "rest 30 s"; nothing where there is none."""
    try:
        return rest_words(_DOSE.validate_python(_as_read(dose)))
    except ValidationError:
        return ""


def effort_in_words(dose: JsonValue) -> str:
    """How hard a dose is meant to feel: "effort 3 to 4"; nothing where none is said."""
    try:
        read = _DOSE.validate_python(_as_read(dose))
    except ValidationError:
        return ""
    whole = describe(read).split(", ")[-1] if read.intensity is not None else ""
    return whole.removesuffix(" out of 10")


def view_in_draft(
    draft: Draft, plan: Plan | None, phase: int, number: int, library: Library
) -> ItemView | None:
    """The item as the patient gets it; without a dose where that is not written yet.

    Args:
        draft: where the item is.
        plan: what could be read of the draft.
        phase: from 0.
        number: of the item in its phase, from 0.
        library: holds the exercises that the draft only names.

    """
    item = value_at(draft, ("phases", phase, "items", number))
    if not isinstance(item, dict):
        return None
    phase_id = value_at(draft, ("phases", phase, "id"))
    return _whole(plan, phase_id, item) or _bare(draft, item, library)


def day_in_draft(
    draft: Draft, plan: Plan | None, phase: int, number: int, today: date
) -> DayWith | None:
    """The patient's next day that has the item; None where none is known.

    Args:
        draft: where the item is.
        plan: what could be read of the draft.
        phase: from 0.
        number: of the item in its phase, from 0.
        today: the day it is looked at.

    """
    ids = (("phases", phase, "id"), ("phases", phase, "items", number, "id"))
    phase_id, item_id = (value_at(draft, path) for path in ids)
    if plan is None or not isinstance(phase_id, str) or not isinstance(item_id, str):
        return None
    return day_with(plan, phase_id, item_id, today)


def figure_in_draft(draft: Draft, phase: int, number: int, library: Library) -> str | None:
    """The id of the figure of an item's exercise; None where it has none.

    Args:
        draft: where the item is.
        phase: from 0.
        number: of the item in its phase, from 0.
        library: holds the exercises that the draft only names.

    """
    name = value_at(draft, ("phases", phase, "items", number, "exercise"))
    own = [one for one in entries_at(draft, ("exercises",)) if one.get("id") == name]
    if own:
        figure = value_at(Draft(own[0]), ("media", "figure"))
        return figure if isinstance(figure, str) else None
    return next((one.figure for one in library.exercises if one.id == name), None)


def _whole(plan: Plan | None, phase_id: JsonValue, item: JsonObject) -> ItemView | None:
    for each in plan.phases if plan is not None else ():
        for found in each.items if each.id == phase_id else ():
            if found.id == item.get("id") and plan is not None:
                tempo = found.dose.tempo if found.dose.type == "reps" else None
                return replace(item_view(plan, found, "as_written"), tempo=tempo)
    return None


def _bare(draft: Draft, item: JsonObject, library: Library) -> ItemView | None:
    name = item.get("exercise")
    own = [one for one in entries_at(draft, ("exercises",)) if one.get("id") == name]
    known = [one.in_program() for one in library.exercises if one.id == name]
    for exercise in (*own, *known):
        try:
            return exercise_view(Exercise.model_validate(_as_read(exercise)))
        except ValidationError:
            continue
    return None


def _as_read(value: JsonValue) -> Read:
    """A tree as the strict models take it from Python: lists are tuples."""
    if isinstance(value, dict):
        return {name: _as_read(inner) for name, inner in value.items()}
    return tuple(map(_as_read, value)) if isinstance(value, list) else value
