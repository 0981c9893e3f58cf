"""A session was interrupted: says where it was, and asks whether it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.going_on import FINISH, GO_ON, TITLE, AskGoOn
from exercise_companion.core.prompts import Go, Leave, Stop
from exercise_companion.tui.screens.base_hurting import HurtingScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.player_keys import HURTS_BINDINGS
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class GoOnScreen(HurtingScreen[AskGoOn]):
    """Go on, finish here, or leave it for now; nothing is lost by any of them."""

    accepts_after: ClassVar[float] = 0.4
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="go_on.go_on", tooltip="Go on where you were."),
        Binding(
            "f",
            "finish",
            FINISH,
            id="go_on.finish",
            tooltip="End the session here. What you did is kept.",
        ),
        Binding("t", "leave", "Back to Today", id="go_on.leave", tooltip="Back to Today."),
        *HURTS_BINDINGS,
    ]

    @property
    def title_text(self) -> str:
        """What this is about."""
        return TITLE

    @property
    def drawn_title(self) -> str:
        """What this is about."""
        return self.title_text

    def compose_body(self) -> ComposeResult:
        """Where it was, then what was done."""
        with Card():
            yield Words(self.prompt.where, classes="strong")
            yield Words(self.prompt.began, classes="soft")
        if self.prompt.done:
            with Card():
                yield Words("Done so far", classes="title")
                for line in self.prompt.done:
                    yield Words(line, classes=self.apart)

    def compose_actions(self) -> ComposeResult:
        """Go on, finish, or leave."""
        yield BigChoice(GO_ON, "Enter", id="go-on", classes="-primary", big="GO ON")
        yield BigChoice(FINISH, "F", id="finish")
        yield BigChoice("Back to Today", "T", id="leave")

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on a choice."""
        message.stop()
        actions = {
            "go-on": self.action_go_on,
            "finish": self.action_finish,
            "leave": self.action_leave,
        }
        actions[message.choice.id or ""]()

    def action_go_on(self) -> None:
        """Go on where it was."""
        self.answer(Go())

    def action_finish(self) -> None:
        """End it here: what is left is left out (rule PR-07)."""
        self.answer(Stop())

    def action_leave(self) -> None:
        """Back to Today; the session stays open."""
        self.answer(Leave())
