"""Leaving the desk: nothing is lost unless that was said, and the next key leaves all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import events

from exercise_companion.errors import CompanionError

if TYPE_CHECKING:
    from exercise_companion.tui.desk.app import DeskApp

LOSES: Final = "Ctrl+Q now leaves and loses what is not saved."

_LEAVE_KEYS: Final = frozenset({"ctrl+q", "ctrl+c"})


class Leaving:
    """Leaves once what is seen is on disk; where it cannot be, it says first what would be lost.

    Args:
        app: what is left.

    """

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._said = False
        """Whether the last thing said is that leaving loses something."""

    async def leave(self) -> None:
        """Leave, if everything is on disk or it was said that it will be lost."""
        self._app.keeping.take_unsaid()
        if await self._app.keeping.keep() or self._said:
            self._app.exit(0)
        else:
            self.say_what_is_lost()

    def say_what_is_lost(self) -> None:
        """Say that the draft could not be written, and that the key that leaves now loses it."""
        fault = self._app.keeping.fault
        if fault is not None:
            self._said = True
            self._app.show_fault(CompanionError(fault.what_happened, f"{fault.what_to_do} {LOSES}"))

    def notice(self, event: events.Event) -> None:
        """Any other key is no wish to leave."""
        if isinstance(event, events.Key) and event.key not in _LEAVE_KEYS:
            self.forget()

    def forget(self) -> None:
        """What was said holds no more: leaving is asked anew."""
        self._said = False
