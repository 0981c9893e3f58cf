"""Asks how hard the session, or one exercise of it, was, from 0 to 10."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType

from exercise_companion.core.cues import ANSWER_SECONDS, of_item_effort
from exercise_companion.core.prompts import AskEffort, AskItemEffort, Effort
from exercise_companion.tui.screens.base import Cued, PromptScreen
from exercise_companion.tui.screens.base_by_itself import ByItselfScreen
from exercise_companion.tui.screens.base_hurting import HurtingScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.by_itself import ByItself
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.keep_number import KeepNumber
from exercise_companion.tui.widgets.pain_scale import EFFORT, NumberScale
from exercise_companion.tui.widgets.player_keys import HURTS_BINDINGS
from exercise_companion.tui.widgets.scale_keys import SCALE_BINDINGS, ScaleKeys
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


EffortPrompt = TypeVar("EffortPrompt", bound=AskEffort | AskItemEffort)


class _HowHard(ScaleKeys, PromptScreen[EffortPrompt]):
    """How hard it was (CR10). It may be left out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="effort.keep", tooltip="Keep the number chosen."),
        *SCALE_BINDINGS,
        Binding("k", "skip", "Skip", id="effort.skip", tooltip="Give no number."),
    ]

    def __init__(self, prompt: EffortPrompt) -> None:
        super().__init__(prompt)
        self._scale = NumberScale(EFFORT, self._number_chosen)

    @property
    def scale(self) -> NumberScale:
        """The one scale."""
        return self._scale

    @property
    def question(self) -> tuple[str, str]:
        """What is asked, and what to know for it."""
        return "How hard was it?", ""

    def compose_body(self) -> ComposeResult:
        """The question and the scale."""
        asked, known = self.question
        yield Headline(asked, most=2, largest=1, classes="strong question")
        if known:
            yield Words(known, classes="question")
        yield Card(
            self._scale, Words("", id="note", classes="strong"), id="only-scale", classes="site"
        )

    def compose_actions(self) -> ComposeResult:
        """Keep or skip."""
        yield KeepNumber()
        yield BigChoice("Skip", "K", id="skip")

    def _number_chosen(self, number: int) -> None:
        """Say so; it does not count yet."""
        self.query_one("#note", Words).say(f"You chose {EFFORT.meaning(number)}.")
        self.query_one(KeepNumber).show(number)

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


class EffortScreen(_HowHard[AskEffort]):
    """How hard the whole session was."""

    @property
    def title_text(self) -> str:
        """What is asked."""
        return "After the session"


class ItemEffortScreen(ByItselfScreen, HurtingScreen[AskItemEffort], _HowHard[AskItemEffort]):
    """How hard the exercise was that was just done. Hands-free, silence is no number."""

    BINDINGS: ClassVar[list[BindingType]] = [*HURTS_BINDINGS]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """After the last exercise the pain is asked anyway."""
        if action == "hurts":
            return self.prompt.may_hurt
        return super().check_action(action, parameters)

    @property
    def title_text(self) -> str:
        """Which exercise."""
        return self.prompt.name

    @property
    def question(self) -> tuple[str, str]:
        """What is asked, beside what the therapist wrote."""
        return "How hard was this exercise?", self.prompt.planned

    def compose_foot(self) -> ComposeResult:
        """In a session that goes by itself: how long the question waits."""
        if self.settings.hands_free:
            yield ByItself("Goes on", ANSWER_SECONDS)

    def on_mount(self) -> None:
        """Read it out, where that is wished."""
        self.post_message(Cued(of_item_effort(self.prompt)))

    def on_by_itself_due(self) -> None:
        """Nobody answered."""
        self.action_skip()
