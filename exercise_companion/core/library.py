"""What the exercise library is made of: movements in words, from which a therapist chooses.

The library holds no dose: how much and how often is for the therapist to write. Which risk facts
speak against a movement is our decision, needs sign-off. The data is shipped in `catalogue/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.terms import (
        ExerciseCategory,
        ExercisePosition,
        HelperNeeded,
        RiskCode,
        Side,
    )

BodyPart = Literal[
    "back",
    "tummy",
    "hip",
    "leg",
    "knee",
    "ankle",
    "shoulder",
    "arm",
    "balance",
    "heart_and_lungs",
    "breathing",
    "whole_body",
]
"""What an exercise is for, as a therapist looks for it."""

BODY_PARTS: Final[tuple[BodyPart, ...]] = get_args(BodyPart)


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """An easier or a harder way, in words; never a dose."""

    words: str
    exercise: str | None
    """The exercise of the library that is that way; None where it is the same one."""


@dataclass(frozen=True, slots=True)
class LibraryExercise:
    """One movement: what it is and how it is done (clinical-spec 3.2, exercise level)."""

    id: str
    name: str
    category: ExerciseCategory
    body_parts: tuple[BodyPart, ...]
    position: ExercisePosition
    side: Side
    """The side a dose has to name for these words to be true (V-13)."""
    purpose: str
    setup: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    common_mistakes: tuple[str, ...]
    watch_for: tuple[str, ...]
    stop_signs: tuple[str, ...]
    equipment: tuple[str, ...]
    space: str | None
    support_needed: str | None
    helper_needed: HelperNeeded
    contraindications: tuple[RiskCode, ...]
    """Risk facts that speak against it (V-18). Our decision, needs sign-off."""
    easier: OtherVersion | None
    harder: OtherVersion | None
    alt_text: str
    """Start, movement and end in plain words."""
    figure: str
    """The figure that shows it; named as the exercise is."""
    source: str | None
    """Where the kind of exercise comes from; None where clinical-spec 4 names nothing."""

    def in_program(self) -> dict[str, JsonValue]:
        """The exercise as a program file takes it, ready to paste; empty fields are left out."""
        fields: dict[str, JsonValue] = {
            "id": self.id,
            "name": self.name,
            "category": self.category,
            "purpose": self.purpose,
            "position": self.position,
            "setup": self.setup,
            "steps": list(self.steps),
            "cues": list(self.cues),
            "common_mistakes": list(self.common_mistakes),
            "watch_for": list(self.watch_for),
            "stop_signs": list(self.stop_signs),
            "equipment": list(self.equipment),
            "space": self.space,
            "support_needed": self.support_needed,
            "helper_needed": self.helper_needed,
            "contraindications": list(self.contraindications),
            "media": {"alt_text": self.alt_text, "figure": self.figure},
        }
        return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a therapist looks for; None is anything."""

    body_part: BodyPart | None = None
    position: ExercisePosition | None = None
    category: ExerciseCategory | None = None
    equipment: str | None = None
    """A word of what is needed ("chair"), in any case; "none" for what needs nothing."""

    def fits(self, exercise: LibraryExercise) -> bool:
        """Whether the exercise is all that is wanted."""
        return (
            (self.body_part is None or self.body_part in exercise.body_parts)
            and (self.position is None or self.position == exercise.position)
            and (self.category is None or self.category == exercise.category)
            and (self.equipment is None or needs(exercise, self.equipment))
        )


NO_EQUIPMENT: Final = "none"


def needs(exercise: LibraryExercise, thing: str) -> bool:
    """Whether an exercise needs a thing, by a word of its name; "none" is that it needs nothing."""
    wanted = thing.strip().casefold()
    if wanted == NO_EQUIPMENT:
        return not exercise.equipment
    return any(wanted in named.casefold() for named in exercise.equipment)


@dataclass(frozen=True, slots=True)
class Library:
    """Every exercise, by position, as a therapist reads through them."""

    version: str
    exercises: tuple[LibraryExercise, ...]

    def exercise(self, exercise_id: str) -> LibraryExercise:
        """The exercise of that id.

        Raises:
            KeyError: the library has no such exercise.

        """
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        raise KeyError(exercise_id)

    def all_that_fit(self, wanted: Wanted) -> Iterator[LibraryExercise]:
        """The exercises that are all that is wanted, in the library's order."""
        return (exercise for exercise in self.exercises if wanted.fits(exercise))

    def equipment(self) -> tuple[str, ...]:
        """Everything that any exercise needs, in the order of the alphabet."""
        return tuple(sorted({thing for each in self.exercises for thing in each.equipment}))
