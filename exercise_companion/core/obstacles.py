"""What got in the way of exercising: asked kindly where little was done (rule TR-7, SI-19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Obstacle = Literal["pain", "no_time", "unclear", "mood", "other", "not_said"]
"""The reasons of clinical-spec 2.5, and the right to give none."""

OBSTACLES: Final[Mapping[Obstacle, tuple[str, str]]] = {
    "pain": ("p", "Pain"),
    "no_time": ("m", "No time"),
    "unclear": ("c", "Not clear how to do it"),
    "mood": ("f", "I did not feel like it"),
    "other": ("o", "Something else"),
    "not_said": ("r", "I'd rather not say"),
}
"""The key of each answer, and its words."""

QUESTION: Final = "What got in the way?"

ASKED_EVERY_DAYS: Final = 14
"""Not more often than the days it looks back on. Our decision, needs sign-off."""


@dataclass(frozen=True, slots=True)
class AskObstacle:
    """Little was done: what got in the way? Replies: HeldBack, Leave."""

    done: int
    planned: int

    @property
    def lines(self) -> tuple[str, ...]:
        """What the record shows, and who reads the answer; no blame (SI-19)."""
        days = "1 planned day" if self.planned == 1 else f"{self.planned} planned days"
        return (
            f"In the last two weeks you exercised on {self.done} of {days}.",
            "Your answer is kept in the report for your therapist. The session comes next.",
        )


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What got in the way."""

    reason: Obstacle


@dataclass(frozen=True, slots=True)
class ObstacleRecord:
    """What was said to have got in the way, and of how much."""

    done: int
    """Days of the two weeks on which something was done."""
    planned: int
    """Days of them with exercises planned and nothing against it."""
    reason: Obstacle
