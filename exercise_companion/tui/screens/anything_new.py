"""Asks at the end of a session whether anything new or worrying started during it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from exercise_companion.core.prompts import Answered, AskAnythingNew
from exercise_companion.core.terms import Answer
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

_LABELS: Final[dict[Answer, tuple[str, str]]] = {
    Answer.NO: ("n", "No"),
    Answer.YES: ("y", "Yes"),
    Answer.NOT_SURE: ("u", "Not sure"),
}


class AnythingNewScreen(PromptScreen[AskAnythingNew]):
    """One closed question; nothing is chosen beforehand (SI-02)."""

    accepts_after: ClassVar[float] = 0.8
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            key, f"say('{answer}')", label, id=f"new.{answer}", tooltip=f"Answer: {label.lower()}."
        )
        for answer, (key, label) in _LABELS.items()
    ]

    @property
    def title_text(self) -> str:
        """When it is asked."""
        return "After the session"

    def compose_body(self) -> ComposeResult:
        """The question."""
        yield Card(
            Words("Anything new?", classes="title"),
            Words("Did anything new or worrying start during this session?", classes="gap"),
            Words(
                "For example pain in a new place, numbness, a weak leg, chest pain, "
                "feeling faint, or a fall.",
                classes="gap",
            ),
        )

    def compose_actions(self) -> ComposeResult:
        """The three answers."""
        for answer, (key, label) in _LABELS.items():
            yield BigChoice(label, key, id=answer.value)

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        self.action_say(event.choice.id or "")

    def action_say(self, value: str) -> None:
        """Answer the question."""
        self.answer(Answered(Answer(value), dwell_ms=round(self.seconds_shown * 1000)))
