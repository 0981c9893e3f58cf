"""What text size and movement look like as they are set: a count, and a figure that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal, Vertical

from exercise_companion.catalogue import figures
from exercise_companion.tui.widgets.big_digits import BigDigits
from exercise_companion.tui.widgets.figure_view import FigureView
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.settings import Settings

CAPTION: Final = "So a set looks:"
COUNT: Final = "3/8"
IN_WORDS: Final = "Repetition 3 of 8"

SHOWN: Final = "bridge"
"""The figure that is told best in a few lines: it lies, and much of it moves."""


class SettingsSample(Horizontal):
    """Shows a set as it would look; nothing wakes where nothing moves.

    Args:
        settings: as they are now.

    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(id="sample")
        self._settings = settings

    def compose(self) -> ComposeResult:
        """The count on the left, what moves on the right."""
        with Vertical(id="sample-left"):
            yield Words(CAPTION, classes="soft")
            yield Words(IN_WORDS, id="sample-words", classes="strong")
            yield BigDigits(id="sample-count")
        yield FigureView(figures.figure(SHOWN), id="sample-figure")

    def on_mount(self) -> None:
        """Show them as they are."""
        self.query_one(BigDigits).value = COUNT
        self.wear(self._settings)

    def wear(self, settings: Settings) -> None:
        """Show what the settings are now."""
        self.set_class(settings.is_large, "-large-sample")
        self.go_on()

    def go_on(self) -> None:
        """Move once, or stand, as it is set; then nothing wakes any more."""
        self.query_one(FigureView).demonstrate(once=True)

    def rest(self) -> None:
        """Something else is on the screen: nothing moves."""
        self.query_one(FigureView).halt()
