"""A screen with one scale from 0 to 10: a key chooses, Enter keeps, and it may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType

from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.keep_number import KeepNumber
from exercise_companion.tui.widgets.pain_scale import NumberScale
from exercise_companion.tui.widgets.scale_keys import SCALE_BINDINGS, ScaleKeys
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.tui.widgets.pain_scale import ScaleWords

P = TypeVar("P", bound="Prompt")


class OneScaleScreen(ScaleKeys, PromptScreen[P]):
    """One number from 0 to 10, or none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="one_scale.keep", tooltip="Keep the number chosen."),
        *SCALE_BINDINGS,
        Binding("k", "skip", "Skip", id="one_scale.skip", tooltip="Give no number."),
    ]

    def __init__(self, prompt: P) -> None:
        super().__init__(prompt)
        self._scale = NumberScale(self.scale_words, self._number_chosen)

    # --- what a screen says -----------------------------------------------------------------

    @property
    def is_private(self) -> bool:
        """Whether others who see the screen from afar should not read the question (H-25)."""
        return False

    @property
    def scale_words(self) -> ScaleWords:
        """What the numbers mean."""
        raise NotImplementedError

    @property
    def question(self) -> tuple[str, str]:
        """What is asked, and what to know for it; the latter may be empty."""
        raise NotImplementedError

    def reply_for(self, number: int | None) -> Reply:
        """The reply that stands for a number; None for none."""
        raise NotImplementedError

    # ----------------------------------------------------------------------------------------

    @property
    def scale(self) -> NumberScale:
        """The one scale."""
        return self._scale

    def compose_body(self) -> ComposeResult:
        """The question and the scale."""
        asked, known = self.question
        if self.is_private:
            yield Words(asked, classes="strong question")
        else:
            yield Headline(asked, most=2, largest=1, classes="strong question -yields")
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
        self.query_one("#note", Words).say(f"You chose {self.scale_words.meaning(number)}.")
        self.query_one(KeepNumber).show(number)

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        event.stop()
        self.run_choice(event.choice.id or "")

    def run_choice(self, name: str) -> None:
        """Do what the choice with this id says."""
        if name == "skip":
            self.action_skip()
        else:
            self.action_keep()

    def action_keep(self) -> None:
        """Answer with the number, when there is one."""
        if self._scale.chosen is None:
            self.query_one("#note", Words).say("Choose a number from 0 to 10 first.")
        else:
            self.answer(self.reply_for(self._scale.chosen))

    def action_skip(self) -> None:
        """No number."""
        self.answer(self.reply_for(None))
