"""The line that stays on every screen while an alert is open (SI-12)."""

from __future__ import annotations

from exercise_companion.tui.widgets.words import Words


class Banner(Words):
    """An alert line; takes no room while it has nothing to say."""

    def __init__(self, text: str = "") -> None:
        super().__init__(_marked(text))
        self.display = bool(text)

    def say(self, text: str) -> None:
        """Show another line; an empty one hides the banner."""
        super().say(_marked(text))
        self.display = bool(text)


def _marked(text: str) -> str:
    return f"!  {text}" if text else ""
