"""What a screen says first: bold, and in large mode drawn as large as its place allows."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from textual.content import Content

from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.big_digits import can_draw, draw, largest_size, width_of
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.geometry import Size

LARGEST: Final = 2
"""How large it is drawn; one more where there are lines to spare."""

TALLEST: Final = 80
"""Lines at most that `largest_size` may think of: only the width counts here."""


class Headline(Words):
    """A few words on one or more lines; where their large form does not fit, the words themselves.

    Args:
        text: any text; what has letters without a large form stays small.
        most: how many lines the large form may take.
        largest: how large it may be; 1 is three lines high.
        id: as for any widget.
        classes: as for `Words`; `-roomy` draws it large only in a window of some height.

    """

    DEFAULT_CSS = """
    Headline { width: 1fr; height: auto; text-style: bold; }
    """

    def __init__(
        self,
        text: str,
        *,
        most: int = 1,
        largest: int = LARGEST,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str = "",
    ) -> None:
        super().__init__(text, id=id, classes=classes)
        self.text = text
        self._most = most
        self._largest = largest
        self._drawn = False

    def notify_style_update(self) -> None:
        """Another size of the text, perhaps."""
        super().notify_style_update()
        drawn = self.app.has_class(LARGE)
        if drawn != self._drawn:
            self._drawn = drawn
            self.refresh(layout=True)

    def render(self) -> Content:
        """The words, or their large form."""
        return Content("\n".join(self._lines(self.content_size.width)))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """As wide as its widest line."""
        return max(map(len, self._lines(container.width)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as it takes."""
        return len(self._lines(width))

    def _lines(self, width: int) -> tuple[str, ...]:
        if not self.app.has_class(LARGE) or self._is_low:
            return small(self.text, width)
        spare = self._largest > 1 and self.screen.has_class("-lofty")
        return enlarged(self.text, width, self.most_lines, self._largest + spare)

    @property
    def most_lines(self) -> int:
        """How many lines the large form may take now."""
        return self._most

    @property
    def _is_low(self) -> bool:
        wants_room = self.has_class("-roomy") and not self.screen.has_class("-roomy")
        return wants_room or self.screen.has_class("-short")


class Enlargement(Headline):
    """Words that stand nearby, too: it takes no room where their large form does not fit."""

    def _lines(self, width: int) -> tuple[str, ...]:
        lines = super()._lines(width)
        return () if lines == small(self.text, width) else lines


@lru_cache(maxsize=64)
def small(text: str, width: int) -> tuple[str, ...]:
    """The words as they are, on as many lines as they take."""
    return tuple(wrap(text, max(1, width))) or ("",)


@lru_cache(maxsize=64)
def enlarged(text: str, width: int, most: int, largest: int) -> tuple[str, ...]:
    """The words drawn on at most so many lines, an empty one between them; or as they are.

    Args:
        text: what is said.
        width: cells there are.
        most: lines of words at most.
        largest: size at most, as in `draw`.

    """
    words = text.strip().upper()
    if can_draw(words) and words:
        for count in range(1, most + 1):
            parts = _in_parts(words, count)
            size = min(largest, *(largest_size(part, width, TALLEST) for part in parts))
            if size:
                drawn = ("\n\n".join("\n".join(draw(part, size)) for part in parts)).split("\n")
                return tuple(drawn)
    return small(text, width)


def _in_parts(words: str, count: int) -> list[str]:
    """The words on so many lines, of which the widest is as narrow as can be."""
    if count == 1:
        return [words]
    each = words.split()
    splits = (
        [" ".join(each[:at]), *_in_parts(" ".join(each[at:]), count - 1)]
        for at in range(1, len(each))
    )
    return min(splits, key=lambda parts: max(map(width_of, parts)), default=[words])
