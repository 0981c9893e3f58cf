"""What lies on top: *Today* at the bottom, one prompt above it, a dialog or `!` above that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core import emergency
from exercise_companion.core.settings import Settings
from exercise_companion.tui.crash import PlainCrashApp
from exercise_companion.tui.screens.base import CompanionScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.errors import CompanionError
    from exercise_companion.tui.screens.today import TodayScreen

FLOOR: Final = 1
"""How many screens lie below the others: *Today*."""


class StackedApp(PlainCrashApp):
    """Moves screens, and tells each what stays in sight on all of them.

    Args:
        today: the screen at the bottom.

    """

    def __init__(self, today: TodayScreen) -> None:
        super().__init__()
        self.today = today
        self.card = emergency.card(None)
        self.settings = Settings()
        """What the patient has set; `preferences` changes it."""

    def get_default_screen(self) -> TodayScreen:
        """*Today*, instead of an empty screen that would be laid out and drawn below it."""
        self.today.wear_size(self.size)
        return self.today

    async def show(
        self, screen: CompanionScreen, closed: Callable[[object], None] | None = None
    ) -> None:
        """Put a screen on top.

        Args:
            screen: what is shown.
            closed: what to do when the patient has closed it.

        """
        self._prepare(screen)
        await self.push_screen(screen, closed)

    @property
    def is_covered(self) -> bool:
        """Whether something is shown that only the patient takes away."""
        return any(isinstance(one, CompanionScreen) and one.stays for one in self.screen_stack)

    async def show_above_today(self, screen: CompanionScreen) -> None:
        """Put a screen in the place of everything above *Today*."""
        self._prepare(screen)
        while len(self.screen_stack) > FLOOR + 1:
            await self.pop_screen()
        if len(self.screen_stack) > FLOOR:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)

    async def back_to_today(self) -> None:
        """Take everything above *Today* away."""
        while len(self.screen_stack) > FLOOR:
            await self.pop_screen()

    def _prepare(self, screen: CompanionScreen) -> None:
        screen.wear_size(self.size)
        screen.settings = self.settings
        screen.alert_line = self.today.view.alert_line if self.today.view else ""
        screen.demo = self.today.view is not None and self.today.view.demo
        screen.emergency_line = emergency.call_line(self.card)
        screen.unheard = self.unheard()

    def unheard(self) -> str:
        """That a session goes by itself and cannot be heard; the app that speaks knows."""
        return ""

    def show_fault(self, error: CompanionError, *, on: CompanionScreen | None = None) -> None:
        """Say on a screen what could not be done; without one, on the one in sight."""
        shown = on or self.screen
        where = shown if isinstance(shown, CompanionScreen) else self.today
        where.show_fault(error.what_happened, error.what_to_do)

    def crash_words(self) -> str:
        """The plain sentence, and what to do when it is an emergency."""
        return f"{super().crash_words()} {emergency.call_line(self.card)}"
