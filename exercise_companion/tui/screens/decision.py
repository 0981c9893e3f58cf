"""Shows what may happen now and why, and begins the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.prompts import Go, Leave, ShowDecision
from exercise_companion.core.today_view import TodayItem
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.plan_table import PlanTable
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class DecisionScreen(PromptScreen[ShowDecision]):
    """Go, easier versions only, or rest today. Begins only what the decision allows."""

    accepts_after: ClassVar[float] = 0.4
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Begin", id="decision.begin", tooltip="Begin the session."),
        Binding(
            "h",
            "helper",
            "Someone types for me",
            id="decision.helper",
            tooltip="Someone types for you today: stored with the session.",
        ),
        Binding("t", "leave", "Back to Today", id="decision.leave", tooltip="Back to Today."),
    ]

    def __init__(self, prompt: ShowDecision) -> None:
        super().__init__(prompt)
        self._helper = False

    @property
    def title_text(self) -> str:
        """What comes now."""
        return "Before you begin"

    @property
    def right_text(self) -> str:
        """How much there is to do."""
        return f"about {self.prompt.minutes} min" if self.prompt.may_begin else ""

    def compose_body(self) -> ComposeResult:
        """What may happen, why, and the exercises."""
        prompt = self.prompt
        yield Card(
            Words(prompt.decision.title, classes="strong"),
            *(Words(line) for line in prompt.decision.lines),
            classes="" if prompt.decision.kind == "go" else "-caution",
        )
        for reason in prompt.decision.reasons:
            yield Words(reason, classes="soft question")
        if prompt.items and prompt.may_begin:
            lines = [
                TodayItem(item.name, item.brief_dose, done=False, times="") for item in prompt.items
            ]
            yield Card(PlanTable(lines))
        if prompt.contacts:
            yield Card(
                *(Words(f"{name}   {phone}", classes="strong") for name, phone in prompt.contacts)
            )

    def compose_actions(self) -> ComposeResult:
        """Begin, or only leave."""
        if self.prompt.may_begin:
            yield BigChoice("Begin", "Enter", id="begin", classes="-primary")
            yield BigChoice("Someone types for me", "H", id="helper")
        yield BigChoice("Back to Today", "T", id="leave")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Beginning is there only when it is allowed."""
        return action not in {"begin", "helper"} or self.prompt.may_begin

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        actions = {
            "begin": self.action_begin,
            "helper": self.action_helper,
            "leave": self.action_leave,
        }
        actions[event.choice.id or ""]()

    def action_begin(self) -> None:
        """Begin the session."""
        self.answer(Go(helper=self._helper))

    def action_helper(self) -> None:
        """Say that somebody is typing for the patient, or take it back (decisions D10)."""
        self._helper = not self._helper
        mark = "● " if self._helper else ""
        self.query_one("#helper", BigChoice).relabel(f"{mark}Someone types for me", "H")

    def action_leave(self) -> None:
        """Back to Today."""
        self.answer(Leave())
