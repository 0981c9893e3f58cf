"""Opens the pages that can be looked up at any time: diary, goals, cards, contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.errors import CompanionError
from exercise_companion.tui.stack import StackedApp

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from exercise_companion.companion import Companion
    from exercise_companion.tui.background import Background
    from exercise_companion.tui.screens.contacts import ContactsScreen


class BrowsingApp(StackedApp):
    """Puts a page over what is on screen; nothing that is going on is changed by it."""

    background: Background

    def look_up(self, what: str) -> None:
        """Open one of the pages by its name."""
        pages: dict[str, Callable[[], Coroutine[None, None, None]]] = {
            "more": self._show_menu,
            "contacts": self._show_contacts,
        }
        self.run_worker(self._carefully(pages[what]()))

    async def _carefully(self, work: Coroutine[None, None, None]) -> None:
        """Do something; what cannot be done is said on the screen in sight."""
        try:
            await work
        except CompanionError as error:
            self.show_fault(error)

    async def _show_menu(self) -> None:
        from exercise_companion.tui.screens.menu import MenuScreen  # noqa: PLC0415 - when needed

        if not isinstance(self.screen, MenuScreen):
            await self.show(MenuScreen())

    def on_locked_screen_more_wanted(self) -> None:
        """The other pages, from a lock."""
        self.look_up("more")

    # --- contacts ---------------------------------------------------------------------------

    async def _show_contacts(self) -> None:
        from exercise_companion.tui.screens.contacts import ContactsScreen  # noqa: PLC0415

        found = await self.background.ask(lambda companion: companion.contacts())
        await self.show(ContactsScreen(found))

    def on_contacts_screen_add_wanted(self, message: ContactsScreen.AddWanted) -> None:
        """A number of the patient's own is to be kept."""
        self.run_worker(
            self._change_contacts(
                lambda companion: companion.add_contact(message.name, message.phone), "Saved."
            )
        )

    def on_contacts_screen_remove_wanted(self, message: ContactsScreen.RemoveWanted) -> None:
        """A number the patient added is to be taken away."""
        self.run_worker(
            self._change_contacts(
                lambda companion: companion.remove_contact(message.own_id), "It is taken away."
            )
        )

    async def _change_contacts(self, change: Callable[[Companion], None], said: str) -> None:
        from exercise_companion.tui.screens.contacts import ContactsScreen  # noqa: PLC0415

        try:
            await self.background.ask(change)
            found = await self.background.ask(lambda companion: companion.contacts())
        except CompanionError as error:
            self.show_fault(error)
            return
        if isinstance(self.screen, ContactsScreen):
            await self.screen.show(found, said)
