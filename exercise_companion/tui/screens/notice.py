"""Says what a rule asks for now, in the rule's words, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.cues import of_notice
from exercise_companion.core.prompts import Go, ShowNotice, UseEasier
from exercise_companion.tui.screens.base import Cued
from exercise_companion.tui.screens.base_hurting import HurtingScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.player_keys import HURTS_BINDINGS
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class NoticeScreen(HurtingScreen[ShowNotice]):
    """A rule spoke: "Stop this one." It offers only what the therapist wrote (H-17)."""

    accepts_after: ClassVar[float] = 0.8
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="notice.go_on", tooltip="I have read this."),
        Binding(
            "enter",
            "leave_it",
            "Leave this exercise",
            id="notice.leave_it",
            tooltip="Leave this exercise for today.",
        ),
        Binding(
            "e",
            "easier",
            "Easier version",
            id="notice.easier",
            tooltip="Do the easier version your therapist wrote.",
        ),
        *HURTS_BINDINGS,
    ]

    @property
    def title_text(self) -> str:
        """That this is no question."""
        return "Please read this"

    def compose_body(self) -> ComposeResult:
        """The rule's words, large, and the numbers behind them."""
        with Card(classes="-caution"):
            yield Headline(self.prompt.title, most=2, classes="strong caution")
            for line in self.prompt.lines:
                yield Words(line, classes="gap")
        if self.prompt.because:
            yield Words(f"You see this because: {self.prompt.because}", classes="soft")

    def on_mount(self) -> None:
        """Read it out, where that is wished."""
        self.post_message(Cued(of_notice(self.prompt)))

    def compose_actions(self) -> ComposeResult:
        """Go on, or do the easier version."""
        offers = self.prompt.offers_easier
        label, big = ("Leave this exercise", "LEAVE") if offers else ("Go on", "GO ON")
        yield BigChoice(label, "Enter", id="go_on", classes="-primary", big=big)
        if offers:
            yield BigChoice("Do the easier version", "E", id="easier", big="EASIER")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """The easier version is there only when it is offered; to go on is then to leave it.

        Where the session is over it is not asked where it hurts: the questions come.
        """
        if action in {"easier", "leave_it"}:
            return self.prompt.offers_easier
        if action == "hurts":
            return self.prompt.may_hurt
        return action != "go_on" or not self.prompt.offers_easier

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        if event.choice.id == "easier":
            self.action_easier()
        else:
            self.action_go_on()

    def action_go_on(self) -> None:
        """The notice was read."""
        self.answer(Go())

    def action_leave_it(self) -> None:
        """The easier version is not wanted."""
        self.answer(Go())

    def action_easier(self) -> None:
        """Do the easier version."""
        self.answer(UseEasier())
