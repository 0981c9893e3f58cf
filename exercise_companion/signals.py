"""Signals that end the program: what was told is kept first, the terminal left as it was.

A window that is closed is one of them (platform trap 41).
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator
    from types import FrameType

ENDING: Final = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")
"""Asked to end, window closed, interrupted, quit. Not every system has all of them."""

INTERRUPTING: Final = ("SIGTERM", "SIGHUP", "SIGQUIT")
"""Those that Python would end with at once."""

LAST_RESORT_SECONDS: Final = 10.0
"""How long leaving may take. A window that is gone can keep the program waiting for ever, and with
it the session, which no other window could then run (decisions E6)."""


class Ended(KeyboardInterrupt):
    """A signal asked the program to end.

    Args:
        exit_code: what it ends with.

    """

    def __init__(self, exit_code: int) -> None:
        super().__init__()
        self.exit_code = exit_code


def on_signals(loop: asyncio.AbstractEventLoop, leave: Callable[[int], None]) -> None:
    """Call `leave` with the number of a signal that asks the program to end."""

    def end(number: int) -> None:
        last_resort(128 + number)
        leave(number)

    for number in _numbers(ENDING):
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; other thread
            loop.add_signal_handler(number, end, number)


class Interrupts:
    """When a signal may interrupt: once questions are asked, only while one waits for its answer.

    A window that is closed ends the answers, too: what is kept then is not to be interrupted.
    """

    def __init__(self) -> None:
        self._are_held = False
        self._came: Ended | None = None

    def came(self, ended: Ended) -> None:
        """A signal came.

        Raises:
            Ended: it may interrupt.

        """
        self._came = ended
        if not self._are_held:
            raise ended

    @contextmanager
    def let_through(self) -> Iterator[None]:
        """Inside, an answer is waited for.

        Raises:
            Ended: a signal comes, or came before.

        """
        self._are_held = False
        try:
            if self._came is not None:
                raise self._came
            yield
        finally:
            self._are_held = True


THE_INTERRUPTS: Final = Interrupts()
"""Those of this process."""


def interrupt_on_signals() -> None:
    """Leave as with Ctrl+C when the program is asked to end or its window is closed.

    What somebody else has settled stays so, as with `nohup`.
    """
    for number in _numbers(INTERRUPTING):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    """Leave once: a window that is closed may say so twice."""
    for one in _numbers(INTERRUPTING):
        signal.signal(one, signal.SIG_IGN)
    last_resort(128 + number)
    THE_INTERRUPTS.came(Ended(128 + number))


def last_resort(code: int) -> None:
    """End hard, should leaving take too long; what was acknowledged is on disk already."""
    from threading import Timer  # noqa: PLC0415 - when needed

    timer = Timer(LAST_RESORT_SECONDS, os._exit, [code])
    timer.daemon = True
    timer.start()


def _numbers(names: tuple[str, ...]) -> Iterator[int]:
    """Those that this system has."""
    found = (getattr(signal, name, None) for name in names)
    return (int(number) for number in found if number is not None)
