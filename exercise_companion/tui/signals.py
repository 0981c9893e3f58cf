"""Signals that end the program leave the terminal as it was (platform trap 41)."""

from __future__ import annotations

import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

ENDING: Final = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")
"""Asked to end, window closed, interrupted, quit. Not every system has all of them."""


def on_signals(loop: asyncio.AbstractEventLoop, leave: Callable[[int], None]) -> None:
    """Call `leave` with the number of a signal that asks the program to end."""
    for name in ENDING:
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; other thread
                loop.add_signal_handler(number, leave, int(number))
