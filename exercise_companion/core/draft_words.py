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


def phase_words(draft: Draft, phase: int) -> str:
    """Which phase it is, by its title; a single one without a title is the program.

    Args:
        draft: where it is.
        phase: from 0.

    """
    phases = entries_at(draft, ("phases",))
    title = phases[phase].get("title") if phase < len(phases) else None
    name = title if isinstance(title, str) else ""
    if len(phases) <= 1:
        return name or "The program"
    return ": ".join(part for part in (f"Phase {phase + 1} of {len(phases)}", name) if part)


def phase_gone(one: Draft, other: Draft) -> str:
    """The first phase that only one of two drafts has; nothing where both have as many."""
    fewer, more = sorted((one, other), key=lambda draft: len(entries_at(draft, ("phases",))))
    left, held = (entries_at(draft, ("phases",)) for draft in (fewer, more))
    if len(left) == len(held):
        return ""
    at = next((n for n, (mine, its) in enumerate(zip(left, held, strict=False)) if mine != its), -1)
    return phase_words(more, at if at >= 0 else len(left))


def exercise_names(draft: Draft, library: Library) -> dict[str, str]:
    """The names of every exercise a draft can name, by id; the draft's own words win."""
    known = {exercise.id: exercise.name for exercise in library.exercises}
    held = entries_at(draft, ("exercises",))
    return known | {str(each.get("id")): str(each.get("name")) for each in held}
