"""The full-screen program: which screen comes next, how it is left, and what a fault looks like."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.events import Key

from exercise_companion import signals
from exercise_companion.errors import CompanionError
from exercise_companion.tui import overlays
from exercise_companion.tui.keys import EVERYWHERE, comes_too_late, ignore_caps_lock
from exercise_companion.tui.listening import ListeningApp
from exercise_companion.tui.screens.base import HEIGHTS, WIDTHS
from exercise_companion.tui.screens.today import TodayScreen
from exercise_companion.tui.themes import FIRST_CSS, NIGHT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.events import Event

    from exercise_companion.companion import Companion
    from exercise_companion.core.settings import Settings
    from exercise_companion.core.today_view import TodayView


class ExerciseApp(ListeningApp):
    """Everything the patient sees.

    Args:
        opener: opens the companion; called on the background thread after the first paint.
        first_view: what *Today* shows until the companion has confirmed it.
        settings: what the patient has chosen, as far as it is known; None is the defaults.
        theme: what fits the terminal, `themes.NIGHT` or `themes.DAY`: worn by "follow".
        crash_log: where a fault of our own is noted, without health data.

    """

    TITLE = "Exercise Companion"
    CSS_PATH = FIRST_CSS
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS = EVERYWHERE
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(
        self,
        opener: Callable[[], Companion],
        first_view: TodayView | None = None,
        *,
        settings: Settings | None = None,
        theme: str = NIGHT,
        crash_log: Path | None = None,
    ) -> None:
        super().__init__(TodayScreen(first_view), opener)
        self.preferences.wear_first(settings, theme)
        self.crash_log = crash_log

    # --- start ------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Paint *Today*, then let the companion confirm it (decisions E8)."""
        signals.on_signals(asyncio.get_running_loop(), self._end)
        self.call_after_refresh(self.run_worker, self._confirm())

    def _end(self, number: int) -> None:
        """A signal asks the program to end."""
        self.run_worker(self.conversation.end(128 + number))

    async def _confirm(self) -> None:
        try:
            self.card = await self.background.ask(lambda companion: companion.emergency_card())
            await self.preferences.confirm()
            await self.renewing.wait_for_the_day()
            await self.conversation.greet()
        except CompanionError as error:
            self.keeps, self.exit_code = False, error.exit_code
            await self.today.cannot_open()
            self.show_fault(error, on=self.today)
            with suppress(CompanionError):  # what was told before is shown even so (A17)
                await self.conversation.show_what_waits()

    # --- keys that work everywhere ----------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """Read the keys before any screen does."""
        if isinstance(event, Key):
            if comes_too_late(event, self.screen_stack):
                return
            ignore_caps_lock(event, self.focused)
        await super().on_event(event)

    async def action_wrong(self) -> None:
        """`!`: the emergency card, over whatever is on screen (SI-08)."""
        await overlays.wrong(self)

    async def action_help(self) -> None:
        """`?`: what the keys do here."""
        await overlays.help_for_screen(self)

    async def action_palette(self) -> None:
        """`:`: every command there is here."""
        from exercise_companion.tui import commands  # noqa: PLC0415 - when needed

        await commands.offer(self)

    async def action_leave(self) -> None:
        """`q`: leave at once where nothing is going on, otherwise ask."""
        await overlays.leave(self)

    def action_colours(self) -> None:
        """Wear the other theme, and keep that."""
        self.run_worker(self.preferences.other_theme())
