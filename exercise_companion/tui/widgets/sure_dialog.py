"""Asks before a key saves, ends or leaves something, and before what was entered is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.tui.widgets.choice_dialog import Choice, ChoiceDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen


class SureDialog(ChoiceDialog[bool]):
    """True: do it. Escape, or "No, go back": not.

    The letter is another one than that which asks, so that a trembling hand does nothing.

    Args:
        what: what is about to be done, in a sentence.

    """

    def __init__(self, what: str) -> None:
        choices = (Choice("y", "Yes", value=True),)
        super().__init__("Sure?", choices, way_out="No, go back", lines=(what,), out_key="n")


def when_sure(screen: Screen[None], what: str, then: Callable[[], object], *, asks: bool) -> None:
    """Do something; ask before, where that is wanted (the setting "ask twice").

    Our decision, needs sign-off: asked before a set is saved or begun anew, before its screen is
    left, and before the program is. Never before `!`, "stop" (PR-07, SI-09), "it hurts", an answer
    about safety or pain, or anything on an advice or a lock: those must not wait.

    Args:
        screen: what is on display.
        what: what is about to be done, in a sentence.
        then: does it; called when the screen is in sight again.
        asks: whether to ask.

    """
    _ask_before(screen, SureDialog(what) if asks else None, then)


def when_right(screen: Screen[None], chosen: str, then: Callable[[], object]) -> None:
    """Do something after an unlikely number was read back (H-20).

    Args:
        screen: what is on display.
        chosen: the number beside what was asked: "17 instead of 8".
        then: does it; called when the screen is in sight again.

    """
    choices = (Choice("y", "Yes, save it", value=True),)
    lines = (f"You chose {chosen}.",)
    dialog = ChoiceDialog("Is that right?", choices, way_out="No, change it", lines=lines)
    _ask_before(screen, dialog, then)


def when_it_may_be_lost(
    screen: Screen[None], what: str, then: Callable[[], object], *, loses: bool
) -> None:
    """Do something that throws away what was entered and is not kept; ask before.

    Args:
        screen: what is on display.
        what: what becomes of it, in a sentence.
        then: does it; called when the screen is in sight again.
        loses: whether anything was entered.

    """
    _ask_before(screen, lose_dialog(what) if loses else None, then)


def lose_dialog(what: str) -> ChoiceDialog[bool]:
    """True: go back without it."""
    choices = (Choice("y", "Yes, do not save it", value=True),)
    return ChoiceDialog("Go back without saving?", choices, way_out="Stay here", lines=(what,))


def _ask_before(
    screen: Screen[None], dialog: ChoiceDialog[bool] | None, then: Callable[[], object]
) -> None:
    """Do something once a question about it was answered with yes; without a question, at once."""
    if dialog is None:
        then()
        return

    def answered(sure: bool | None) -> None:  # noqa: FBT001 - a dialog's callback
        if sure:
            screen.call_later(screen.call_after_refresh, then)

    screen.app.push_screen(dialog, answered)
