"""A line that counts down to what happens by itself in a hands-free session, and can be held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Vertical
from textual.message import Message

from exercise_companion.core.dose import Step
from exercise_companion.tui.widgets.step_clock import StepClock, whole_seconds
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

HELD: Final = "Waiting for you."


class ByItself(Vertical):
    """Says what comes by itself and in how many seconds; any key holds it.

    Args:
        what: what happens: "Starts".
        seconds: when.
        clock: seconds on a clock nobody sets; another one for tests.

    """

    DEFAULT_CSS = """
    ByItself { height: 1; }
    """

    class Due(Message):
        """The time is over."""

    class Counted(Message):
        """Another second is over, and nothing held it."""

        def __init__(self, seconds: float) -> None:
            super().__init__()
            self.seconds = seconds
            """How many are over."""

    def __init__(self, what: str, seconds: float, clock: Callable[[], float] | None = None) -> None:
        super().__init__(id="by-itself")
        self._what = what
        step = Step("ready", seconds, "", 1, 1, None, None, "none")
        self.clock = StepClock((step,), clock=clock)
        self._line = Words("", classes="strong")

    def compose(self) -> ComposeResult:
        """The line and its clock."""
        yield self._line
        yield self.clock

    def on_mount(self) -> None:
        """Begin to count."""
        self.clock.resume()
        self._say()

    @property
    def is_counting(self) -> bool:
        """Whether it will happen unless it is held."""
        return self.clock.is_running

    def hold(self) -> None:
        """Wait for the patient, for good."""
        self.clock.pause()
        self._say()

    def end(self, text: str) -> None:
        """It has happened: say another thing from now on."""
        self.clock.pause()
        self._line.say(text)

    def _say(self) -> None:
        left = self.clock.seconds_left
        if self.is_counting and left is not None:
            self._line.say(f"{self._what} in {whole_seconds(left)} s. Press any key to wait.")
        else:
            self._line.say(HELD)

    def on_step_clock_ticked(self, event: StepClock.Ticked) -> None:
        """Another second."""
        event.stop()
        self._say()
        self.post_message(self.Counted(self.clock.seconds_into))

    def on_step_clock_finished(self, event: StepClock.Finished) -> None:
        """It is time."""
        event.stop()
        self.post_message(self.Due())

    def on_step_clock_jumped(self, event: StepClock.Jumped) -> None:
        """The computer slept: nothing happens by itself any more (H-10)."""
        event.stop()
        self._say()
