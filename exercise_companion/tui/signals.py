"""Signals that end the program leave the terminal as it was (platform trap 41)."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

ENDING: Final = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")
"""Asked to end, window closed, interrupted, quit. Not every system has all of them."""

LAST_RESORT_SECONDS: Final = 10.0
"""How long leaving may take. A window that is gone can keep the program waiting for ever, and with
it the session, which no other window could then run (decisions E6)."""


def on_signals(loop: asyncio.AbstractEventLoop, leave: Callable[[int], None]) -> None:
    """Call `leave` with the number of a signal that asks the program to end.

    What was acknowledged is on disk already, so ending hard as a last resort loses nothing.
    """

    def end(number: int) -> None:
        last_resort = Timer(LAST_RESORT_SECONDS, os._exit, [128 + number])
        last_resort.daemon = True
        last_resort.start()
        leave(number)

    for name in ENDING:
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; other thread
                loop.add_signal_handler(number, end, int(number))
