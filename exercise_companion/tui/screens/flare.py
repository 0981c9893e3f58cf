"""The pain is well above the usual one: is it a flare-up? (clinical-spec 2.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.flare_question import (
    QUESTION,
    WHAT_FOLLOWS,
    WHAT_IT_IS,
    AskFlare,
    IsFlare,
)
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.screens.base_question import ANSWERS
from exercise_companion.tui.widgets.answer_line import AnswerLine
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.tui.widgets.big_choice import BigChoice


class FlareScreen(PromptScreen[AskFlare]):
    """Yes or no; neither is marked."""

    accepts_after: ClassVar[float] = 0.8
    leave_text = "You are asked again when you come back."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n",
            "give(False)",
            "No",
            id="flare.no",
            tooltip="No, this is no flare-up.",
            group=ANSWERS,
        ),
        Binding(
            "y",
            "give(True)",
            "Yes",
            id="flare.yes",
            tooltip="Yes, this is a flare-up.",
            group=ANSWERS,
        ),
    ]

    @property
    def title_text(self) -> str:
        """What it is about."""
        return "More pain than usual"

    def compose_body(self) -> ComposeResult:
        """The scores, the question, what it means, and what a yes leads to."""
        for line in self.prompt.numbers:
            yield Words(line)
        yield Headline(QUESTION, most=2, largest=1, classes="strong -yields")
        yield Words(WHAT_IT_IS, classes="question")
        yield AnswerLine("No", "N", id="no")
        yield AnswerLine("Yes", "Y", id="yes")
        yield Words(WHAT_FOLLOWS, classes="soft")

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on an answer."""
        message.stop()
        self.action_give(message.choice.id == "yes")

    def action_give(self, yes: bool) -> None:  # noqa: FBT001 - called by a key
        """Give the answer."""
        self.answer(IsFlare(yes=yes))
