"""The one thread on which the services are opened, used and closed, in the order of asking."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.companion import Companion

T = TypeVar("T")


class Background:
    """Keeps the screen alive while the services work; a database belongs to one thread.

    Args:
        opener: opens the patient's companion; called on the thread, at the first question.

    """

    def __init__(self, opener: Callable[[], Companion]) -> None:
        self._opener = opener
        self._companion: Companion | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="companion")

    async def ask(self, work: Callable[[Companion], T]) -> T:
        """Do something with the companion and wait for what comes of it.

        What was handed over is done even when nobody waits any more: a reply that was given is
        written, although the screen was left in the same moment.

        Raises:
            CompanionError: the companion said why it cannot be done.

        """
        return await asyncio.shield(asyncio.wrap_future(self._thread.submit(self._do, work)))

    def _do(self, work: Callable[[Companion], T]) -> T:
        if self._companion is None:
            self._companion = self._opener()
        return work(self._companion)

    def close(self) -> None:
        """Finish what was handed over, close the companion and end the thread."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _close(self) -> None:
        if self._companion is not None:
            self._companion.close()
