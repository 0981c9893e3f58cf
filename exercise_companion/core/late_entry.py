"""A session entered afterwards, exercise by exercise: what may be told, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from exercise_companion.core.records import SkipReason
    from exercise_companion.core.walk_prompts import AskWalk
    from exercise_companion.core.walk_questions import WalkAnswers

LateSource = Literal["late", "paper"]

OneSide = Literal["left", "right"]
BOTH: Final = "both"

SIDE_ASKED: Final = "Which side did you do?"
"""Asked of an exercise with sets on each side that was done in part: nothing else says it."""

SOURCES: Final[dict[LateSource, str]] = {"late": "from memory", "paper": "from paper"}

REASONS: Final[tuple[tuple[SkipReason | None, str], ...]] = (
    ("pain", "Pain"),
    ("tired", "Too tired"),
    ("no_time", "No time"),
    ("unclear", "Not clear how to do it"),
    ("equipment", "Something I need was missing"),
    ("advice", "I was told to leave it"),
    ("not_today", "Not that day"),
    (None, "I would rather not say"),
)
"""Why an exercise was not done, or not in full."""


@dataclass(frozen=True, slots=True)
class LateExercise:
    """An exercise that may be entered for a day."""

    item_id: str
    name: str
    dose: str
    """As the plan of that day asks it, in a few figures: "2 × 8, hold 3 s"."""
    sets: int
    """How many sets that is."""
    walk: AskWalk | None = None
    """What is asked about a walk or ride; None for any other exercise."""
    by_side: bool = False
    """Its sets are done on the left, then on the right: in part, it is asked which (H-13)."""


UNDER_A_SET: Final = "under 1 set"


@dataclass(frozen=True, slots=True)
class LateItem:
    """What is told of one exercise."""

    item_id: str
    sets: int | None = None
    """How many whole sets were done; None: as many as the plan asks."""
    begun: bool = True
    """Something of it was done; False: nothing at all."""
    reason: SkipReason | None = None
    """Why not, or not in full; None: not said, or done in full."""
    walk: WalkAnswers = ()
    """What was answered about a walk or ride; empty: nothing was."""
    side: OneSide | None = None
    """The only side it was done on; None: both sides, or it has none of its own (H-13)."""

    def in_words(self, exercise: LateExercise) -> str:
        """How it went in a few words: "done", "1 of 3 sets", "left 2 of 3", "not done"."""
        if not self.begun:
            return "not done"
        if self.side is not None:
            return f"{self.side} {self.sets} of {exercise.sets}"
        if self.sets is None or self.sets >= exercise.sets:
            return "done"
        if not self.sets:
            return UNDER_A_SET
        return f"{self.sets} of {exercise.sets} sets"

    def in_short(self, exercise: LateExercise) -> str:
        """The same for a narrow window: "done", "1 of 3", "in part", "left 2/3", "not done"."""
        if self.begun and self.side is not None:
            return f"{self.side} {self.sets}/{exercise.sets}"
        words = self.in_words(exercise)
        return "in part" if words == UNDER_A_SET else words.removesuffix(" sets")


def why(reason: SkipReason | None) -> str:
    """A reason in words."""
    return dict(REASONS)[reason]
