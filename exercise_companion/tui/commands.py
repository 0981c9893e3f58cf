"""Which commands the palette offers where, and what they do.

While a question, an advice or a lock has to be dealt with, nothing is offered that could lead
round it: only help, whom to call, and the ways out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.tui import overlays
from exercise_companion.tui.screens.base import CompanionScreen, PromptScreen
from exercise_companion.tui.screens.menu import ENTRIES
from exercise_companion.tui.screens.palette import Command, PaletteScreen
from exercise_companion.tui.screens.wrong import WrongScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from exercise_companion.tui.listening import ListeningApp

START: Final = "start"

WRONG: Final = Command("wrong", "Something is wrong", "!", "WRONG")
CONTACTS: Final = Command("contacts", "Contacts: whom to call", "C", "CONTACTS")
HELP: Final = Command("help", "Help: what the keys do", "?", "HELP")
COLOURS: Final = Command("colours", "Day or night colours", "F2", "COLOURS")
LEAVE: Final = Command("leave", "Leave the program", "Q", "LEAVE")

DIRECT: Final = frozenset({"late", "settings", "load"})
"""Pages that have a key of their own on *Today*."""

ALWAYS: Final = (WRONG, CONTACTS, HELP, LEAVE)
"""What is offered over a question, an advice or a lock."""


def offered(app: ListeningApp) -> tuple[Command, ...]:
    """What can be done from where the patient is."""
    if not _is_free(app):
        return ALWAYS
    words = app.today.start_words
    start = (Command(START, words, "Enter", "START"),) if words else ()
    pages = (
        Command(name, page, _keys(name, key), big)
        for name, key, page, big in ENTRIES
        if name != CONTACTS.name
    )
    return (*start, WRONG, CONTACTS, *pages, HELP, COLOURS, LEAVE)


def _keys(name: str, key: str) -> str:
    """The keys that open a page from *Today*: its own, or the one of the other pages before it."""
    return key.upper() if name in DIRECT else f"D {key.upper()}"


def _is_free(app: ListeningApp) -> bool:
    """Whether nothing is being asked or told, and the companion has confirmed what is shown."""
    busy = any(
        isinstance(one, PromptScreen | WrongScreen) or _has_a_draft(one) for one in app.screen_stack
    )
    return app.today.confirmed and not busy


def _has_a_draft(screen: Screen[object]) -> bool:
    """Whether something is being entered there that is not kept yet."""
    return isinstance(screen, CompanionScreen) and screen.keeps_a_draft


async def offer(app: ListeningApp) -> None:
    """Show the list, once."""
    if not isinstance(app.screen, PaletteScreen):
        await app.show(PaletteScreen(offered(app)))


async def run(app: ListeningApp, name: str) -> None:
    """Do what was chosen, where the patient was before the list."""
    if isinstance(app.screen, PaletteScreen):
        await app.pop_screen()
    if name not in {command.name for command in offered(app)}:
        return
    if name == START:
        await app.conversation.start()
    elif name == WRONG.name:
        await overlays.wrong(app)
    elif name == HELP.name:
        await overlays.help_for_screen(app)
    elif name == COLOURS.name:
        await app.preferences.other_theme()
    elif name == LEAVE.name:
        await app.run_action("app.leave")
    else:
        app.open_page(name)
