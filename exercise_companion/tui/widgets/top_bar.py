"""The line at the top: where you are on the left, how far you are on the right."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.widget import Widget

GAP: Final = 1
"""Cells that stay free between the two where the title comes first."""


class TopBar(Widget):
    """Title and place, drawn by one widget: every screen has it, and three would be slower.

    Where there is room the place is shown whole; in a narrow window the title comes first and has
    up to three quarters of the line.

    Args:
        title: the name of the screen.
        right: the date, "question 3 of 8"; may be empty.

    """

    def __init__(self, title: str, right: str = "") -> None:
        super().__init__()
        self._title = title
        self._right = right

    def say(self, title: str, right: str) -> None:
        """Show another title and place."""
        self._title = title
        self._right = right
        self.refresh()

    def render(self) -> Content:
        """Title left, place right, each cut where its room ends."""
        width = self.content_size.width
        title = Content.styled(self._title, "bold $accent")
        right = Content(self._right)
        if self.screen.has_class("-narrow"):
            title = title.truncate(width * 3 // 4, ellipsis=True)
            right = right.truncate(max(0, width - title.cell_length - GAP), ellipsis=True)
        else:
            title = title.truncate(max(0, width - right.cell_length), ellipsis=True)
        return title + right.pad_left(width - title.cell_length - right.cell_length)
