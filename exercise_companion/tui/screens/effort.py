"""Asks how hard the session, or one exercise of it, was, from 0 to 10."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from exercise_companion.core.cues import ANSWER_SECONDS, of_item_effort
from exercise_companion.core.prompts import AskEffort, AskItemEffort, Effort
from exercise_companion.tui.screens.base import Cued
from exercise_companion.tui.screens.base_by_itself import ByItselfScreen
from exercise_companion.tui.screens.base_hurting import HurtingScreen
from exercise_companion.tui.screens.base_one_scale import OneScaleScreen
from exercise_companion.tui.widgets.by_itself import ByItself
from exercise_companion.tui.widgets.pain_scale import EFFORT
from exercise_companion.tui.widgets.player_keys import HURTS_BINDINGS

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from exercise_companion.tui.widgets.pain_scale import ScaleWords


EffortPrompt = TypeVar("EffortPrompt", bound=AskEffort | AskItemEffort)


class _HowHard(OneScaleScreen[EffortPrompt]):
    """How hard it was (CR10). It may be left out."""

    @property
    def scale_words(self) -> ScaleWords:
        """From no effort to as hard as one can."""
        return EFFORT

    @property
    def question(self) -> tuple[str, str]:
        """What is asked."""
        return "How hard was it?", ""

    def reply_for(self, number: int | None) -> Effort:
        """How hard it was."""
        return Effort(number)


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
