"""The line at the top: where you are on the left, how far you are on the right."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.widget import Widget

GAP: Final = 1
"""Cells that stay free between the two."""

APART: Final = "   "
"""Between two parts of a title or a place."""


class TopBar(Widget):
    """Title and place, drawn by one widget: every screen has it, and three would be slower.

    Where there is no room for all of it whole parts are left out, the less needed first; only a
    name that is longer than the line is cut.

    Args:
        title: the name of the screen; three spaces part what belongs to it, "Bridge   3 of 7".
        right: the date, "question 3 of 8"; may be empty, may have several parts.

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
        """Title left, place right."""
        width = self.content_size.width
        left, right = fitting(self._title, self._right, width)
        title = Content.styled(left, "bold $accent").truncate(width, ellipsis=True)
        return title + Content(right).pad_left(width - title.cell_length - len(right))


def fitting(title: str, right: str, width: int) -> tuple[str, str]:
    """What is shown of both in so many cells: the name, where one is, then what else has room."""
    (name, *about), (place, *more) = title.split(APART), right.split(APART)
    left, beside = name, ""
    if len(left) + GAP + len(place) <= width:
        beside = place
    for part in about:
        if len(left) + len(APART) + len(part) + GAP + len(beside) <= width:
            left += APART + part
    for part in more if beside else ():
        if len(left) + GAP + len(beside) + len(APART) + len(part) <= width:
            beside += APART + part
    return left, beside
