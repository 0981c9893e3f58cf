"""Help for somebody in despair: numbers first, one question, no lock (clinical-spec 1.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from exercise_companion.core.crisis_prompts import AskCrisis, CrisisAnswered, ShowCrisis
from exercise_companion.core.prompts import Go
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.screens.base_question import ANSWERS as TOGETHER
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from exercise_companion.core.crisis_prompts import CrisisAnswer

ANSWERS: Final[tuple[tuple[str, str, CrisisAnswer], ...]] = (
    ("y", "Yes", "yes"),
    ("n", "No", "no"),
    ("u", "Not sure", "not_sure"),
    ("r", "I'd rather not say", "prefer_not_to_say"),
)

NUMBERS: Final = "-numbers"
"""Marks screens on which the numbers come before everything, in a low window too."""

TITLE: Final = "You do not have to be alone with this"


class CrisisQuestionScreen(PromptScreen[AskCrisis]):
    """The numbers, and the one question."""

    DEFAULT_CLASSES = NUMBERS
    accepts_after = 0.8
    leave_text = "The numbers stay on the contacts screen."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            key,
            f"give({value!r})",
            label,
            id=f"crisis.{value}",
            tooltip=f"Answer: {label}.",
            group=TOGETHER,
        )
        for key, label, value in ANSWERS
    ]

    @property
    def title_text(self) -> str:
        """Calm words."""
        return TITLE

    def compose_body(self) -> ComposeResult:
        """Thanks, and the numbers before more words: in a small window they are in sight."""
        thanks, *more = self.prompt.opening
        yield Words(thanks, id="thanks")
        yield from _numbers(self.prompt)
        yield Words(thanks, id="thanks-below")
        for line in more:
            yield Words(line)
        yield Words(self.prompt.closing, classes="soft gap")

    def compose_foot(self) -> ComposeResult:
        """The question stays in sight above its answers in a small window, too."""
        question = Words(self.prompt.question, id="crisis-question", classes="strong")
        yield Horizontal(question, classes="foot-row")

    def compose_actions(self) -> ComposeResult:
        """Four answers; not saying is one of them."""
        for key, label, value in ANSWERS:
            yield BigChoice(label, key, id=value.replace("_", "-"))

    def action_give(self, value: CrisisAnswer) -> None:
        """Answer."""
        self.answer(CrisisAnswered(value))

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on an answer."""
        message.stop()
        for _key, _label, value in ANSWERS:
            if value.replace("_", "-") == message.choice.id:
                self.action_give(value)


class CrisisAdviceScreen(PromptScreen[ShowCrisis]):
    """What to do now; today's session waits and nothing is locked."""

    DEFAULT_CLASSES = NUMBERS
    leave_text = "The numbers stay on the contacts screen."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "go_on", "Go on", id="crisis.go_on", tooltip="Go on when you want to.")
    ]

    @property
    def title_text(self) -> str:
        """Calm words."""
        return TITLE

    def compose_body(self) -> ComposeResult:
        """What to do first, the numbers, what else, what this program does not do."""
        first, *more = self.prompt.lines
        yield Words(first, classes="strong")
        yield from _numbers(self.prompt)
        for number, line in enumerate(more):
            yield Words(line, classes="strong" if number else "strong gap")
        yield Words(self.prompt.closing, classes="soft gap")

    def compose_actions(self) -> ComposeResult:
        """One way on."""
        yield BigChoice("Go on", "g", id="go-on")

    def action_go_on(self) -> None:
        """Go on."""
        self.answer(Go())

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse."""
        message.stop()
        self.action_go_on()


def _numbers(prompt: AskCrisis | ShowCrisis) -> Iterable[Widget]:
    """The crisis line and the emergency number, the largest text on the screen."""
    for name, number in prompt.numbers:
        yield Words(name, classes="title gap")
        yield BigNumber(number, classes="-spare")
