"""Takes a screen away once, however often that is asked for in one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen

T = TypeVar("T")


def close(screen: Screen[T], result: T | None = None) -> None:
    """Close a screen that is on top.

    A key and a click can both be on their way; the second one would take away what lies below, or,
    where another dialog was laid over this one meanwhile, that one in its place.

    Args:
        screen: what is to go.
        result: what it hands over.

    """
    if screen.is_current and screen.app.screen is screen:
        screen.dismiss(result)
