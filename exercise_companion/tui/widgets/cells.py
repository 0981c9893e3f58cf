"""Words in so many cells: letters of some languages are two cells wide, some marks none."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterator


def shortened_to(text: str, cells: int) -> str:
    """The text, cut to at most so many cells, which may be none."""
    if cell_len(text) <= cells:
        return text
    return f"{set_cell_size(text, cells - 1).rstrip()}…" if cells > 0 else ""


def padded(text: str, cells: int) -> str:
    """The text with blanks behind it, up to so many cells."""
    return text + " " * max(0, cells - cell_len(text))


def wrapped(text: str, cells: int, indent: str = "") -> list[str]:
    """The text on lines of at most so many cells, each but the first set in; at least one line.

    Args:
        text: one paragraph.
        cells: more than the indent has.
        indent: what every other line begins with.

    """
    if cell_len(text) == len(text):
        return wrap(text, cells, subsequent_indent=indent) or [""]
    lines = list(_by_cells(text, cells - len(indent)))
    return [lines[0], *(f"{indent}{line}" for line in lines[1:])]


def _by_cells(text: str, cells: int) -> Iterator[str]:
    """Lines of words; a word that is longer than a line goes on in the next one."""
    line = ""
    for word in text.split():
        for piece in chop_cells(word, cells):
            if line and cell_len(line) + 1 + cell_len(piece) > cells:
                yield line
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    yield line
