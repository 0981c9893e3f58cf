"""Is the patient in the country of the plan today? It decides which emergency number is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.whereabouts import TITLE, WHY, AskWhereabouts, IsIn
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.whereabouts import Whereabouts


class WhereaboutsScreen(PromptScreen[AskWhereabouts]):
    """Two or three answers, none of them marked."""

    accepts_after: ClassVar[float] = 0.8
    changes_alerts = True
    leave_text = "You are asked again when you come back."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "give('home')", "Yes", id="where.home", tooltip="In the plan's country."),
        Binding(
            "n", "give('there')", "No", id="where.there", tooltip="Where the clock is set for."
        ),
        Binding(
            "e",
            "give('elsewhere')",
            "Somewhere else",
            id="where.elsewhere",
            tooltip="In another country, or not sure.",
        ),
    ]

    @property
    def title_text(self) -> str:
        """What it is about."""
        return TITLE

    def compose_body(self) -> ComposeResult:
        """Why it is asked, the question, its answers, one a line."""
        yield Words(self.prompt.why, classes="question")
        yield Words(self.prompt.question, classes="strong question")
        for place, (key, label) in self.prompt.choices.items():
            yield BigChoice(label, key, id=place, classes="line")
        yield Words(WHY, classes="soft")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An answer that is not offered has no key."""
        if action == "give" and parameters not in [(place,) for place in self.prompt.choices]:
            return False
        return super().check_action(action, parameters)

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on an answer."""
        message.stop()
        for place in self.prompt.choices:
            if place == message.choice.id:
                self.action_give(place)

    def action_give(self, place: Whereabouts) -> None:
        """Answer with this place."""
        self.answer(IsIn(place))
