"""Numbers and short words drawn as large as their place allows, to be read from the floor."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rich.segment import Segment
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

_ROWS: Final = 5
_GAP: Final = 1
_LARGEST: Final = 12
_CELLS: Final = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}

_FONT: Final[dict[str, tuple[str, ...]]] = {
    " ": (".", ".", ".", ".", "."),
    ":": (".", "#", ".", "#", "."),
    "!": ("#", "#", "#", ".", "#"),
    ".": (".", ".", ".", ".", "#"),
    ",": (".", ".", ".", "#", "#"),
    "'": ("#", "#", ".", ".", "."),
    "+": ("...", ".#.", "###", ".#.", "..."),
    "(": (".#", "#.", "#.", "#.", ".#"),
    ")": ("#.", ".#", ".#", ".#", "#."),
    "-": ("...", "...", "###", "...", "..."),
    "/": ("..#", "..#", ".#.", "#..", "#.."),
    "×": ("...", "#.#", ".#.", "#.#", "..."),
    "?": ("###", "..#", ".##", "...", ".#."),
    "●": (".##.", "####", "####", "####", ".##."),
    "0": ("###", "#.#", "#.#", "#.#", "###"),
    "1": (".#.", "##.", ".#.", ".#.", "###"),
    "2": ("###", "..#", "###", "#..", "###"),
    "3": ("###", "..#", "###", "..#", "###"),
    "4": ("#.#", "#.#", "###", "..#", "..#"),
    "5": ("###", "#..", "###", "..#", "###"),
    "6": ("###", "#..", "###", "#.#", "###"),
    "7": ("###", "..#", "..#", "..#", "..#"),
    "8": ("###", "#.#", "###", "#.#", "###"),
    "9": ("###", "#.#", "###", "..#", "###"),
    "A": (".#.", "#.#", "###", "#.#", "#.#"),
    "B": ("##.", "#.#", "##.", "#.#", "##."),
    "C": ("###", "#..", "#..", "#..", "###"),
    "D": ("##.", "#.#", "#.#", "#.#", "##."),
    "E": ("###", "#..", "##.", "#..", "###"),
    "F": ("###", "#..", "##.", "#..", "#.."),
    "G": ("####", "#...", "#.##", "#..#", "####"),
    "H": ("#.#", "#.#", "###", "#.#", "#.#"),
    "I": ("#", "#", "#", "#", "#"),
    "J": ("..#", "..#", "..#", "#.#", "###"),
    "K": ("#.#", "#.#", "##.", "#.#", "#.#"),
    "L": ("#..", "#..", "#..", "#..", "###"),
    "M": ("#...#", "##.##", "#.#.#", "#...#", "#...#"),
    "N": ("#..#", "##.#", "#.##", "#..#", "#..#"),
    "O": (".#.", "#.#", "#.#", "#.#", ".#."),
    "P": ("###", "#.#", "###", "#..", "#.."),
    "Q": ("###.", "#.#.", "#.#.", "###.", "..##"),
    "R": ("###", "#.#", "##.", "#.#", "#.#"),
    "S": (".##", "#..", ".#.", "..#", "##."),
    "T": ("###", ".#.", ".#.", ".#.", ".#."),
    "U": ("#.#", "#.#", "#.#", "#.#", "###"),
    "V": ("#.#", "#.#", "#.#", "#.#", ".#."),
    "W": ("#...#", "#...#", "#.#.#", "##.##", "#...#"),
    "X": ("#.#", "#.#", ".#.", "#.#", "#.#"),
    "Y": ("#.#", "#.#", ".#.", ".#.", ".#."),
    "Z": ("###", "..#", ".#.", "#..", "###"),
}
"""Square corners are for digits: "hold 5 s" must not read as "hold s 5", nor an O as a zero."""


NO_NUMBER: Final = "No number yet."
"""Stands where a number that is typed will."""


def width_of(text: str) -> int:
    """How many points wide a text is drawn; a point is one cell at the smallest size."""
    glyphs = [_FONT[character] for character in text]
    return sum(len(glyph[0]) for glyph in glyphs) + _GAP * max(0, len(glyphs) - 1)


def height_of(size: int) -> int:
    """How many lines a text takes whose points are `size` cells wide."""
    return (_ROWS * size + 1) // 2


def can_draw(text: str) -> bool:
    """Whether every character has a large form."""
    return all(character in _FONT for character in text)


@lru_cache(maxsize=128)
def largest_size(text: str, width: int, height: int) -> int:
    """The largest size that fits into so many cells; 0 when none does."""
    if not text or not can_draw(text):
        return 0
    fitting = (
        size
        for size in range(_LARGEST, 0, -1)
        if width_of(text) * size <= width and height_of(size) <= height
    )
    return next(fitting, 0)


@lru_cache(maxsize=128)
def draw(text: str, size: int) -> tuple[str, ...]:
    """The lines of a text whose points are `size` cells wide and `size` half-lines high."""
    half_lines = [_half_line(text, row, size) for row in range(_ROWS) for _ in range(size)]
    if len(half_lines) % 2:
        half_lines.append([False] * len(half_lines[0]))
    pairs = zip(half_lines[::2], half_lines[1::2], strict=True)
    return tuple(
        "".join(_CELLS[points] for points in zip(upper, lower, strict=True))
        for upper, lower in pairs
    )


def _half_line(text: str, row: int, size: int) -> list[bool]:
    points = ("." * _GAP).join(_FONT[character][row] for character in text)
    return [point == "#" for point in points for _ in range(size)]


class Drawing(Widget):
    """Shows the lines of a drawing from its upper left corner; painted without being measured."""

    def lines(self) -> tuple[str, ...]:
        """The drawing for the present size; none where no large form fits."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line of the drawing, or of what stands in its place."""
        lines, width = self.lines(), self.content_size.width
        if not lines:
            return super().render_line(y)
        line = lines[y] if y < len(lines) else ""
        return Strip([Segment(line.ljust(width), self.visual_style.rich_style)], width)


class BigDigits(Drawing):
    """A number, a clock or a short word, as large as the widget's own size allows.

    Where no large form fits it falls back to the text itself, in bold.
    """

    DEFAULT_CSS = """
    BigDigits { width: 1fr; height: 5; }
    """

    value: reactive[str] = reactive("", repaint=False)

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(BigDigits.value, value)

    def watch_value(self) -> None:
        """Draw it anew where it is seen; Textual lays out anew for one that has no place."""
        if self.size:
            self.refresh()

    def lines(self) -> tuple[str, ...]:
        """The drawing for the present size; none where no large form fits."""
        size = largest_size(self.value, self.size.width, self.size.height)
        return draw(self.value, size) if size else ()

    def render(self) -> Content:
        """What stands there where no large form fits."""
        return Content.styled(self.value, "bold")
