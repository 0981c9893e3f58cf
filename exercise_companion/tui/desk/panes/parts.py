"""Which part of the builder the keys go to; a smaller window shows that one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

PARTS: Final = ("library", "program", "item", "problems", "preview")

_LOOKS_OTHERWISE: Final = "#library, #middle, #program, #items-scroll, #item, #problems, #preview"
"""What the part with the keys gives another look to, as `desk.tcss` says."""


def part_of(widget: Widget | None) -> str:
    """The part that a widget is in; the items where it is in none."""
    above = widget.ancestors_with_self if widget is not None else ()
    return next((one.id for one in above if one.id in PARTS), "program") or "program"


def wear_part(screen: Screen[None], here: str) -> None:
    """Have the class of the part that the keys go to.

    Only what depends on it is styled anew: all that is on the screen would keep the keys waiting.
    """
    if not screen.has_class(f"-at-{here}"):
        screen.update_classes({f"-at-{part}": part == here for part in PARTS}, update=False)
        screen.app.stylesheet.update_nodes(screen.query(_LOOKS_OTHERWISE))
