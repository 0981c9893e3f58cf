"""What stands in the rows of the lists."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from textual.content import Content

from exercise_companion.tui.widgets.marked_list import FEWEST_CELLS
from exercise_companion.tui.widgets.row_layout import Row

GAP: Final = 2
"""Cells between two columns."""

KEY_WIDTH: Final = 4
"""Cells for a key of one letter."""


@dataclass(frozen=True, slots=True)
class TwoColumns(Row):
    """What it is, and a few words about it; below each other where there is no room for both."""

    title: str
    detail: str
    column: int
    """Cells of the first column."""
    big: str = ""

    def lines(self, width: int) -> list[Content]:
        """The title bold, the detail not."""
        return [
            Content.assemble((title, "bold"), (detail, "not bold"))
            for title, detail in self._parts(width)
        ]

    def _parts(self, width: int) -> list[tuple[str, str]]:
        """The words of both columns, line by line."""
        beside = width - self.column - GAP
        if beside < self.column or len(self.title) > self.column:
            below = wrap(self.detail, max(FEWEST_CELLS, width - GAP))
            titles = [(line, "") for line in wrap(self.title, width)]
            return [*titles, *(("", f"  {line}") for line in below)]
        details = wrap(self.detail, beside) or [""]
        first = self.title.ljust(self.column + GAP)
        return [(first, details[0]), *((" " * len(first), line) for line in details[1:])]


@dataclass(frozen=True, slots=True)
class Keyed(Row):
    """Something that has a key of its own."""

    key: str
    words: str
    key_width: int = KEY_WIDTH
    """Cells for the key."""
    big: str = ""

    def lines(self, width: int) -> list[Content]:
        """The key first."""
        first, *others = wrap(self.words, max(FEWEST_CELLS, width - self.key_width))
        shown = [Content.assemble((self.key.ljust(self.key_width), "bold"), first)]
        return shown + [Content(" " * self.key_width + line) for line in others]
