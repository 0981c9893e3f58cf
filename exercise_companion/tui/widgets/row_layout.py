"""Rows of a list, and where each of them stands at a width."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content


class Row:
    """What stands in one row."""

    __slots__ = ()

    @property
    def big(self) -> str:
        """The word that is drawn below its lines in large mode; empty for none."""
        return ""

    def lines(self, width: int) -> Sequence[Content]:
        """Its lines, at least one, for a width in cells."""
        raise NotImplementedError


class Air(NamedTuple):
    """Empty lines."""

    pad: int = 0
    """Above and below the words of a row."""
    gap: int = 0
    """Between two rows."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Where everything stands at one width."""

    width: int
    air: Air
    lines: tuple[tuple[Content, ...], ...]
    drawn: tuple[int, ...]
    """How many of them are drawn, in each row the last ones."""
    starts: tuple[int, ...]
    """The first line of each row."""

    @property
    def height(self) -> int:
        """Of all of them."""
        return self.starts[-1] + self.height_of(-1) if self.lines else 0

    def height_of(self, row: int) -> int:
        """Its words, and the empty lines above and below them that are marked with it."""
        return len(self.lines[row]) + 2 * self.air.pad

    def row_at(self, y: int) -> int | None:
        """The row in whose lines `y` is; None in a gap and behind the end."""
        row = bisect_right(self.starts, y) - 1
        return row if row >= 0 and y - self.starts[row] < self.height_of(row) else None


def air_for(lines: int, rows: int, room: int) -> Air:
    """As much air as a list has room for: around each row, else between them, else none."""
    if lines + 2 * rows <= room:
        return Air(pad=1)
    return Air(gap=int(lines + rows - 1 <= room))
