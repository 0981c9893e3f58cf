"""One question line out, one line in: the only way the line-by-line session talks (E3)."""

from __future__ import annotations

import io
import select
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TextIO

from exercise_companion.core.command_words import at_place
from exercise_companion.core.safetext import neutral_lines
from exercise_companion.errors import Refused
from exercise_companion.plain.sayings import in_typed_words
from exercise_companion.signals import THE_INTERRUPTS

if TYPE_CHECKING:
    from exercise_companion.clock import Clock
    from exercise_companion.errors import CompanionError


KEPT: Final = "What was answered before is kept."
ENTRY_LEFT: Final = "This entry is not saved."
SIGN_KEPT: Final = f"{ENTRY_LEFT} A warning sign that you told of is."
NOT_KEPT: Final = "Nothing that was answered could be saved."


class EndOfInputError(Refused):
    """The answers ran out: the program leaves, it never assumes one (decisions E3)."""

    def __init__(self, kept: str = KEPT) -> None:
        super().__init__("There was no answer.", kept)


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
    """Lines out and lines in. A standard input that is closed is one that has ended.

    Args:
        clock: moved on when waiting is skipped.
        skips_waits: waiting is skipped: no terminal, and a demonstration or test store (D8).
        option: what a command that is named has to be typed with: " --data patient".
        source: where answers come from.
        out: where lines go.

    """

    def __init__(
        self,
        clock: Clock,
        *,
        skips_waits: bool = False,
        option: str = "",
        source: TextIO | None = None,
        out: TextIO | None = None,
    ) -> None:
        self.skips_waits = skips_waits
        self._option = option
        self.kept = KEPT
        """What is said of earlier answers when there is no answer."""
        self.refused: CompanionError | None = None
        """Why an answer was not taken last; at a terminal only until another one was."""
        self._clock = clock
        self._in: TextIO = source or sys.stdin or io.StringIO()
        self._out = out or sys.stdout
        self._skipped_seconds = 0.0

    @property
    def is_terminal(self) -> bool:
        """Whether somebody is typing, rather than a script."""
        return self._in.isatty()

    @property
    def listens(self) -> bool:
        """Whether a line can be heard while waiting: in a terminal, and not on every system."""
        return self.is_terminal and self._poll(0) is not None

    def say(self, *lines: str) -> None:
        """Print lines. A line from a file never holds control characters (V-16)."""
        for line in lines:
            told = at_place(in_typed_words(neutral_lines(line)), self._option)
            self._out.write(told + "\n")
        self._out.flush()

    def refuse(self, fault: CompanionError) -> None:
        """Say why an answer cannot be taken: it is asked again."""
        self.refused = fault
        self.say(fault.what_happened, fault.what_to_do)

    def take(self) -> None:
        """An answer was taken. A script's mistake stays: its later lines were meant otherwise."""
        if self.is_terminal:
            self.refused = None

    def ask(self, question: str, *, flush: bool = False) -> Line:
        """Put a question and read one line.

        Args:
            question: printed with a newline of its own.
            flush: drop what was typed before the question appeared, but never a `!`.

        Raises:
            EndOfInputError: the input has ended.
            SomethingIsWrongError: `!` was typed.

        """
        if flush:
            self._drop_typed_ahead()
        try:
            self.say(question)
        except OSError as gone:  # a window that was closed (EIO), a reader that left
            raise EndOfInputError(self.kept) from gone
        begun = time.monotonic()
        raw = self._read()
        dwell = round((time.monotonic() - begun) * 1000) if self.is_terminal else None
        return Line(raw.casefold(), raw, dwell)

    def now(self) -> float:
        """Seconds for `wait_until`: never set back, skipped waits included."""
        return time.monotonic() + self._skipped_seconds

    def wait_until(self, due: float) -> Line | None:
        """Wait, or move the clock on where waiting is skipped.

        A line that is typed ends the wait at once where the console `listens`; elsewhere it is
        read by the next question.

        Args:
            due: a time of `now`.

        Returns:
            The line, or None when the time has come.

        Raises:
            EndOfInputError: the input has ended.
            SomethingIsWrongError: `!` was typed.

        """
        if self.skips_waits:
            self._skip(max(0.0, due - self.now()))
            return None
        while (left := due - self.now()) > 0:
            if self._is_typed_within(left):
                raw = self._read()
                return Line(raw.casefold(), raw, None)
        return None

    def _skip(self, seconds: float) -> None:
        self._clock.advance(seconds)
        self._skipped_seconds += seconds

    def _is_typed_within(self, seconds: float) -> bool:
        with THE_INTERRUPTS.let_through():
            typed = self._poll(seconds) if self.is_terminal else None
            if typed is None:
                time.sleep(seconds)
            return bool(typed)

    def _poll(self, seconds: float) -> bool | None:
        """Whether a line is typed within so many seconds; None at once where it cannot be told."""
        try:
            return bool(select.select([self._in], [], [], seconds)[0])
        except (OSError, ValueError):
            return None

    def _read(self) -> str:
        with THE_INTERRUPTS.let_through():
            line = self._typed_line()
        if not line:
            raise EndOfInputError(self.kept)
        text = line.strip()
        if text == "!":
            raise SomethingIsWrongError
        return text

    def _typed_line(self) -> str:
        """One line; empty at the end of the input, and where the window is gone (EIO)."""
        try:
            return self._in.readline()
        except OSError:
            return ""

    def _drop_typed_ahead(self) -> None:
        if not self.is_terminal:
            return
        while self._is_typed_within(0):
            self._read()
        with suppress(ImportError):
            import termios  # noqa: PLC0415 - not on every system

            with suppress(OSError, termios.error):
                termios.tcflush(self._in.fileno(), termios.TCIFLUSH)
