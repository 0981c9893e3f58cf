"""What `!` shows first, from anywhere: the emergency card, before any question (SI-08)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from exercise_companion.tui.closing import close
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class WrongScreen(CompanionScreen):
    """The emergency card with its number large.

    Args:
        card: its lines; the first is a headline.
        number: what to dial; empty when none is known.

    """

    stays = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "a",
            "ask",
            "Ask me",
            id="wrong.ask",
            tooltip="Go through the questions about what is wrong.",
        ),
        Binding("b", "back", "Back", id="wrong.back", tooltip="Back to where you were."),
    ]

    class Asked(Message):
        """The questions are wanted."""

    def __init__(self, card: tuple[str, ...], number: str) -> None:
        super().__init__()
        self.card = card
        self.number = number

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Something is wrong"

    def compose_body(self) -> ComposeResult:
        """Headline, number, then the card to read."""
        headline, *rest = self.card
        signs_at = next((at for at, line in enumerate(rest) if line.startswith("-")), len(rest))
        yield Headline(f"!!! {headline}", largest=1, classes="severity -danger")
        yield Horizontal(
            Vertical(
                *(Words(line, classes="strong") for line in rest[:signs_at]), classes="call-left"
            ),
            BigNumber(self.number, id="number", classes="call-right -large"),
            classes="call-row",
        )
        yield Card(*(_line(line) for line in rest[signs_at:]), classes="-danger")

    def compose_actions(self) -> ComposeResult:
        """Questions, or back; neither is marked."""
        yield BigChoice("Ask me the questions", "a", id="ask", classes="-primary")
        yield BigChoice("Back", "b", id="back")

    def on_mount(self) -> None:
        """Let the text have the focus, so that it scrolls."""
        for body in self.query(Body):  # none when it was taken away in the same moment
            body.can_focus = True
            body.focus()

    def action_ask(self) -> None:
        """Ask the questions."""
        self.post_message(self.Asked())

    def action_back(self) -> None:
        """Back to where it was opened."""
        close(self)

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on a choice."""
        message.stop()
        if message.choice.id == "ask":
            self.action_ask()
        else:
            self.action_back()


def _line(line: str) -> Words:
    """Signs are listed; everything else is an instruction."""
    return Words(line, classes="" if line.startswith("-") else "strong")
