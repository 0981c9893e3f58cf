"""One line of a list that can be opened: what it is, and a few words about it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from textual.content import Content

from exercise_companion.tui.widgets.big_choice import MARK, NO_MARK, BigChoice

if TYPE_CHECKING:
    from textual.geometry import Size

INDENT: Final = 3
"""Where the words begin, behind the arrow."""

GAP: Final = 2
FEWEST_CELLS: Final = 8


class ListRow(BigChoice):
    """Opened like a choice: with Enter, Space or the mouse.

    Title and detail stand in two columns; where there is no room for both, the detail stands below.

    Args:
        title: what it is.
        detail: about it.
        column: cells of the first column.
        id: how the screen tells its rows apart.
        classes: as for any widget.

    """

    def __init__(self, title: str, detail: str, *, column: int, id: str, classes: str = "") -> None:  # noqa: A002 - Textual's own name
        super().__init__(title, id=id, classes=classes)
        self.detail = detail
        self.column = column

    def render(self) -> Content:
        """An arrow points at it while it is marked."""
        mark = MARK if self.has_focus else NO_MARK
        lines = self._lines(self.content_size.width)
        shown = [
            Content.assemble(
                (f"{mark if place == 0 else NO_MARK}  "), (title, "bold"), (detail, "not bold")
            )
            for place, (title, detail) in enumerate(lines)
        ]
        return Content("\n").join(shown)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as the words need."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[tuple[str, str]]:
        """The words of both columns, line by line."""
        room = max(FEWEST_CELLS, width - INDENT)
        beside = room - self.column - GAP
        if beside < self.column or len(self.label) > self.column:
            below = [("", f"  {line}") for line in wrap(self.detail, max(FEWEST_CELLS, room - 2))]
            return [*((line, "") for line in wrap(self.label, room)), *below]
        details = wrap(self.detail, beside) or [""]
        first = self.label.ljust(self.column + GAP)
        return [(first, details[0]), *((" " * len(first), line) for line in details[1:])]
