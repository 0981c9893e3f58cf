"""A number to call, drawn large, that takes as much room as it needs and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.big_digits import can_draw, draw, height_of, width_of

if TYPE_CHECKING:
    from textual.geometry import Size

ENLARGED: Final = 2
FROM_AFAR: Final = 4
"""In large mode, where there are lines to spare."""


class BigNumber(Widget):
    """A phone number in digits three or five lines high; in bold text where these do not fit.

    Args:
        text: digits with spaces, `+`, `(`, `)`, `-` and `/`; any other text stays small.
        id: as for any widget.
        classes: as for any widget; `-large` asks for five lines where there is room, `-roomy` only
            in a window of some height, `-spare` for one size more where there are lines to spare,
            one more in large mode, and plain text in a low window, where there is another number
            below.

    """

    def __init__(self, text: str, *, id: str | None = None, classes: str = "") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self.text = text
        self._plain = False

    def write(self, *, plain: bool) -> None:
        """Write it as bold text, where a drawing is in the way of other numbers, or draw it."""
        if plain != self._plain:
            self._plain = plain
            self.refresh(layout=True)

    def render(self) -> Content:
        """The drawing for the present width; smaller where its place is lower than that."""
        width, height = self.content_size
        size = self._size_for(width)
        while size and height_of(size) > height:
            size -= 1
        return Content("\n".join(draw(self.text, size)) if size else self.text)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """As wide as the drawing, or the text where it does not fit."""
        size = self._size_for(container.width)
        return width_of(self.text) * size if size else len(self.text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As high as the drawing, or as many lines as the text needs."""
        size = self._size_for(width)
        return height_of(size) if size else -(-len(self.text) // max(1, width)) or 1

    def _size_for(self, width: int) -> int:
        """How large it is drawn in so many cells; 0 for plain text."""
        if self._plain or not self.text or not can_draw(self.text):
            return 0
        return min(self._wanted, width // width_of(self.text))

    @property
    def _wanted(self) -> int:
        large, lofty = self.app.has_class(LARGE), self.screen.has_class("-lofty")
        if self.has_class("-large") or (
            self.has_class("-roomy") and self.screen.has_class("-roomy")
        ):
            return FROM_AFAR if lofty and large else ENLARGED
        if not self.has_class("-spare"):
            return 1
        if self.screen.has_class("-short"):
            return 0
        return 1 + lofty + large
