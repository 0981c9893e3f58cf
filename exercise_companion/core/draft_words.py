"""Names for what is in a draft, on the therapist's screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.draft import entries_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.library import Library


def item_name(item: JsonObject, names: Mapping[str, str]) -> str:
    """What the exercise of an item is called."""
    exercise = str(item.get("exercise", ""))
    return names.get(exercise, exercise)


def exercise_names(draft: Draft, library: Library) -> dict[str, str]:
    """The names of every exercise a draft can name, by id; the draft's own words win."""
    known = {exercise.id: exercise.name for exercise in library.exercises}
    held = entries_at(draft, ("exercises",))
    return known | {str(each.get("id")): str(each.get("name")) for each in held}
