"""Runs the player's steps against a clock: what is shown is always deadline minus clock (H-10).

The clock draws nothing. It wakes once a second to say that a number on the screen changes, and
not at all while it is paused or waits for a key.
"""

from __future__ import annotations

import math
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.timer import Timer

    from exercise_companion.core.dose import Step, Turn

LARGEST_GAP_SECONDS: Final = 1.0
"""A look at the clock that comes later than this was not late but interrupted (H-10)."""

_EARLY_SECONDS: Final = 0.05
"""How much too early a timer may ring and still stand for the second it was set to."""


def steady_seconds() -> float:
    """Seconds that nobody can set and that go on while the computer sleeps, where they can."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


def whole_seconds(seconds_left: float) -> int:
    """Seconds as they are shown, counted down: 5 until 4 are left, 0 only when time is up."""
    return max(0, math.ceil(seconds_left - _EARLY_SECONDS))


@dataclass(slots=True)
class _Run:
    """What the clock is running towards."""

    deadline: float | None
    """When this step ends; None waits for a key."""
    expected: float | None
    """When the next look at the clock is due; None when none is."""


class StepClock(Widget):
    """Goes through steps by their deadlines, and says when it reaches the next."""

    DEFAULT_CSS = """
    StepClock { display: none; }
    """

    class Ticked(Message):
        """The whole seconds left in this step changed."""

    class StepChanged(Message):
        """A new step began: read `step`."""

    class Finished(Message):
        """The last step is over. Nothing is marked done by that."""

    class Jumped(Message):
        """The clock was interrupted: it is paused where it last was."""

    def __init__(
        self, steps: tuple[Step, ...], *, clock: Callable[[], float] | None = None
    ) -> None:
        super().__init__()
        self.steps = steps
        self._clock = clock or steady_seconds
        self._index = 0
        self._left = _seconds_of(steps, 0)
        self._seen = self._clock()
        self._going: _Run | None = None
        self._timer: Timer | None = None

    @property
    def step(self) -> Step | None:
        """The step that runs or is paused; None after the last."""
        return self.steps[self._index] if self._index < len(self.steps) else None

    @property
    def seconds_left(self) -> float | None:
        """What is left of this step; None when it waits for a key or all is over."""
        return self._left

    @property
    def seconds_done(self) -> float:
        """How long this step has run."""
        step = self.step
        if step is None or step.seconds is None or self._left is None:
            return 0.0
        return step.seconds - self._left

    @property
    def seconds_into(self) -> float:
        """How long this step has run at this very moment; `seconds_done` is as last looked at."""
        step, running = self.step, self._going
        if step is None or step.seconds is None or running is None or running.deadline is None:
            return self.seconds_done
        return min(step.seconds, max(0.0, step.seconds - (running.deadline - self._clock())))

    @property
    def turn(self) -> Turn | None:
        """The turn of this step that was reached last; None before the first."""
        step = self.step
        reached = self.seconds_done + _EARLY_SECONDS
        turns = () if step is None else step.turns
        return next((one for one in reversed(turns) if one.at_seconds <= reached), None)

    @property
    def is_running(self) -> bool:
        """False while paused, before the start and after the end."""
        return self._going is not None

    def resume(self) -> None:
        """Start, or go on from where it was paused."""
        if self._going is not None or self.step is None:
            return
        self._seen = self._clock()
        deadline = None if self._left is None else self._seen + self._left
        self._going = _Run(deadline, None)
        self._wait()

    def pause(self) -> None:
        """Stop where the time is now. A paused clock does not wake."""
        self.look()
        self._halt()

    def go_on(self) -> None:
        """Leave this step and begin the next with its full time, paused or not."""
        was_running = self.is_running
        self._halt()
        self._enter(self._index + 1)
        if was_running:
            self.resume()

    def start_again(self) -> None:
        """Begin anew at the lead-in; a rest before it is not repeated."""
        self._halt()
        lead_in = (at for at, step in enumerate(self.steps) if step.kind == "ready")
        self._enter(next(lead_in, 0))
        self.resume()

    def look(self) -> None:
        """Look at the clock: go to the step that is due, or notice that time has jumped."""
        running = self._going
        if running is None:
            return
        now = self._clock()
        if self._has_jumped(now, running):
            self._halt()
            self.post_message(self.Jumped())
            return
        self._seen = now
        self._follow(running, now)
        if self._going is not None:
            self._wait()
            self.post_message(self.Ticked())

    def _has_jumped(self, now: float, running: _Run) -> bool:
        late = 0.0 if running.expected is None else now - running.expected
        return now < self._seen or late > LARGEST_GAP_SECONDS

    def _follow(self, running: _Run, now: float) -> None:
        """Work out what is left, and pass every deadline that is over without losing time."""
        while running.deadline is not None:
            self._left = running.deadline - now
            if self._left > _EARLY_SECONDS:
                return
            self._enter(self._index + 1)
            if self.step is None:
                self._halt()
                return
            running.deadline = None if self._left is None else running.deadline + self._left

    def _enter(self, index: int) -> None:
        if index > len(self.steps):
            return
        self._index = index
        self._left = _seconds_of(self.steps, index)
        self.post_message(self.Finished() if self.step is None else self.StepChanged())

    def _wait(self) -> None:
        """Set one timer for the moment the next whole second is shown, or the step turns."""
        self._stop_timer()
        running = self._going
        if running is None:
            return
        if self._left is None:
            running.expected = None
            return
        second = self._left - max(0, whole_seconds(self._left) - 1)
        delay = max(0.0, min((second, *self._until_turns())))
        running.expected = self._seen + delay
        self._timer = self.set_timer(delay, self.look)

    def _until_turns(self) -> Iterator[float]:
        """Seconds until each turn that is still to come."""
        done = self.seconds_done
        for turn in self.step.turns if self.step is not None else ():
            if turn.at_seconds - done > _EARLY_SECONDS:
                yield turn.at_seconds - done

    def _halt(self) -> None:
        self._stop_timer()
        self._going = None

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


def _seconds_of(steps: tuple[Step, ...], index: int) -> float | None:
    return steps[index].seconds if index < len(steps) else None
