"""The line that stamps every screen of a demonstration (V-22)."""

from __future__ import annotations

from textual.content import Content

from exercise_companion.core.today_words import DEMO_LINE, DEMO_LINES
from exercise_companion.tui.widgets.words import Words


class DemoLine(Words):
    """Says that this is an example; takes no room with a real prescription."""

    def __init__(self, *, shown: bool) -> None:
        super().__init__(DEMO_LINE)
        self.display = shown

    def render(self) -> Content:
        """As much as the line has room for, and never half of it."""
        width = self.content_size.width
        return Content(next((line for line in DEMO_LINES if len(line) <= width), DEMO_LINES[-1]))
