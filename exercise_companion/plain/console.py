"""One question line out, one line in: the only way the line-by-line session talks (E3)."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.clock import Clock


class EndOfInputError(Refused):
    """The answers ran out: the program leaves, it never assumes one (decisions E3)."""

    def __init__(self) -> None:
        super().__init__("There was no answer.", "What was answered before is kept.")


class SomethingIsWrongError(Exception):
    """`!` was typed, which is accepted at every question."""


@dataclass(frozen=True, slots=True)
class Line:
    """What was typed, and how long it took."""

    text: str
    """Without blanks around it, lower case."""
    raw: str
    dwell_ms: int | None
    """None when the input is no terminal: then the time says nothing about a person."""


class Console:
    """Lines out and lines in.

    Args:
        clock: moved on when waiting is skipped.
        skips_waits: waiting is skipped: no terminal, and a demonstration or test store (D8).
        source: where answers come from.
        out: where lines go.
        sleep: waits so many seconds.

    """

    def __init__(
        self,
        clock: Clock,
        *,
        skips_waits: bool = False,
        source: TextIO | None = None,
        out: TextIO | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.skips_waits = skips_waits
        self._clock = clock
        self._in = source or sys.stdin
        self._out = out or sys.stdout
        self._sleep = sleep

    def say(self, *lines: str) -> None:
        """Print lines. A line from a file never holds control characters (V-16)."""
        for line in lines:
            self._out.write(line + "\n")
        self._out.flush()

    def ask(self, question: str, *, flush: bool = False) -> Line:
        """Put a question and read one line.

        Args:
            question: printed with a newline of its own.
            flush: drop what was typed before the question appeared (safety questions).

        Raises:
            EndOfInputError: the input has ended.
            SomethingIsWrongError: `!` was typed.

        """
        if flush:
            self._drop_typed_ahead()
        self.say(question)
        begun = time.monotonic()
        raw = self._in.readline()
        if not raw:
            raise EndOfInputError
        text = raw.strip()
        if text == "!":
            raise SomethingIsWrongError
        dwell = round((time.monotonic() - begun) * 1000) if self._in.isatty() else None
        return Line(text.casefold(), text, dwell)

    def wait(self, seconds: float) -> None:
        """Wait, or move the clock on where waiting is skipped."""
        if self.skips_waits:
            self._clock.advance(seconds)
        else:
            self._sleep(seconds)

    def _drop_typed_ahead(self) -> None:
        if not self._in.isatty():
            return
        with suppress(ImportError, OSError):
            import termios  # noqa: PLC0415 - not on every system

            termios.tcflush(self._in.fileno(), termios.TCIFLUSH)
