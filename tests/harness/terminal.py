"""Runs the real program in a pseudo-terminal, as a person sees it: text on a screen, keys, signals.

Nothing sleeps to wait for something: every wait reads what the program writes, until a deadline.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from harness.screen import Emulator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

ROOT: Final = Path(__file__).parents[2]
PROGRAM: Final = (sys.executable, "-m", "exercise_companion")

PATIENCE_SECONDS: Final = 60.0
"""How long something may take on a busy machine."""

AGAIN_SECONDS: Final = 0.4
"""A key that had no effect is pressed again after this: it came before the screen took keys."""

HUMAN_SECONDS: Final = 0.17
"""Nobody presses the same key faster than this, and the program drops it when they do (SI-04)."""

KEYS: Final[Mapping[str, bytes]] = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "space": b" ",
    "down": b"\x1b[B",
    "up": b"\x1b[A",
    "ctrl+c": b"\x03",
    "ctrl+q": b"\x11",
    "ctrl+s": b"\x13",
    "f2": b"\x1bOQ",
    "f5": b"\x1b[15~",
    "f6": b"\x1b[17~",
}

_NOT_INHERITED: Final = frozenset({"COLUMNS", "LINES", "NO_COLOR", "PYTHONDONTWRITEBYTECODE"})


def environment() -> dict[str, str]:
    """The environment of every program under test: a known zone, language and terminal."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _NOT_INHERITED and not name.startswith("EXERCISE_COMPANION_")
    }
    known = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return kept | known | {"LC_ALL": "C.UTF-8", "TZ": "Europe/London"}


class Terminal:
    """A program in a pseudo-terminal; used as a context, it is killed when that is left.

    Args:
        *arguments: given to `exercise-companion`.
        command: another program instead of it.
        size: columns and lines.

    """

    def __init__(
        self,
        *arguments: str,
        command: Sequence[str] = PROGRAM,
        size: tuple[int, int] = (100, 34),
    ) -> None:
        self.emulator = Emulator(*size)
        self.written = b""
        """Every byte the program wrote."""
        self.exit_code: int | None = None
        """Known once it has ended; negative for a signal."""
        self.read_at = 0.0
        """When the last output came, on the monotonic clock."""
        self._open = True
        self._last_key = ("", 0.0)
        self.started = time.monotonic()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            _become([*command, *arguments], size)
        _resize(self._file, size)
        os.set_blocking(self._file, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # --- what is seen -------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """What can be read now."""
        return self.emulator.text

    @property
    def is_running(self) -> bool:
        """Whether the program still has its terminal."""
        return self._open

    def sees(self, *wanted: str) -> bool:
        """Whether all of this can be read now."""
        text = self.text
        return all(part in text for part in wanted)

    def pump(self, seconds: float) -> bool:
        """Take in what the program writes, waiting so long for it; says whether there was any."""
        if not self._open or not select.select([self._file], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._file, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self._open = False
            return False
        self.read_at = time.monotonic()
        self.written += data
        answer = self.emulator.feed(data)
        if answer:
            self._write(answer)
        return True

    def wait_until(self, test: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
        """Take in output until something holds of a finished frame; says whether it does."""
        deadline = time.monotonic() + seconds
        while self.emulator.is_drawing or not test():
            left = deadline - time.monotonic()
            if left <= 0 or not self._open:
                return test()
            self.pump(min(left, 0.5))
        return True

    def wait_for(self, *wanted: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until all of this can be read.

        Raises:
            AssertionError: it never could.

        """
        seen = self.wait_until(lambda: self.sees(*wanted), seconds)
        assert seen, f"never saw {wanted} on:\n{self.text}\n(ended: {not self._open})"

    # --- what is done -------------------------------------------------------------------------

    def type(self, text: str) -> None:
        """Type text."""
        self._write(text.encode())

    def press(self, key: str) -> None:
        """Press one key, by its name or as a character."""
        last, at = self._last_key
        while key == last and (early := at + HUMAN_SECONDS - time.monotonic()) > 0:
            self.pump(early)
        self._last_key = (key, time.monotonic())
        self._write(KEYS.get(key, key.encode()))

    def press_until(self, key: str, *wanted: str, gone: str = "") -> None:
        """Press a key until the screen shows something, and no longer shows something else.

        A key that was pressed before the screen took keys is dropped (SI-03), hence again.

        Raises:
            AssertionError: it never had that effect.

        """

        def done() -> bool:
            return self.sees(*wanted) and not (gone and self.sees(gone))

        deadline = time.monotonic() + PATIENCE_SECONDS
        had_effect = False
        while not had_effect:
            assert self.is_running, f"it ended:\n{self.text}"
            assert time.monotonic() < deadline, f"{key} never led to {wanted}:\n{self.text}"
            self.press(key)
            had_effect = self.wait_until(done, AGAIN_SECONDS)

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def close_window(self) -> None:
        """What a window manager does: the terminal goes away, the program gets SIGHUP."""
        os.close(self._file)
        self._open = False
        self._file = -1

    def wait_ended(self, seconds: float = PATIENCE_SECONDS) -> int:
        """Wait until the program has ended; returns its exit code, negative for a signal.

        Raises:
            AssertionError: it is still running.

        """
        deadline = time.monotonic() + seconds
        while not self._reaped():
            assert time.monotonic() < deadline, f"still running:\n{self.text}"
            if not self.pump(0.05):
                time.sleep(0.01)  # its output is closed, and the system has yet to say it ended
        while self.pump(0):
            pass
        assert self.exit_code is not None
        return self.exit_code

    def kill(self) -> None:
        """SIGKILL: no warning, no tidying up. What it had written before is still read."""
        self.send(signal.SIGKILL)
        self.wait_ended()

    def close(self) -> None:
        """End whatever still runs, and give the terminal back."""
        if self.exit_code is None:
            self.send(signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            self.exit_code = os.waitstatus_to_exitcode(status)
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self._open = False

    def _reaped(self) -> bool:
        if self.exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code is not None

    def _write(self, data: bytes) -> None:
        with suppress(OSError):  # it may have ended in this moment
            os.write(self._file, data)


def _become(command: Sequence[str], size: tuple[int, int]) -> None:
    """In the child: turn into the program. Never returns."""
    try:
        _resize(0, size)
        os.chdir(ROOT)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a run in the background ignores it
        os.execvpe(command[0], list(command), environment())  # noqa: S606 - the program under test
    except OSError as error:
        os.write(2, f"{command[0]}: {error}\n".encode())
    os._exit(127)


def _resize(file: int, size: tuple[int, int]) -> None:
    columns, lines = size
    fcntl.ioctl(file, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
