"""The last guard before the terminal: no line that is drawn holds what could act on it (H-24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App
from textual.filter import LineFilter

from exercise_companion.core.safetext import STAND_IN, UNSAFE

if TYPE_CHECKING:
    from re import Match

    from textual.color import Color


class Harmless(LineFilter):
    """Takes out of every line what is not plain text; as many cells as before are drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The segments with plain text only."""
        if not any(map(UNSAFE.search, (segment.text for segment in segments))):
            return segments
        return [
            Segment(UNSAFE.sub(_in_its_place, text), style, control)
            for text, style, control in segments
        ]


class HarmlessApp(App[int], inherit_bindings=False):
    """An app of which nothing reaches the terminal but plain text and what Textual draws with."""

    def __init__(self) -> None:
        super().__init__()
        self._filters.append(Harmless())


def _in_its_place(unsafe: Match[str]) -> str:
    """A visible stand-in for what has a cell, nothing for what has none."""
    return STAND_IN if cell_len(unsafe.group()) else ""
