"""What is filled with colour is told by reverse video where no colour may be sent."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import NoColor

if TYPE_CHECKING:
    from collections.abc import Callable

STANDS_OUT: Final = 0.6
"""How much lighter or darker than the ground a filled place is; panels and hairlines are less."""

_REVERSED: Final = Style(reverse=True)


class Reversed(NoColor):
    """Sends no colour; a place that is filled in the theme, such as the main choice, is reversed.

    So the main choice, the chosen number of a scale and the alert line look filled here, too.

    Args:
        ground: says which colour is behind everything now.

    """

    def __init__(self, ground: Callable[[], Color]) -> None:
        super().__init__()
        self._ground = ground

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The segments without their colours."""
        ground = self._ground()
        return [
            Segment(text, style and without_colour(style, ground), control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=1024)
def without_colour(style: Style, ground: Color) -> Style:
    """A style without its colours, reversed where it fills a place."""
    plain = style + NoColor.DEFAULT_COLORS
    filled = style.bgcolor is not None and not style.bgcolor.is_default
    if filled and abs(_lightness(style) - ground.brightness) > STANDS_OUT:
        return plain + _REVERSED
    return plain


def _lightness(style: Style) -> float:
    """Of what is behind the text, 0 to 1."""
    return Color.from_rich_color(style.bgcolor).brightness if style.bgcolor else 0.0
