"""The questions about one exercise of a session done without the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.late_entry import REASONS, SIDE_ASKED
from exercise_companion.tui.widgets.choice_dialog import Choice, ChoiceDialog

if TYPE_CHECKING:
    from typing import TypeAlias

    from exercise_companion.core.records import LegSide, SkipReason

    Why: TypeAlias = SkipReason | Literal["not_said"]

How = Literal["done", "partly", "not"]

NOT_SAID: Final = "not_said"

WHY_KEYS: Final = "ptmcsadr"
"""The letter of each reason, in the order of `late_entry.REASONS`."""


def how_dialog(name: str) -> ChoiceDialog[How]:
    """How did it go?"""
    choices: tuple[Choice[How], ...] = (
        Choice("d", "Done as written", "done"),
        Choice("p", "In part", "partly"),
        Choice("n", "Not done", "not"),
    )
    return ChoiceDialog(name, choices, way_out="Back")


def side_dialog(name: str) -> ChoiceDialog[LegSide]:
    """Both sides, or one of them? (H-13)."""
    choices: tuple[Choice[LegSide], ...] = (
        Choice("b", "Both sides", "both"),
        Choice("l", "My LEFT side only", "left"),
        Choice("r", "My RIGHT side only", "right"),
    )
    return ChoiceDialog(f"{name}: {SIDE_ASKED}", choices, way_out="Back")


def sets_dialog(name: str, sets: int, *, most: int) -> ChoiceDialog[int]:
    """How many whole sets of those that were written?

    Args:
        name: of the exercise.
        sets: how many were written.
        most: how many can have been done: all only where it was one side.

    """
    written = "1 set" if sets == 1 else f"{sets} sets"
    choices = tuple(
        Choice(str(done), f"{done} of {written}" if done else "Less than 1 set", done)
        for done in range(most + 1)
    )
    return ChoiceDialog(f"How much of {name} did you do?", choices, way_out="Back")


def why_dialog(name: str) -> ChoiceDialog[Why]:
    """Why not, or not in full?"""
    choices: tuple[Choice[Why], ...] = tuple(
        Choice(key, words, NOT_SAID if reason is None else reason)
        for key, (reason, words) in zip(WHY_KEYS, REASONS, strict=True)
    )
    return ChoiceDialog(f"{name}: what was the reason?", choices, way_out="Back")
