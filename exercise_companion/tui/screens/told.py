"""Says what came of something the patient did, or that the rules have changed; read, then on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.prompts import Go
from exercise_companion.core.rules_version import RulesChanged
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ToldScreen(PromptScreen[Told | RulesChanged]):
    """One message and one way on."""

    accepts_after: ClassVar[float] = 0.8
    leave_text = "Nothing is lost. You can come back at any time."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="told.go_on", tooltip="I have read this."),
    ]

    @property
    def title_text(self) -> str:
        """That this is no question."""
        return "Please read this"

    def compose_body(self) -> ComposeResult:
        """The message."""
        with Card():
            yield Headline(self.prompt.title, most=2, classes="strong")
            for line in self.prompt.lines:
                yield Words(line, classes="gap")

    def compose_actions(self) -> ComposeResult:
        """One way on."""
        yield BigChoice("Go on", "Enter", id="go-on", classes="-primary", big="GO ON")

    def action_go_on(self) -> None:
        """It was read."""
        self.answer(Go())

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse."""
        message.stop()
        self.action_go_on()
