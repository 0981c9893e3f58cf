"""Whom to call: every number of the program in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.tui.closing import close
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.views import ContactView


class ContactsScreen(CompanionScreen):
    """The contacts, in the order they are given.

    Args:
        contacts: whom to call.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "b,escape,q",
            "back",
            "Back",
            key_display="B",
            id="contacts.back",
            tooltip="Back to Today.",
        ),
    ]

    def __init__(self, contacts: tuple[ContactView, ...]) -> None:
        super().__init__()
        self.contacts = contacts

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Contacts"

    def compose_body(self) -> ComposeResult:
        """One card for each."""
        if not self.contacts:
            yield Words("No contacts are known. Load your program first.")
        for contact in self.contacts:
            with Card():
                who = (contact.role, contact.name)
                yield Words(
                    "   ".join(dict.fromkeys(part for part in who if part)), classes="title"
                )
                yield BigNumber(contact.phone)
                if contact.hours:
                    yield Words(contact.hours, classes="soft")

    def compose_actions(self) -> ComposeResult:
        """One way back."""
        yield BigChoice("Back", "b", id="back")

    def action_back(self) -> None:
        """Back to where it was opened."""
        close(self)

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse."""
        message.stop()
        self.action_back()
