"""The line at the top: where you are on the left, how far you are on the right."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from exercise_companion.core.safetext import neutral
from exercise_companion.tui.widgets.cells import shortened_to

GAP: Final = 1
"""Cells that stay free between the two."""

LEAST_NAME: Final = 12
"""So many cells of a name stay where the state beside it has the room that is left."""

APART: Final = "   "
"""Between two parts of a title or a place."""


class TopBar(Widget):
    """Title and place, drawn by one widget: every screen has it, and three would be slower.

    Where there is no room for all of it whole parts are left out, the less needed first; only a
    name that is longer than the line is cut. Where the right says a state that has to be seen, the
    name is cut before anything of it.

    Args:
        title: the name of the screen; three spaces part what belongs to it, "Bridge   3 of 7".
        right: the date, "question 3 of 8"; may be empty, may have several parts.
        keeps_right: whether the right is such a state.

    """

    def __init__(self, title: str, right: str = "", *, keeps_right: bool = False) -> None:
        super().__init__()
        self._title = neutral(title)
        self._right = neutral(right)
        self._fitting = fitting_state if keeps_right else fitting

    def say(self, title: str, right: str) -> None:
        """Show another title and place."""
        self._title = neutral(title)
        self._right = neutral(right)
        self.refresh()

    def render(self) -> Content:
        """Title left, place right."""
        width = self.content_size.width
        left, right = self._fitting(self._title, self._right, width)
        title = Content.styled(left, "bold $accent").truncate(width, ellipsis=True)
        return title + Content(right).pad_left(width - title.cell_length - cell_len(right))


def fitting(title: str, right: str, width: int) -> tuple[str, str]:
    """What is shown of both in so many cells: the name, where one is, then what else has room."""
    (name, *about), (place, *more) = title.split(APART), right.split(APART)
    left, beside = name, ""
    if cell_len(left) + GAP + cell_len(place) <= width:
        beside = place
    for part in about:
        if cell_len(left + APART + part) + GAP + cell_len(beside) <= width:
            left += APART + part
    for part in more if beside else ():
        if cell_len(left) + GAP + cell_len(beside + APART + part) <= width:
            beside += APART + part
    return left, beside


def fitting_state(title: str, state: str, width: int) -> tuple[str, str]:
    """What is shown of both in so many cells: the state, then as much of the name as has room."""
    room = width - GAP - min(cell_len(title), LEAST_NAME)
    beside, *more = state.split(APART)
    for part in more:
        if cell_len(beside + APART + part) <= room:
            beside += APART + part
    return shortened_to(title, width - GAP - cell_len(beside)), beside
