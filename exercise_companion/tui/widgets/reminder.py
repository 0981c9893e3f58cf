"""How an exercise is done, beside its running set: cues, stop signs, steps, what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.dose import Step
    from exercise_companion.core.views import ItemView


class Reminder(Vertical):
    """The therapist's words, short. What to do while working is not said in a rest.

    Args:
        item: the exercise.
        next_name: the exercise after it; may be empty.

    """

    def __init__(self, item: ItemView, next_name: str) -> None:
        super().__init__(id="reminder")
        self._item = item
        self._next_name = next_name

    def compose(self) -> ComposeResult:
        """Cues and stop signs first."""
        item = self._item
        with Card(classes="" if item.stop_signs else "-cues-only"):
            for cue in item.cues:
                yield Words(cue, classes="cue")
            for sign in item.stop_signs:
                yield Words(sign, classes="danger")
        if item.variant_instruction:
            yield Words(item.variant_instruction, classes="strong")
        for number, step in enumerate(item.steps, 1):
            yield Horizontal(Words(str(number), classes="title number"), Words(step), classes="row")
        if self._next_name:
            yield Words(f"After this: {self._next_name}", classes="soft gap")

    def follow(self, step: Step | None) -> None:
        """Say what a step needs."""
        self.set_class(step is not None and step.kind == "rest", "-resting")
