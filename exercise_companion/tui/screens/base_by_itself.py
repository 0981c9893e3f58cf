"""A screen that goes on by itself in a hands-free session, unless a key or a click holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.widgets.by_itself import ByItself

if TYPE_CHECKING:
    from textual import events


class ByItselfScreen(CompanionScreen):
    """Whoever presses a key or clicks is there: then nothing happens by itself any more."""

    _held = False

    def on_key(self, event: events.Key) -> None:  # noqa: ARG002 - any key
        """Hold."""
        self._hold()

    def on_mouse_down(self) -> None:
        """Hold; on a choice, too."""
        self._hold()

    def on_screen_suspend(self) -> None:
        """Hold: something else is on the screen."""
        self._hold()

    def _hold(self) -> None:
        if not self._held:
            self._held = self.is_mounted
            for line in self.query(ByItself):
                line.hold()
