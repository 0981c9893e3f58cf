"""The line that stamps every screen of a demonstration (V-22)."""

from __future__ import annotations

from exercise_companion.core.today_words import DEMO_LINE
from exercise_companion.tui.widgets.words import Words


class DemoLine(Words):
    """Says that this is an example; takes no room with a real prescription."""

    def __init__(self, *, shown: bool) -> None:
        super().__init__(DEMO_LINE)
        self.display = shown
