"""One line to type at the desk: what is pasted into it becomes plain words on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widgets import Input

from exercise_companion.core.safetext import pasted_line

if TYPE_CHECKING:
    from textual import events

MOST_LETTERS: Final = 2_000
"""No field takes more: it is the longest text of the format, and a draft stays readable."""


class EntryLine(Input):
    """One line to type in a form; the cursor stands still, which wakes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Next field", id="entry.next", tooltip="Go on."),
    ]

    def on_mount(self) -> None:
        """No blinking, and an end."""
        self.cursor_blink = False
        self.max_length = MOST_LETTERS

    def on_paste(self, event: events.Paste) -> None:
        """All lines as one, without hidden characters, as far as there is room."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        room = MOST_LETTERS - len(self.value) + end - start
        self.replace(pasted_line(event.text)[: max(0, room)], start, end)


class SecretLine(EntryLine):
    """One line that shows nothing of what is typed, and changes nothing of what is pasted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Sign", id="secret.take", tooltip="Take it."),
    ]

    def on_mount(self) -> None:
        """Dots instead of letters."""
        self.password = True

    def on_paste(self, event: events.Paste) -> None:
        """The first line as it is: a passphrase may begin with a space."""
        event.prevent_default()
        event.stop()
        for line in event.text.splitlines()[:1]:
            self.replace(line[:MOST_LETTERS], *sorted(self.selection))
