"""One card to read: its text, its source, and whether a clinician has checked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.tui.screens.base_page import Page
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.page_views import CardView


class CardScreen(Page):
    """A card of the therapist.

    Args:
        card: what is read.

    """

    def __init__(self, card: CardView) -> None:
        super().__init__()
        self.card = card

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Read and learn"

    @property
    def drawn_title(self) -> str:
        """What the card is called says more."""
        return ""

    def compose_body(self) -> ComposeResult:
        """Title and text, then where it comes from."""
        yield Headline(self.card.title, most=3, largest=1, classes="title gap-below")
        for paragraph in self.card.paragraphs:
            yield Words(paragraph, classes="gap-below")
        yield Card(
            Words(f"Source: {self.card.source}"),
            Words(self.card.review, id="review", classes="strong"),
        )

    def on_mount(self) -> None:
        """The keys scroll."""
        self.scroll_with_keys()
