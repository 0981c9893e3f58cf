"""The full-screen program: which screen comes next, how it is left, and what a fault looks like."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.events import Key

from exercise_companion.errors import CompanionError
from exercise_companion.tui import overlays, signals
from exercise_companion.tui.background import Background
from exercise_companion.tui.conversation import Conversation
from exercise_companion.tui.keys import EVERYWHERE, comes_too_late, ignore_caps_lock
from exercise_companion.tui.loading import Loading
from exercise_companion.tui.screens.base import HEIGHTS, WIDTHS
from exercise_companion.tui.screens.today import TodayScreen
from exercise_companion.tui.stack import StackedApp
from exercise_companion.tui.themes import DAY, FIRST_CSS, NIGHT, use_themes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.events import Event

    from exercise_companion.companion import Companion
    from exercise_companion.core.today_view import TodayView
    from exercise_companion.tui.screens.base import PromptScreen
    from exercise_companion.tui.screens.identity import IdentityScreen
    from exercise_companion.tui.screens.load import LoadScreen


class ExerciseApp(StackedApp):
    """Everything the patient sees.

    Args:
        opener: opens the companion; called on the background thread after the first paint.
        first_view: what *Today* shows until the companion has confirmed it.
        theme: `themes.NIGHT` or `themes.DAY`.
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
        theme: str = NIGHT,
        crash_log: Path | None = None,
    ) -> None:
        super().__init__(TodayScreen(first_view))
        use_themes(self, theme)
        self.crash_log = crash_log
        self.background = Background(opener)
        self.conversation = Conversation(self)
        self.loading = Loading(self)
        self._exit_code = 0

    # --- start ------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Paint *Today*, then let the companion confirm it (decisions E8)."""
        signals.on_signals(asyncio.get_running_loop(), lambda number: self.exit(128 + number))
        self.call_after_refresh(self.run_worker, self._confirm())

    async def _confirm(self) -> None:
        try:
            self.card = await self.background.ask(lambda companion: companion.emergency_card())
            await self.conversation.greet()
        except CompanionError as error:
            self._exit_code = error.exit_code
            await self.today.cannot_open()
            self.show_fault(error, on=self.today)

    async def refresh_view(self) -> None:
        """Bring *Today*, and with it the alert line, up to date."""
        await self.today.show(await self.background.ask(lambda companion: companion.today()))

    # --- what the screens say ---------------------------------------------------------------

    def on_prompt_screen_replied(self, message: PromptScreen.Replied) -> None:
        """A prompt was answered."""
        self.run_worker(self.conversation.reply(message.prompt, message.reply))

    def on_today_screen_chosen(self, message: TodayScreen.Chosen) -> None:
        """Something was chosen on *Today*."""
        if message.what == "start":
            self.run_worker(self.conversation.start())
        elif message.what == "load":
            self.run_worker(self.loading.begin())
        else:
            self.run_worker(overlays.contacts(self))

    def on_wrong_screen_asked(self) -> None:
        """The questions of `!` are wanted."""
        self.run_worker(self.conversation.something_is_wrong())

    def on_load_screen_file_named(self, message: LoadScreen.FileNamed) -> None:
        """A program file was named."""
        self.run_worker(self.loading.preview(message.path))

    def on_load_screen_accepted(self, message: LoadScreen.Accepted) -> None:
        """The program is the right one, and so is its emergency number."""
        self.run_worker(self.loading.ask_who(message.path, message.view))

    def on_identity_screen_given(self, message: IdentityScreen.Given) -> None:
        """Name and birth date were typed."""
        self.run_worker(self.loading.install(message.path, message.name, message.born))

    def on_locked_screen_slip_wanted(self) -> None:
        """What was reported is to be shown to somebody."""
        self.run_worker(overlays.slip(self))

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

    async def action_leave(self) -> None:
        """`q`: leave at once where nothing is going on, otherwise ask."""
        if await overlays.may_leave(self):
            self.exit(self._exit_code)

    def action_colours(self) -> None:
        """Wear the other theme."""
        self.theme = DAY if self.theme == NIGHT else NIGHT
