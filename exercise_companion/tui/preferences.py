"""Wears what the patient has set: colours, size, and what every screen has to know of it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.constants import TEXTUAL_ANIMATIONS

from exercise_companion.core import settings as core_settings
from exercise_companion.core.settings import Settings
from exercise_companion.errors import CompanionError
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.themes import DAY, LARGE, NIGHT, use_themes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.types import AnimationLevel

    from exercise_companion.core.settings import ThemeChoice
    from exercise_companion.tui.listening import ListeningApp


class Preferences:
    """The settings of the running program. A change is stored first and worn then.

    Args:
        app: what wears them.

    """

    def __init__(self, app: ListeningApp) -> None:
        self._app = app
        self._terminal_theme = NIGHT
        self._only_worn = False
        """A change could not be stored, and holds until the program ends."""

    def wear_first(self, settings: Settings | None, terminal_theme: str) -> None:
        """Wear what is known before the first paint, which then is right (decisions E8)."""
        app = self._app
        self._terminal_theme = terminal_theme
        app.settings = app.today.settings = settings or Settings()
        use_themes(app, self._theme(app.settings))
        app.animation_level = _movement(app.settings)
        if app.settings.is_large:
            app.add_class(LARGE, update=False)

    async def confirm(self) -> None:
        """Wear what the companion says."""
        self._wear(await self._app.background.ask(lambda companion: companion.settings()))

    async def renew(self) -> None:
        """Wear what another window may have set; what cannot be read, or stored, stays as worn."""
        if not self._only_worn:
            with suppress(CompanionError):
                await self.confirm()

    async def change(self, changes: Mapping[str, str]) -> None:
        """Store a change and wear it; one that cannot be stored is worn until the program ends."""
        app = self._app
        try:
            self._wear(await app.background.ask(lambda one: one.change_settings(changes)))
            self._only_worn = False
        except CompanionError as error:
            self._only_worn = True
            self._wear(core_settings.changed(app.settings, changes))
            app.show_fault(error)

    async def other_theme(self) -> None:
        """Wear the other colours."""
        other: ThemeChoice = "day" if self._app.theme == NIGHT else "night"
        await self.change({"theme": other})

    def _wear(self, settings: Settings) -> None:
        app = self._app
        if settings == app.settings or not app.screen_stack:  # left in the same moment
            return
        resized = settings.is_large != app.settings.is_large
        app.settings = settings
        if not settings.speech:
            app.cueing.hush()
        app.animation_level = _movement(settings)
        app.theme = self._theme(settings)
        if resized:
            self._wear_size(large=settings.is_large)
        for screen in app.screen_stack:
            if isinstance(screen, CompanionScreen):
                screen.wear_settings(settings)

    def _wear_size(self, *, large: bool) -> None:
        """Lay out anew what is in sight and what lies below it."""
        app = self._app
        app.set_class(large, LARGE)
        app.refresh_css(animate=False)
        for screen in app.screen_stack:
            for widget in screen.walk_children():
                widget.refresh(layout=True)

    def _theme(self, settings: Settings) -> str:
        """What is worn; to follow is to wear what fits the terminal."""
        return {"night": NIGHT, "day": DAY}.get(settings.theme, self._terminal_theme)


def _movement(settings: Settings) -> AnimationLevel:
    """Whether anything moves on the screen: as the terminal's owner said, or nothing."""
    return TEXTUAL_ANIMATIONS if settings.motion else "none"
