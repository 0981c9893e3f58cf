"""The exercise library as lines of text: a list to choose from, one exercise in full."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exercise_companion.core.library import LibraryExercise, OtherVersion

NO_SOURCE: Final = "none named. Choice and words: our decision, needs sign-off."

WIDTH: Final = 80
"""Columns of the narrowest terminal that therapists use."""


def list_lines(exercises: Iterable[LibraryExercise]) -> list[str]:
    """One line an exercise, in columns: id, name, position, category."""
    rows = [(each.id, each.name, each.position, each.category) for each in exercises]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def exercise_lines(exercise: LibraryExercise) -> list[str]:
    """One exercise in full: the words of the patient first, then what only a therapist needs."""
    return [
        f"{exercise.name} ({exercise.id})",
        f"{exercise.category} · {exercise.position} · {', '.join(exercise.body_parts)}",
        *_block("Purpose", [exercise.purpose]),
        *_block("Setup", [exercise.setup]),
        *_block("Steps", [f"{n}. {step}" for n, step in enumerate(exercise.steps, start=1)]),
        *_block("Cues", exercise.cues),
        *_block("Common mistakes", exercise.common_mistakes),
        *_block("Watch for", exercise.watch_for),
        *_block("Stop signs", exercise.stop_signs),
        *_block("Picture in words", [exercise.alt_text]),
        *_block("Needs", _needs(exercise)),
        *_block("For your plan", _for_the_plan(exercise)),
    ]


def _block(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A title and what stands under it, after an empty line; nothing at all without lines."""
    below = [part for line in lines for part in _wrapped(line)]
    if below:
        yield from ("", title, *below)


def _wrapped(line: str) -> list[str]:
    """A line cut to the width of a terminal; what goes on is set in further."""
    return wrap(line, WIDTH, initial_indent="  ", subsequent_indent="     ")


def _needs(exercise: LibraryExercise) -> Iterator[str]:
    if exercise.equipment:
        yield ", ".join(exercise.equipment)
    yield from (line for line in (exercise.space, exercise.support_needed) if line)
    if exercise.helper_needed != "none":
        yield f"Helper: {exercise.helper_needed}"


def _for_the_plan(exercise: LibraryExercise) -> Iterator[str]:
    yield f"Side in the dose: {exercise.side}"
    yield f"Contraindications: {', '.join(exercise.contraindications) or 'none listed'}"
    yield from _version("Easier", exercise.easier)
    yield from _version("Harder", exercise.harder)
    yield f"Source: {exercise.source or NO_SOURCE}"


def _version(title: str, version: OtherVersion | None) -> Iterator[str]:
    if version is not None:
        named = f" ({version.exercise})" if version.exercise else ""
        yield f"{title}: {version.words}{named}"
