"""What the therapist wrote to read: the list of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message

from exercise_companion.tui.screens.base_page import ListPage
from exercise_companion.tui.widgets.marked_list import MarkedList
from exercise_companion.tui.widgets.rows import TwoColumns
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.page_views import CardView

NO_CARDS: Final = "Your therapist has written nothing to read yet."
HOW: Final = "Up and down mark, Enter opens."
COLUMN: Final = 40
"""As long as a title may be."""


class LearnScreen(ListPage):
    """The cards, those of phases that are over last.

    Args:
        cards: what can be read.

    """

    class Chosen(Message):
        """A card is to be opened."""

        def __init__(self, card: CardView) -> None:
            super().__init__()
            self.card = card

    def __init__(self, cards: tuple[CardView, ...]) -> None:
        super().__init__()
        self.cards = cards

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Read and learn"

    def compose_body(self) -> ComposeResult:
        """One line for each."""
        yield Words(HOW if self.cards else NO_CARDS, classes="soft gap-below")
        if self.cards:
            yield MarkedList([_row(card) for card in self.cards])

    def on_mount(self) -> None:
        """The first card is marked."""
        for rows in self.query(MarkedList):
            rows.focus()

    def on_marked_list_opened(self, message: MarkedList.Opened) -> None:
        """Open the card that is marked."""
        message.stop()
        self.post_message(self.Chosen(self.cards[message.row]))


def _row(card: CardView) -> TwoColumns:
    over = "" if card.is_current else f" Earlier phase: {card.phase}."
    return TwoColumns(card.title, f"{card.review}{over}", COLUMN, big=card.title)
