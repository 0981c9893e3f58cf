"""The slip on screen: what was reported, when, and what was told, to show to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from exercise_companion.tui.closing import close
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.headline import Enlargement
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

TO_PRINT: Final = "To print it, leave with Q and type: exercise-companion slip"


class SlipScreen(CompanionScreen):
    """The slip, as it is printed.

    Args:
        text: the slip.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "b,escape", "back", "Back", key_display="B", id="slip.back", tooltip="Back to the lock."
        ),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    @property
    def title_text(self) -> str:
        """What this is."""
        return "To show to a doctor or nurse"

    def compose_body(self) -> ComposeResult:
        """The text line by line, as it is printed."""
        yield Enlargement("Show this", classes="title -parted")
        yield Words(self.text, id="slip")
        yield Words(TO_PRINT, classes="soft")

    def compose_actions(self) -> ComposeResult:
        """One way back."""
        yield BigChoice("Back", "b", id="back")

    def on_mount(self) -> None:
        """Let the text have the focus, so that it scrolls."""
        body = self.query_one("#body", Body)
        body.can_focus = True
        body.focus()

    def action_back(self) -> None:
        """Back to where it was opened."""
        close(self)

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse."""
        message.stop()
        self.action_back()
