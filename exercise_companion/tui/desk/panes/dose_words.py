"""The doses of a plan, as one who is to stand for them reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from exercise_companion.core.safetext import neutral
from exercise_companion.tui.widgets.cells import wrapped
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.geometry import Size

_ENDS: Final = re.compile(r"(?<=[,.]) ")

_LOOKS: Final = {0: "strong", 2: "set-in", 4: "set-in-more soft"}
"""By how far a line is set in; a long one goes on under its own beginning."""


def in_words(lines: Iterable[str]) -> Iterator[Widget]:
    """What a plan asks for, from the lines that say it.

    Args:
        lines: set in by nothing a phase, by 2 an exercise, by 4 another version of it.

    """
    for line in lines:
        depth = len(line) - len(line.lstrip(" "))
        kind = DoseWords if depth else Words
        yield kind(line.strip() or " ", classes=_LOOKS.get(depth, ""))


def in_parts(words: str, cells: int) -> list[str]:
    """Lines that end behind a comma or a sentence where they can: a number stays by its unit."""
    lines: list[str] = []
    for part in _ENDS.split(words):
        if lines and cell_len(f"{lines[-1]} {part}") <= cells:
            lines[-1] = f"{lines[-1]} {part}"
        else:
            lines += wrapped(part, cells)
    return lines


class DoseWords(Widget):
    """One line of a plan, on as many lines as it takes.

    Args:
        words: what it says.
        classes: how far it is set in.

    """

    def __init__(self, words: str, *, classes: str) -> None:
        super().__init__(classes=classes)
        self.words = neutral(words)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as it takes."""
        return len(in_parts(self.words, max(1, width)))

    def render(self) -> Content:
        """The words."""
        return Content("\n".join(in_parts(self.words, max(1, self.content_size.width))))
