"""Asks why the session was stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from exercise_companion.core.prompts import AskStopReason, Back, StoppedBecause
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.answer_line import AnswerLine
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.records import StopReason
    from exercise_companion.tui.widgets.big_choice import BigChoice

_REASONS: Final[dict[str, tuple[str, StopReason]]] = {
    "p": ("Pain", "pain"),
    "t": ("Too tired", "tired"),
    "m": ("No more time", "no_time"),
    "u": ("I feel unwell", "unwell"),
    "o": ("Something else", "other"),
}

GO_ON: Final = "I did not mean to stop: go on"


class StopReasonScreen(PromptScreen[AskStopReason]):
    """Stopping needs no reason to be allowed; the therapist learns from it (rule PR-07)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"because('{key}')", label, id=f"stop.{reason}", tooltip=f"{label}.")
            for key, (label, reason) in _REASONS.items()
        ),
        Binding("g", "go_on", "Go on", id="stop.go_on", tooltip=f"{GO_ON}."),
    ]

    @property
    def title_text(self) -> str:
        """What has happened."""
        return "You stopped the session"

    def compose_body(self) -> ComposeResult:
        """The question and its answers, one a line."""
        yield Words("What was done is saved.", classes="soft question")
        yield Headline("Why did you stop?", largest=1, classes="strong question -yields")
        for key, (label, _) in _REASONS.items():
            yield AnswerLine(label, key, id=f"because-{key}")
        yield AnswerLine(GO_ON, "g", id="go-on", short="Go on")

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        if event.choice.id == "go-on":
            self.action_go_on()
        else:
            self.action_because((event.choice.id or "").removeprefix("because-"))

    def action_because(self, key: str) -> None:
        """Answer with the reason of this letter."""
        self.answer(StoppedBecause(_REASONS[key][1]))

    def action_go_on(self) -> None:
        """It was not meant: back to the exercise."""
        self.answer(Back())
