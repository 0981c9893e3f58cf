"""Shows what was done in a session, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.prompts import Go, ShowSummary
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Enlargement
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class SummaryScreen(PromptScreen[ShowSummary]):
    """The end of a session in words: no praise for pain, no blame for gaps (SI-19)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", "Back to Today", id="summary.close", tooltip="Back to Today."),
    ]

    @property
    def title_text(self) -> str:
        """What this is."""
        return "This session"

    @property
    def right_text(self) -> str:
        """That nothing is lost."""
        return "saved"

    def compose_body(self) -> ComposeResult:
        """What was done, the pain, what comes next."""
        summary = self.prompt.summary
        yield Enlargement("Saved", classes="title -parted")
        yield from _card("Done today", summary.lines)
        yield from _card("Your pain", summary.pain)
        yield from _card("What comes next", summary.next_lines, classes="-last")

    def compose_actions(self) -> ComposeResult:
        """The one way on."""
        yield BigChoice("Back to Today", "Enter", id="close", classes="-primary", big="TODAY")

    def on_big_choice_chosen(self) -> None:
        """The mouse."""
        self.action_close()

    def action_close(self) -> None:
        """It was read."""
        self.answer(Go())


def _card(title: str, lines: tuple[str, ...], classes: str = "") -> ComposeResult:
    if lines:
        words = (Words(line) for line in lines)
        yield Card(Words(title, classes="title"), *words, classes=classes)
