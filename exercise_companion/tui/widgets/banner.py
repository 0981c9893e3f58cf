"""The line that stays on every screen while an alert is open (SI-12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import App


class Banner(Words):
    """An alert line; takes no room while it has nothing to say."""

    def __init__(self, text: str = "") -> None:
        super().__init__(_marked(text))
        self.display = bool(text)

    def say(self, text: str) -> None:
        """Show another line; an empty one hides the banner."""
        super().say(_marked(text))
        self.display = bool(text)


def alert_line_in(app: App[object]) -> str:
    """The alert line of the screens that a dialog is laid over (SI-12)."""
    lines = [getattr(screen, "alert_line", "") for screen in app.screen_stack]
    return next((line for line in reversed(lines) if line), "")


def _marked(text: str) -> str:
    return f"!  {text}" if text else ""
