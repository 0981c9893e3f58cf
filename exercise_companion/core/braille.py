"""Draws with dots: two by four in a cell, in layers, as braille or, without it, as blocks or ASCII.

A canvas knows nothing of what is drawn; figures and charts share it. Empty cells are the empty
braille pattern, which nothing strips as it strips spaces.
"""

from __future__ import annotations

from math import ceil, cos, floor, hypot, pi, sin
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Dots = Literal["braille", "blocks", "ascii"]

CELL_WIDTH: Final = 2
CELL_HEIGHT: Final = 4
EMPTY: Final = "\N{BRAILLE PATTERN BLANK}"

_BRAILLE: Final = 0x2800
_DOT_BITS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot, by its row and column in the cell."""
_BLOCKS: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_ASCII: Final = " .:+#"
_PAIR: Final = 0b11
_ROUND: Final = 20
"""Corners of a circle."""


class Cell(NamedTuple):
    """One character, and the layer it is coloured by."""

    character: str
    layer: int
    """The layer with most dots in the cell, in a tie the later one; -1 when it is empty."""


class Canvas:
    """So many cells of dots; y goes down.

    Args:
        columns: cells across.
        rows: cells down.
        layers: how many layers there are; each has its own colour.

    """

    def __init__(self, columns: int, rows: int, layers: int = 1) -> None:
        self.columns = columns
        self.rows = rows
        self._lines = [[0] * (rows * CELL_HEIGHT) for _ in range(layers)]
        self._full = (1 << columns * CELL_WIDTH) - 1

    @property
    def width(self) -> int:
        """Dots across."""
        return self.columns * CELL_WIDTH

    @property
    def height(self) -> int:
        """Dots down."""
        return self.rows * CELL_HEIGHT

    # --- drawing ----------------------------------------------------------------------------

    def fill(self, corners: Sequence[tuple[float, float]], layer: int = 0) -> None:
        """Fill a shape without dents; what other layers had there is gone."""
        for y, mask in self._spans(corners):
            for number, lines in enumerate(self._lines):
                lines[y] = lines[y] | mask if number == layer else lines[y] & ~mask

    def clear(self, corners: Sequence[tuple[float, float]]) -> None:
        """Take away every dot inside a shape without dents."""
        for y, mask in self._spans(corners):
            for lines in self._lines:
                lines[y] &= ~mask

    def line(
        self, start: tuple[float, float], end: tuple[float, float], width: float, layer: int = 0
    ) -> None:
        """Draw a line with round ends, so many dots wide."""
        self.fill(capsule_corners(start, width / 2, end, width / 2), layer)

    def _spans(self, corners: Sequence[tuple[float, float]]) -> Iterator[tuple[int, int]]:
        """By line of dots: which dots have their middle inside the shape."""
        for y, (left, right) in _crossings(corners, self.height).items():
            first = ceil(left - 0.5)
            mask = self._mask(first, max(first, floor(right - 0.5)))
            if mask:
                yield y, mask

    def _mask(self, first: int, last: int) -> int:
        if last < 0 or first >= self.width:
            return 0
        first, last = max(0, first), min(self.width - 1, last)
        return (1 << last + 1) - (1 << first)

    # --- cells ------------------------------------------------------------------------------

    def cells(self, dots: Dots = "braille") -> tuple[tuple[Cell, ...], ...]:
        """The picture, row by row."""
        nothing = Cell(_character((0, 0, 0, 0), dots), -1)
        return tuple(self._row(row, dots, nothing) for row in range(self.rows))

    def _row(self, row: int, dots: Dots, nothing: Cell) -> tuple[Cell, ...]:
        top = row * CELL_HEIGHT
        layers = [
            (number, lines[top : top + CELL_HEIGHT])
            for number, lines in enumerate(self._lines)
            if any(lines[top : top + CELL_HEIGHT])
        ]
        merged = 0
        for _, lines in layers:
            for line in lines:
                merged |= line
        return tuple(
            _cell(layers, column * CELL_WIDTH, dots)
            if merged >> column * CELL_WIDTH & _PAIR
            else nothing
            for column in range(self.columns)
        )

    def text(self, dots: Dots = "braille") -> str:
        """The picture without its colours."""
        return "\n".join("".join(cell.character for cell in row) for row in self.cells(dots))


def _cell(layers: Sequence[tuple[int, Sequence[int]]], shift: int, dots: Dots) -> Cell:
    """The cell whose dots begin so many dots from the left."""
    most, layer = 0, -1
    merged = [0] * CELL_HEIGHT
    for number, lines in layers:
        pairs = [line >> shift & _PAIR for line in lines]
        count = sum(map(int.bit_count, pairs))
        if count and count >= most:
            most, layer = count, number
        merged = [before | pair for before, pair in zip(merged, pairs, strict=True)]
    return Cell(_character(merged, dots), layer)


def _character(lines: Sequence[int], dots: Dots) -> str:
    if dots == "braille":
        bits = 0
        for pair, (left, right) in zip(lines, _DOT_BITS, strict=True):
            bits |= (pair & 1) * left | (pair >> 1) * right
        return chr(_BRAILLE + bits)
    counts = [pair.bit_count() for pair in lines]
    if dots == "blocks":
        return _BLOCKS[sum(counts[:2]) > 1, sum(counts[2:]) > 1]
    return _ASCII[-(-sum(counts) // CELL_WIDTH)]


def _crossings(
    corners: Sequence[tuple[float, float]], height: int
) -> dict[int, tuple[float, float]]:
    """Where the middle of each line of dots enters and leaves a shape without dents."""
    found: dict[int, tuple[float, float]] = {}
    x1, y1 = corners[-1]
    for x2, y2 in corners:
        if y1 != y2:
            slope = (x2 - x1) / (y2 - y1)
            top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
            for y in range(max(0, ceil(top - 0.5)), min(height, ceil(bottom - 0.5))):
                x = x1 + (y + 0.5 - y1) * slope
                least, most = found.get(y, (x, x))
                found[y] = (min(least, x), max(most, x))
        x1, y1 = x2, y2
    return found


_CIRCLE: Final = tuple(
    (cos(2 * pi * step / _ROUND), sin(2 * pi * step / _ROUND)) for step in range(_ROUND)
)


def capsule_corners(
    start: tuple[float, float], start_radius: float, end: tuple[float, float], end_radius: float
) -> tuple[tuple[float, float], ...]:
    """The outline of the round, tapering shape around two discs."""
    (ax, ay), (bx, by) = start, end
    apart = hypot(bx - ax, by - ay)
    if apart <= abs(start_radius - end_radius):
        x, y, radius = (
            (ax, ay, start_radius) if start_radius >= end_radius else (bx, by, end_radius)
        )
        return tuple((x + radius * cosine, y + radius * sine) for cosine, sine in _CIRCLE)
    ux, uy = (bx - ax) / apart, (by - ay) / apart
    lean = (start_radius - end_radius) / apart
    return tuple(
        (bx + end_radius * cosine, by + end_radius * sine)
        if cosine * ux + sine * uy > lean
        else (ax + start_radius * cosine, ay + start_radius * sine)
        for cosine, sine in _CIRCLE
    )
