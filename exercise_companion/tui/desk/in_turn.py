"""One key after the other: what is typed behind a key goes where that key has led to."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events
from textual.widgets import Input
from textual.worker import WorkerFailed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.worker import Worker

WAY: Final = "way"
"""The group of the workers that lead to another page."""

LONGEST_SECONDS: Final = 10.0
"""Longer than this no key is kept back, whatever the key before it still does."""

_PAUSE_SECONDS: Final = 0.001

_REPEATED: Final = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "backspace"})
"""Keys that are held down: the screen need not be drawn for each, where they lead nowhere."""

_TURNS: Final = frozenset({"ctrl+z", "ctrl+y"})
"""Undo and redo are the app's own keys: they would come before letters typed ahead of them."""

_ROUNDS: Final = 3
"""A key becomes a message, the message an edit, and the edit is shown: each goes up once."""


class KeysInTurn:
    """Keeps keys back while the key before them may still change the field they belong to.

    Without it the first letters of a dose, typed right behind the exercise, would go to the
    library, and what is left of "12 min" is another dose.

    Args:
        app: whose keys they are.
        hand_on: gives a key to what has the focus.

    """

    def __init__(self, app: App[int], hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self.app = app
        self.hand_on = hand_on
        self._kept: deque[events.Event] = deque()
        self._busy = False

    @property
    def is_busy(self) -> bool:
        """Whether a key is still being followed, or others are kept back behind it."""
        return self._busy or bool(self._kept)

    async def take(self, event: events.Event) -> None:
        """Hand a key on when those before it are done; everything else at once."""
        if _is_typed(event) and (self._busy or self._ways() or _turns_back(event)):
            self._kept.append(event)
            if not self._busy:  # a click, the desk itself, or letters that are on their way
                self._begin_following(event, self.app.screen)
            return
        if self._busy or not self._leads(event):
            await self.hand_on(event)
            return
        self._busy, here = True, self.app.screen
        await self.hand_on(event)
        self._begin_following(event, here)

    def _begin_following(self, event: events.Event, here: Screen[object]) -> None:
        self._busy = True
        follow = partial(self._follow, event, here)
        self.app.run_worker(follow)  # type: ignore[arg-type]  # asks for a result

    def _ways(self) -> list[Worker[object]]:
        return [worker for worker in self.app.workers if worker.group == WAY]

    def _leads(self, event: events.Event) -> bool:
        """Whether the next key waits for this one: it is no letter in a field."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            return False
        return not (event.is_printable and isinstance(self.app.focused, Input))

    async def _follow(self, event: events.Event, here: Screen[object]) -> None:
        try:
            await self._settled(event, here)
            while self._kept:
                event, here = self._kept.popleft(), self.app.screen
                if _turns_back(event):
                    await self._settled(event, here)
                leads = self._leads(event)
                await self.hand_on(event)
                if leads:
                    await self._settled(event, here)
        finally:
            self._busy = False

    async def _settled(self, event: events.Event, here: Screen[object]) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._all_done(event, here), LONGEST_SECONDS)

    async def _all_done(self, event: events.Event, here: Screen[object]) -> None:
        for _ in range(_ROUNDS):
            await self._passed_up()
        ways = self._ways()
        if ways:
            with suppress(WorkerFailed):
                await self.app.workers.wait_for_complete(ways)
        if ways or self.app.screen is not here or not _is_repeated(event):
            # a page that was just opened, and a field that comes into sight, take the focus then
            await _come(self.app.screen, self.app.screen.call_after_refresh)

    async def _passed_up(self) -> None:
        """Every message that is on its way from the focus to the app has been taken."""
        here = self.app.focused or self.app.screen
        for pump in here.ancestors_with_self:
            await _come(pump, pump.call_later)


async def _come(pump: MessagePump, ask: Callable[[Callable[[], None]], bool]) -> None:
    """Wait until something asked for has come, or its place has gone."""
    done = asyncio.Event()
    if ask(done.set):
        while pump.is_running and not done.is_set():  # noqa: ASYNC110 - its place may go
            await asyncio.sleep(_PAUSE_SECONDS)


def _is_typed(event: events.Event) -> bool:
    return isinstance(event, events.Key | events.Paste) and not event.is_forwarded


def _turns_back(event: events.Event) -> bool:
    """Whether it undoes or does again: what was typed before it has to be an edit by then."""
    return isinstance(event, events.Key) and event.key in _TURNS


def _is_repeated(event: events.Event) -> bool:
    return isinstance(event, events.Key) and event.key in _REPEATED
