"""Finding an exercise by any words of what it is: name, body part, position, equipment, kind."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.core.library import LibraryExercise
    from exercise_companion.core.terms import ExercisePosition

POSITION_WORDS: Final[dict[ExercisePosition, str]] = {
    "supine": "lying on the back",
    "prone": "lying on the front",
    "side_lying": "lying on the side",
    "sitting": "sitting",
    "standing": "standing",
    "kneeling": "kneeling",
    "four_point": "hands and knees",
    "other": "",
}
"""How the body is held, as a therapist says it."""

_WORD: Final = re.compile(r"[a-z0-9]+")


def matching(exercises: Iterable[LibraryExercise], words: str) -> tuple[LibraryExercise, ...]:
    """The exercises that every typed word fits, those whose name it begins first.

    A word fits when something of the exercise begins with it. Nothing typed: all of them, in the
    library's order.
    """
    wanted = _WORD.findall(words.casefold())
    found = [one for one in exercises if all(_fits(word, _all_words(one)) for word in wanted)]
    return tuple(sorted(found, key=lambda one: _rank(one, wanted)))


def exercise_named(exercises: Iterable[LibraryExercise], typed: str) -> LibraryExercise | None:
    """The exercise of that id or name, however its letters and blanks are typed."""
    wanted = " ".join(typed.casefold().split())
    return next((one for one in exercises if wanted in {one.id, one.name.casefold()}), None)


def meant_by(exercises: Iterable[LibraryExercise], typed: str) -> tuple[str, ...]:
    """The ids of exercises whose id or name is near to what was typed."""
    wanted, ids = " ".join(typed.casefold().split()), dict[str, str]()
    for one in exercises:
        ids |= {one.id: one.id, one.name.casefold(): one.id}
    near = [name for name in ids if wanted and name.startswith(wanted)]
    near += get_close_matches(wanted, ids, n=MOST_NAMES)
    return tuple(dict.fromkeys(ids[name] for name in near))[:MOST_NAMES]


MOST_NAMES: Final = 3
"""So many are named where none is called so."""


def needs_words(exercise: LibraryExercise) -> str:
    """What is needed, in a few words."""
    return ", ".join(exercise.equipment) or "no equipment"


def facts(exercise: LibraryExercise) -> str:
    """What an exercise is, in one line; every word of it can be searched for."""
    parts = (part.replace("_", " ") for part in exercise.body_parts)
    kind = exercise.category.replace("_", " ")
    position = POSITION_WORDS[exercise.position]
    told = (kind, ", ".join(parts), position, needs_words(exercise))
    return " · ".join(part for part in told if part)


def _fits(word: str, others: list[str]) -> bool:
    return any(other.startswith(word) for other in others)


def _all_words(exercise: LibraryExercise) -> list[str]:
    told = f"{exercise.name} {exercise.id} {exercise.position} {facts(exercise)}"
    return _WORD.findall(told.casefold().replace("_", " "))


def _rank(exercise: LibraryExercise, wanted: list[str]) -> int:
    """0 where the name begins so, 1 where a word of it does, 2 for the rest."""
    if not wanted:
        return 0
    name = _WORD.findall(exercise.name.casefold())
    if _fits(wanted[0], name[:1]):
        return 0
    return 1 if _fits(wanted[0], name) else 2
