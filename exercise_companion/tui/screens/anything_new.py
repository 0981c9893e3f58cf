"""Asks at the end of a session whether anything new or worrying started during it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.prompts import AskAnythingNew
from exercise_companion.tui.screens.base_question import ANSWERS, CHOICES, QuestionScreen
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class AnythingNewScreen(QuestionScreen[AskAnythingNew]):
    """One closed question; nothing is chosen beforehand (SI-02)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            key,
            f"give('{answer}')",
            label,
            id=f"new.{answer}",
            tooltip=f"Answer: {label.lower()}.",
            group=ANSWERS,
        )
        for key, label, answer in CHOICES
    ]

    @property
    def title_text(self) -> str:
        """When it is asked."""
        return "After the session"

    def compose_body(self) -> ComposeResult:
        """The question."""
        yield Card(
            Headline("Anything new?", largest=1, classes="title"),
            Words("Did anything new or worrying start during this session?", classes="gap"),
            Words(
                "For example pain in a new place, numbness, a weak leg, chest pain, "
                "feeling faint, or a fall.",
                classes="gap",
            ),
            id="question",
        )
