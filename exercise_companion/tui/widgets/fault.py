"""The message that says what could not be done, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from textual.containers import Vertical

from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.words import Words


class FaultRow(Vertical):
    """Keeps the message above what scrolls, as wide as that."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be done."""

    what_happened: str
    what_to_do: str
    at: str = ""
    """The id of what is to be mended; empty where that is not on the screen."""

    def card(self) -> Card:
        """It as it is shown."""
        return Card(
            Words(self.what_happened, classes="strong danger"),
            Words(self.what_to_do),
            id="fault",
            classes="-danger",
        )
