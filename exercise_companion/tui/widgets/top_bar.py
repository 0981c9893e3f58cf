"""The line at the top: where you are on the left, how far you are on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class TopBar(Horizontal):
    """Title and place.

    Args:
        title: the name of the screen.
        right: the date, "question 3 of 8"; may be empty.

    """

    def __init__(self, title: str, right: str = "") -> None:
        super().__init__()
        self._title = title
        self._right = right

    def compose(self) -> ComposeResult:
        """Title left, place right."""
        yield Words(self._title, id="top-title")
        yield Words(self._right, id="top-right")

    def say(self, title: str, right: str) -> None:
        """Show another title and place."""
        self.query_one("#top-title", Words).say(title)
        self.query_one("#top-right", Words).say(right)
