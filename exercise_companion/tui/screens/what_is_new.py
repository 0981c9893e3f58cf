"""What a new version of the plan changes, and why: read once, noted before it goes away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.new_version import HAVE_READ, TITLE, WhatIsNew
from exercise_companion.core.prompts import Go
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class WhatIsNewScreen(PromptScreen[WhatIsNew]):
    """The therapist's reason, then one line a change; one way on."""

    accepts_after: ClassVar[float] = 0.8
    leave_text = "What is new is shown again the next time."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "have_read", HAVE_READ, id="new.read", tooltip="I have read what is new."),
    ]

    @property
    def title_text(self) -> str:
        """What this is."""
        return TITLE

    @property
    def drawn_title(self) -> str:
        """What this is."""
        return self.title_text

    def compose_body(self) -> ComposeResult:
        """Why first, then what."""
        with Card():
            yield Words(f"{self.prompt.said_by} says", classes="soft")
            yield Words(self.prompt.note, classes="strong")
        with Card():
            for number, line in enumerate(self.prompt.lines):
                yield Words(f"·  {line}", classes=self.apart if number else "")

    def compose_actions(self) -> ComposeResult:
        """One way on."""
        yield BigChoice(HAVE_READ, "Enter", id="read", classes="-primary", big="READ")

    def action_have_read(self) -> None:
        """It was read; while there is more below, read on first."""
        body = self.query_one("#body", Body)
        if body.scroll_offset.y < body.max_scroll_y:
            self.action_page(1)
        else:
            self.answer(Go())

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse."""
        message.stop()
        self.action_have_read()
