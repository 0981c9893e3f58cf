"""Loading a program: show what the file is, ask who is there, install it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.errors import CompanionError, OtherKey

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.views import LoadView
    from exercise_companion.tui.listening import ListeningApp


class Loading:
    """Moves between the two screens of loading; nothing is installed before both were passed.

    Args:
        app: whose screens are moved.

    """

    def __init__(self, app: ListeningApp) -> None:
        self._app = app

    async def begin(self) -> None:
        """Ask which file."""
        from exercise_companion.tui.screens.load import LoadScreen  # noqa: PLC0415 - when needed

        await self._app.show(LoadScreen())

    async def preview(self, path: Path, named_key: str | None) -> None:
        """Show what the file is; where its key is not known here, ask for the code of the key."""
        from exercise_companion.tui.screens.load import LoadScreen  # noqa: PLC0415 - when needed

        screen = self._app.screen
        try:
            view = await self._app.background.ask(
                lambda companion: companion.preview(path, named_key)
            )
        except CompanionError as error:
            self._app.show_fault(error)
            if isinstance(error, OtherKey) and isinstance(screen, LoadScreen):
                screen.ask_for_code()
            return
        if isinstance(screen, LoadScreen):
            await screen.show_view(view)

    async def ask_who(self, path: Path, view: LoadView) -> None:
        """Ask for name and birth date."""
        from exercise_companion.tui.screens.identity import IdentityScreen  # noqa: PLC0415

        await self._app.show(IdentityScreen(path, view))

    async def install(self, path: Path, name: str, born: str) -> None:
        """Install it for this person; a refusal is shown where the name was asked."""
        from exercise_companion.tui.screens.identity import IdentityScreen  # noqa: PLC0415

        app = self._app
        try:
            await app.background.ask(lambda companion: companion.install(path, name, born))
            await app.refresh_view()
        except CompanionError as error:
            app.show_fault(error)
            if isinstance(app.screen, IdentityScreen):
                app.screen.reopen()
            return
        await app.back_to_today()
        try:
            await app.conversation.greet()
        except CompanionError as error:
            app.show_fault(error)
