"""The one thread on which the services are opened, used and closed, in the order of asking."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.companion import Companion


class Service(Protocol):
    """What is opened and used on the thread."""

    def close(self) -> None:
        """Give back what it holds."""


T = TypeVar("T")
S = TypeVar("S", bound=Service)


class ServiceThread(Generic[S]):
    """Keeps the screen alive while a service works; a database belongs to one thread.

    Args:
        opener: opens the service; called on the thread, at the first question.

    """

    def __init__(self, opener: Callable[[], S]) -> None:
        self._opener = opener
        self._service: S | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="companion")

    async def ask(self, work: Callable[[S], T]) -> T:
        """Do something with the service and wait for what comes of it.

        What was handed over is done even when nobody waits any more: a reply that was given is
        written, although the screen was left in the same moment.

        Raises:
            CompanionError: the service said why it cannot be done.

        """
        return await asyncio.shield(asyncio.wrap_future(self._thread.submit(self._do, work)))

    def _do(self, work: Callable[[S], T]) -> T:
        if self._service is None:
            self._service = self._opener()
        return work(self._service)

    def close(self) -> None:
        """Finish what was handed over, close the service and end the thread."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _close(self) -> None:
        if self._service is not None:
            self._service.close()


class Background(ServiceThread["Companion"]):
    """The thread of the patient's companion.

    Args:
        opener: opens it.

    """

    def __init__(self, opener: Callable[[], Companion]) -> None:
        super().__init__(opener)
