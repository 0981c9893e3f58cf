"""Keeps *Today* true while it is left open: another day begins, another window enters something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.errors import CompanionError

if TYPE_CHECKING:
    from exercise_companion.tui.listening import ListeningApp

JUST_AFTER: Final = 0.1
"""Seconds of the new day that have passed when it is read."""


class Renewing:
    """Reads *Today* anew when it comes into sight, and when an exercise day begins.

    Nothing is looked for in between: one timer waits for the end of the day.

    Args:
        app: whose *Today* it is.

    """

    def __init__(self, app: ListeningApp) -> None:
        self._app = app

    async def look(self) -> None:
        """Read it anew where it is in sight; what cannot be read is said on it."""
        app = self._app
        if not app.today.confirmed or not app.screen_stack or app.screen is not app.today:
            return
        try:
            await app.refresh_view()
        except CompanionError as error:
            app.show_fault(error, on=app.today)

    async def wait_for_the_day(self) -> None:
        """Look when the next exercise day begins (decisions D7); to be called before a look."""
        left = await self._app.background.ask(lambda companion: companion.seconds_left)
        self._app.set_timer(max(0.0, left) + JUST_AFTER, self._begin_the_day)

    async def _begin_the_day(self) -> None:
        await self.wait_for_the_day()
        await self.look()
