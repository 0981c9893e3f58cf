"""Taking an answer back: one word is typed, then everything is asked again (SI-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from exercise_companion.core.clearing_prompts import MISTAKE_WORD, ConfirmMistake, MistakeTyped
from exercise_companion.core.prompts import Leave
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.typed_line import TypedLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class MistakeScreen(PromptScreen[ConfirmMistake]):
    """What taking back means, and the field for the word."""

    changes_alerts = True
    leave_text = "The lock stays, and its advice is shown again when you come back."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "back",
            "Back",
            key_display="Esc",
            id="mistake.back",
            tooltip="Back to the advice. The lock stays.",
        ),
    ]

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Pressed by mistake"

    @property
    def drawn_title(self) -> str:
        """What this is about."""
        return self.title_text

    def compose_body(self) -> ComposeResult:
        """What happens now, and the word."""
        first, *rest = self.prompt.lines
        yield Card(Words(first, classes="strong"), *(Words(line) for line in rest))
        yield TypedLine(id="word")

    def compose_actions(self) -> ComposeResult:
        """On, or back to the advice."""
        yield BigChoice("Ask me each one again", "Enter", id="again", classes="-primary")
        yield BigChoice("Back", "Esc", id="back")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#word", Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter after the word."""
        message.stop()
        self._give()

    def _give(self) -> None:
        word = self.query_one("#word", Input).value
        if word.strip():
            self.answer(MistakeTyped(word))
        else:
            self.show_fault("The word is missing.", f"Type {MISTAKE_WORD}, or go back with Esc.")

    def action_back(self) -> None:
        """Back to the advice; the lock stays."""
        self.answer(Leave())

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on a choice."""
        message.stop()
        if message.choice.id == "again":
            self._give()
        else:
            self.action_back()
