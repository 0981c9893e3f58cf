"""Fields for typing that leave `!` to the program: it means that something is wrong (SI-08)."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widgets import Input

WRONG_KEY: Final = "exclamation_mark"


class TypedLine(Input):
    """One line to type."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab",
            "app.focus_next",
            "Next",
            key_display="Tab",
            id="typed.next",
            tooltip="Go to the next line, or to the choices.",
        ),
        Binding(
            "shift+tab",
            "app.focus_previous",
            "Line before",
            key_display="Shift Tab",
            id="typed.before",
            tooltip="Go to the line before.",
            show=False,
        ),
    ]

    def on_mount(self) -> None:
        """The cursor stands still: one that blinks would wake the program twice a second."""
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the key is text here."""
        return key != WRONG_KEY and super().check_consume_key(key, character)
