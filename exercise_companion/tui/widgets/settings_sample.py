"""What text size and movement look like as they are set: a count, and something that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal, Vertical

from exercise_companion.tui.widgets import step_clock
from exercise_companion.tui.widgets.big_digits import BigDigits
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from exercise_companion.core.settings import Settings

COUNT: Final = "3/8"
IN_WORDS: Final = "Repetition 3 of 8"
_WAY: Final = 8
"""Cells the ball has for its way."""

_FRAME_SECONDS: Final = 0.25


def ball_at(seconds: float) -> str:
    """The ball on its way there and back, so many seconds after it began."""
    at = int(seconds / _FRAME_SECONDS) % (2 * _WAY)
    at = at if at <= _WAY else 2 * _WAY - at
    return f"({' ' * at}●{' ' * (_WAY - at)})"


def start_and_end() -> str:
    """The ball where it starts and where it ends, side by side."""
    return f"{ball_at(0)}  →  {ball_at(_WAY * _FRAME_SECONDS)}"


class SettingsSample(Vertical):
    """Shows a set as it would look; nothing wakes where nothing moves.

    Args:
        settings: as they are now.

    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(id="sample")
        self._settings = settings
        self._ball = Words("", id="sample-ball", classes="strong")
        self._began = step_clock.steady_seconds()
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The count on the left, what moves on the right."""
        with Horizontal():
            yield Words(IN_WORDS, id="sample-words", classes="strong")
            yield BigDigits(id="sample-count")
            yield self._ball

    def on_mount(self) -> None:
        """Show them as they are."""
        self.query_one(BigDigits).value = COUNT
        self.wear(self._settings)

    def wear(self, settings: Settings) -> None:
        """Show what the settings are now."""
        self._settings = settings
        self.set_class(settings.is_large, "-large-sample")
        self.go_on()

    def go_on(self) -> None:
        """Move, or stand, as it is set."""
        self.rest()
        if self._settings.motion:
            self._timer = self.set_interval(_FRAME_SECONDS, self._move)
        self._move()

    def rest(self) -> None:
        """Something else is on the screen: nothing moves."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _move(self) -> None:
        seconds = step_clock.steady_seconds() - self._began
        self._ball.say(ball_at(seconds) if self._settings.motion else start_and_end())
