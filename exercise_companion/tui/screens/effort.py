"""Asks how hard the session was, from 0 to 10."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.prompts import AskEffort, Effort
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.pain_scale import EFFORT, NumberScale
from exercise_companion.tui.widgets.scale_keys import SCALE_BINDINGS, ScaleKeys
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class EffortScreen(ScaleKeys, PromptScreen[AskEffort]):
    """How hard it was (CR10). It may be left out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="effort.keep", tooltip="Keep the number chosen."),
        *SCALE_BINDINGS,
        Binding("k", "skip", "Skip", id="effort.skip", tooltip="Give no number."),
    ]

    def __init__(self, prompt: AskEffort) -> None:
        super().__init__(prompt)
        self._scale = NumberScale(EFFORT)

    @property
    def title_text(self) -> str:
        """What is asked."""
        return "After the session"

    @property
    def scale(self) -> NumberScale:
        """The one scale."""
        return self._scale

    def compose_body(self) -> ComposeResult:
        """The question and the scale."""
        yield Words("How hard was it?", classes="strong question")
        yield Card(self._scale, Words("", id="note", classes="strong"), classes="site")

    def compose_actions(self) -> ComposeResult:
        """Keep or skip."""
        yield BigChoice("Keep", "Enter", id="keep", classes="-primary -waiting", big="KEEP")
        yield BigChoice("Skip", "K", id="skip")

    def on_number_scale_chosen(self, event: NumberScale.Chosen) -> None:
        """A number was chosen; it does not count yet."""
        self.query_one("#note", Words).say(f"You chose {EFFORT.meaning(event.number)}.")
        keep = self.query_one("#keep", BigChoice)
        keep.relabel(f"Keep {event.number}", "Enter", big=f"KEEP {event.number}")
        keep.remove_class("-waiting")

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        if event.choice.id == "skip":
            self.action_skip()
        else:
            self.action_keep()

    def action_keep(self) -> None:
        """Answer with the number, when there is one."""
        if self._scale.chosen is None:
            self.query_one("#note", Words).say("Choose a number from 0 to 10 first.")
        else:
            self.answer(Effort(self._scale.chosen))

    def action_skip(self) -> None:
        """No number."""
        self.answer(Effort(None))
