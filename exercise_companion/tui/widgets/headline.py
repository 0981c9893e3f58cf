"""What a screen says first: bold, and in large mode drawn as large as its place allows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from textual.content import Content

from exercise_companion.core.safetext import neutral
from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.big_digits import can_draw, draw, largest_size, width_of
from exercise_companion.tui.widgets.cells import wrapped
from exercise_companion.tui.widgets.room import fit_anew, room_for
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        classes: as for `Words`; `-roomy` draws it large only in a window of some height, `-yields`
            only where that takes nothing out of sight, see `growing`; `-parted` leaves an empty
            line below its large form.

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
        self.text = neutral(text)
        self._most = most
        self._largest = largest
        self._drawn = False
        self.yields = self.has_class("-yields")
        self._has_room = not self.yields

    def say(self, text: str) -> None:
        """Say something else."""
        if neutral(text) != self.text:
            self.text = neutral(text)
            super().say(text)
            fit_anew(self)

    @property
    def grown(self) -> int:
        """How many lines more its large form takes now."""
        return self._growth if self._has_room else 0

    @property
    def _growth(self) -> int:
        room = room_for(self)
        return len(self._large(room)) - len(self._words(room))

    def grow(self, *, within: int) -> int:
        """Be drawn if that takes no more lines than these; says how many more it takes."""
        has_room = within >= self._growth
        if has_room != self._has_room:
            self._has_room = has_room
            self.refresh()
        return self.grown

    def notify_style_update(self) -> None:
        """Another size of the text, perhaps."""
        super().notify_style_update()
        drawn = self.app.has_class(LARGE)
        if drawn != self._drawn:
            self._drawn = drawn
            self.refresh(layout=True)
            if self.yields:
                fit_anew(self)

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
        return self._large(width) if self._has_room else self._words(width)

    def _words(self, width: int) -> tuple[str, ...]:
        return small(self.text, width)

    def _large(self, width: int) -> tuple[str, ...]:
        """Its large form, or what stands in its place."""
        lines = self._enlarged(self.text, width)
        return self._parted(lines) if lines else self._words(width)

    def _parted(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        return (*lines, "") if self.has_class("-parted") else lines

    def _enlarged(self, text: str, width: int) -> tuple[str, ...]:
        """The lines of a text drawn as large as may be; none where that has no room."""
        if not self.app.has_class(LARGE) or self._is_low:
            return ()
        spare = self._largest > 1 and self.screen.has_class("-lofty")
        return enlarged(text, width, self.most_lines, self._largest + spare)

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

    def _words(self, width: int) -> tuple[str, ...]:  # noqa: ARG002 - none at any width
        return ()

    def _large(self, width: int) -> tuple[str, ...]:
        lines = self._enlarged(self.text, width)
        return self._parted(lines) if lines else ()


class Outcome(Headline):
    """What became of an entry: "SAVED" is drawn, and all of it stands below in words."""

    def __init__(self, text: str, *, classes: str = "") -> None:
        super().__init__(text, largest=1, id="said", classes=f"strong {classes}")

    def _large(self, width: int) -> tuple[str, ...]:
        first, words = re.split("[.:]", self.text, maxsplit=1)[0], self._words(width)
        large = self._enlarged(first, width)
        return (*large, "", *words) if large else words


class DrawnTitle(Enlargement):
    """The title of a page once more, above it, where there is a line to spare below it, too.

    Args:
        text: as it stands in the top line.

    """

    def __init__(self, text: str) -> None:
        super().__init__(text, id="drawn-title", classes="title -parted -yields")


@lru_cache(maxsize=64)
def small(text: str, width: int) -> tuple[str, ...]:
    """The words as they are, on as many lines as they take."""
    return tuple(wrapped(text, max(1, width)))


@lru_cache(maxsize=64)
def enlarged(text: str, width: int, most: int, largest: int) -> tuple[str, ...]:
    """The words drawn on as few lines as can be, an empty one between them; none without room.

    Args:
        text: what is said.
        width: cells there are.
        most: lines of words at most.
        largest: size at most, as in `draw`.

    """
    parts, size = _laid(text, width, most, largest)
    return _drawn(parts, size) if size else ()


@lru_cache(maxsize=64)
def alike(
    texts: tuple[str, ...], width: int, most: int, largest: int
) -> tuple[tuple[str, ...], ...]:
    """Several texts drawn in one size, on as few lines and then as large as all of them can be.

    Args:
        texts: what is said.
        width: cells there are.
        most: lines of words at most for each.
        largest: size at most, as in `draw`.

    Returns:
        The lines of each; none for what has no large form that fits.

    """
    for count in range(1, most + 1):
        laid = [_laid(text, width, count, largest) for text in texts]
        size = min((size for _, size in laid), default=0)
        if size:
            return tuple(_drawn(parts, size) for parts, _ in laid)
    return tuple(enlarged(text, width, most, 1) for text in texts)


def _laid(text: str, width: int, most: int, largest: int) -> tuple[list[str], int]:
    """The words on as few lines as can be, and how large they are then; 0 without room."""
    words = text.strip().upper()
    for count in range(1, most + 1) if words and can_draw(words) else ():
        parts = _in_parts(words, count)
        size = min(largest, *(largest_size(part, width, TALLEST) for part in parts))
        if size:
            return parts, size
    return [], 0


def _drawn(parts: Sequence[str], size: int) -> tuple[str, ...]:
    """Lines of words, an empty one between them."""
    return tuple("\n\n".join("\n".join(draw(part, size)) for part in parts).split("\n"))


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
