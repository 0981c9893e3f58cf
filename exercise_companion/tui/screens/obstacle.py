"""Little was done: what got in the way? (rule TR-7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.obstacles import OBSTACLES, QUESTION, AskObstacle, HeldBack
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.answer_line import AnswerLine
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.obstacles import Obstacle
    from exercise_companion.tui.widgets.big_choice import BigChoice


class ObstacleScreen(PromptScreen[AskObstacle]):
    """Six answers, none of them marked; one of them says nothing."""

    leave_text = "You are asked again when you come back."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"give({reason!r})", label, id=f"obstacle.{reason}", tooltip=f"{label}.")
        for reason, (key, label) in OBSTACLES.items()
    ]

    @property
    def title_text(self) -> str:
        """What it is about."""
        return "The last two weeks"

    def compose_body(self) -> ComposeResult:
        """What the record shows, the question, its answers, one a line."""
        shown, what_becomes_of_it = self.prompt.lines
        yield Words(shown, classes="question")
        yield Headline(QUESTION, most=2, largest=1, classes="strong question -yields")
        for reason, (key, label) in OBSTACLES.items():
            yield AnswerLine(label, key, id=reason.replace("_", "-"))
        yield Words(what_becomes_of_it, classes="soft")

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        event.stop()
        for reason in OBSTACLES:
            if reason.replace("_", "-") == event.choice.id:
                self.action_give(reason)

    def action_give(self, reason: Obstacle) -> None:
        """Answer with this reason."""
        self.answer(HeldBack(reason))
