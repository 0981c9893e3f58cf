"""What can be laid over any screen: the emergency card, help, the slip, settings, "Leave?"."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from exercise_companion.core import emergency
from exercise_companion.errors import CompanionError
from exercise_companion.tui.closing import close
from exercise_companion.tui.focus import has_unsaved
from exercise_companion.tui.screens.base import NOT_SAVED_YET, PromptScreen
from exercise_companion.tui.widgets.choice_dialog import ChoiceDialog

if TYPE_CHECKING:
    from exercise_companion.tui.listening import ListeningApp

CARD_SECONDS: Final = 0.2
"""So long the card waits for its number."""

ALL_KEPT: Final = "What you did is kept."
"""What "Leave?" says where nothing is under way."""

NOT_KEPT: Final = "What you answer now cannot be saved."
"""What "Leave?" says where the data cannot be written to (decisions A17)."""


async def wrong(app: ListeningApp) -> None:
    """Lay the emergency card over the screen; it is never laid over itself.

    Its number is asked for anew: the clock may have been set for another country meanwhile. Where
    the data keep that waiting, the card comes as it was known last.
    """
    from exercise_companion.tui.screens.wrong import WrongScreen  # noqa: PLC0415 - when needed

    app.cueing.hush()
    with suppress(CompanionError, TimeoutError):
        async with asyncio.timeout(CARD_SECONDS):
            app.card = await app.background.ask(lambda companion: companion.emergency_card())
    if not isinstance(app.screen, WrongScreen):
        card = WrongScreen(app.card, emergency.called_number(app.card))
        await app.show(card, closed=app.conversation.uncovered)


async def help_for_screen(app: ListeningApp) -> None:
    """Say what the keys do on the screen in sight."""
    from exercise_companion.tui.screens.help import HelpScreen, answers, entries  # noqa: PLC0415

    asking = app.screen
    if not isinstance(asking, HelpScreen):
        keys = entries(asking.active_bindings)
        if isinstance(asking, ChoiceDialog):
            keys = (*answers(asking.choices), *keys)
        await app.show(HelpScreen(keys))


async def settings(app: ListeningApp) -> None:
    """Show what can be set; once, and as another window may have set it meanwhile."""
    from exercise_companion.tui.screens.settings import SettingsScreen  # noqa: PLC0415

    if isinstance(app.screen, SettingsScreen):
        return
    await app.preferences.renew()
    await app.show(SettingsScreen())


async def slip(app: ListeningApp) -> None:
    """Show what was reported and told, to be shown to somebody."""
    from exercise_companion.tui.screens.slip import SlipScreen  # noqa: PLC0415

    try:
        text = await app.background.ask(lambda companion: companion.slip())
    except CompanionError as error:
        app.show_fault(error)
        return
    await app.show(SlipScreen(text))


async def leave(app: ListeningApp) -> None:
    """Leave the program.

    Inside a session, and over something entered that is not kept yet, that is asked first, and
    always where the patient wants to be asked twice. Asking again while the question is on screen
    is an answer: yes.
    """
    from exercise_companion.tui.widgets.leave_dialog import LeaveDialog  # noqa: PLC0415

    if isinstance(app.screen, LeaveDialog):
        close(app.screen, result=True)
        return
    under_way = _leave_text(app)
    if not (under_way or app.settings.confirm_keys):
        await app.conversation.leave()
        return
    kept = (under_way or ALL_KEPT) if app.keeps else NOT_KEPT

    def answered(leaves: bool | None) -> None:  # noqa: FBT001 - a dialog's callback
        if leaves:
            app.run_worker(app.conversation.leave())

    app.push_screen(LeaveDialog(kept), answered)


def _leave_text(app: ListeningApp) -> str:
    """What becomes of what is under way; empty where nothing is."""
    if any(has_unsaved(screen) for screen in app.screen_stack):
        return NOT_SAVED_YET
    asking = [screen for screen in app.screen_stack if isinstance(screen, PromptScreen)]
    return asking[-1].kept_when_left if asking else ""
