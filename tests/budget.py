"""A limit on what some work may cost, counted in the processor's time and not on the wall."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

CPU_SECONDS: Final = 10.0
"""Hundreds of times what the slowest honest work here takes."""

STUCK_SECONDS: Final = 120.0
"""Work that takes no time of the processor and still does not end waits for something."""


class OverBudgetError(BaseException):
    """It hangs. No `except Exception` of the program under test can swallow it."""


@contextmanager
def budget() -> Iterator[None]:
    """Break off work that goes on for ever, or waits for ever.

    Raises:
        OverBudgetError: it did.

    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def over(number: int, _frame: FrameType | None) -> None:
        raise OverBudgetError(signal.Signals(number).name)

    before = {number: signal.signal(number, over) for number in (signal.SIGPROF, signal.SIGALRM)}
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, STUCK_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
