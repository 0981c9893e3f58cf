"""The questions about one exercise of a session done without the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.late_entry import REASONS
from exercise_companion.tui.widgets.choice_dialog import Choice, ChoiceDialog

if TYPE_CHECKING:
    from typing import TypeAlias

    from exercise_companion.core.records import SkipReason

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


def sets_dialog(name: str, sets: int) -> ChoiceDialog[int]:
    """How many whole sets, fewer than were written?"""
    choices = tuple(
        Choice(str(done), f"{done} of {sets} sets" if done else "Less than 1 set", done)
        for done in range(sets)
    )
    return ChoiceDialog(f"How much of {name} did you do?", choices, way_out="Back")


def why_dialog(name: str) -> ChoiceDialog[Why]:
    """Why not, or not in full?"""
    choices: tuple[Choice[Why], ...] = tuple(
        Choice(key, words, NOT_SAID if reason is None else reason)
        for key, (reason, words) in zip(WHY_KEYS, REASONS, strict=True)
    )
    return ChoiceDialog(f"{name}: what was the reason?", choices, way_out="Back")
