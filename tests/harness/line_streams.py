"""Random lines to the line-by-line session, in this process or through the pipe of the real one."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from harness.key_streams import Found, Witness, sessions_in

from exercise_companion.clock import Clock
from exercise_companion.core.wording import banned_phrases
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

WORDS: Final = (
    *("no", "no", "n", "yes", "y", "u", "not sure", "", "", " ", "!", "?", "ok", "start", "done"),
    *("seen", "calling", "helped", "cannot call", "leave", "stop", "skip", "easier", "back"),
    *("hurts", "tired", "pain", "more", "new", "none", "all", "prefer not to say", "MISTAKE"),
    *("0", "1", "2", "3", "5", "8", "10", "11", "-1", "2.5", "000", "\x1b[A", "ñ", "n" * 500),
)

RIGHT: Final = {
    "No, yes, not sure": "no",
    "0 to 10": "2",
    "Is that right": "yes",
    "Type start, done": "done",
    "Type start": "start",
    "Type ok": "ok",
}
"""What leads on, by what a question says."""


def clock_at(start: datetime) -> Clock:
    """A clock that was moved on: its store is a test's, on which waiting may be skipped."""
    return Clock(start - datetime.now(UTC), ZoneInfo("Europe/London"))


class Typist(io.StringIO):
    """Standard input of somebody who types at random, some of them by the last question."""

    def __init__(self, seed: int, lines: int, out: io.StringIO) -> None:
        super().__init__()
        self.random = random.Random(seed)  # noqa: S311 - a test that repeats itself
        self.attention = self.random.choice((0.0, 0.0, 0.5, 0.9, 0.97))
        """How often the line is an answer to what was asked."""
        self.left = lines
        self._out = out

    def readline(self, _size: int = -1, /) -> str:
        """The next line; nothing when the input has ended."""
        if not self.left:
            return ""
        self.left -= 1
        return self.typed() + "\n"

    def typed(self) -> str:
        if self.random.random() < self.attention:
            asked = self._out.getvalue().rstrip("\n").rpartition("\n")[2]
            return next((line for words, line in RIGHT.items() if words in asked), "ok")
        return self.random.choice(WORDS)


def press(folder: Path, start: datetime, seed: int, lines: int) -> Found:
    """One stream of lines to the session in this process."""
    before, clock, out = sessions_in(folder), clock_at(start), io.StringIO()
    source = Typist(seed, lines, out)
    witness = Witness(folder, clock, None, before)
    try:
        while source.left:
            console = Console(clock, skips_waits=True, source=source, out=out)
            asked = source.left
            PlainSession(witness, console).exercise()  # type: ignore[arg-type]
            if source.left == asked:  # it asks nothing: locked, or done for today
                break
    finally:
        witness.close()
    said = [f"it said: {bad}" for bad in banned_phrases(out.getvalue())]
    begun = sessions_in(folder) - before
    return Found((*witness.faults, *said), lines, witness.answered, witness.told, begun)


def text(seed: int, lines: int) -> str:
    """Lines for a pipe: nobody reads what is asked."""
    typist = Typist(seed, lines, io.StringIO())
    typist.attention = 0.0
    return "".join(iter(typist.readline, ""))
