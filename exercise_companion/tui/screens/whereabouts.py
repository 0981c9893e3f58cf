"""Is the patient in the country of the plan today? It decides which emergency number is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.whereabouts import TITLE, WHY, AskWhereabouts, IsIn
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.answer_line import AnswerLine
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.tui.widgets.big_choice import BigChoice


class WhereaboutsScreen(PromptScreen[AskWhereabouts]):
    """Two or three answers, none of them marked."""

    accepts_after: ClassVar[float] = 0.8
    changes_alerts = True
    leave_text = "You are asked again when you come back."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            str(number),
            f"give({number})",
            "",
            id=f"where.{number}",
            tooltip=f"Answer {number}, as it stands there.",
            show=False,
        )
        for number in (1, 2, 3)
    ]

    @property
    def title_text(self) -> str:
        """What it is about."""
        return TITLE

    def compose_body(self) -> ComposeResult:
        """Why it is asked, the question, its answers, one a line."""
        yield Words(self.prompt.why, classes="question")
        yield Headline(self.prompt.question, most=2, largest=1, classes="strong question -yields")
        for place, (key, label) in self.prompt.choices.items():
            yield AnswerLine(label, key, id=place, short=label.partition(",")[0])
        yield Words(WHY, classes="soft")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An answer that is not offered has no key."""
        if action == "give":
            return parameters[0] in range(1, len(self.prompt.choices) + 1)
        return super().check_action(action, parameters)

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on an answer."""
        message.stop()
        for number, place in enumerate(self.prompt.choices, start=1):
            if place == message.choice.id:
                self.action_give(number)

    def action_give(self, number: int) -> None:
        """Give the answer with this figure."""
        self.answer(IsIn(list(self.prompt.choices)[number - 1]))
