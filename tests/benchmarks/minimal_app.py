"""The yardstick: the smallest Textual app that shows a text and changes it at a key."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    """One text; a digit replaces it."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [(str(digit), f"say({digit})", "Say it") for digit in range(10)]

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static("Nothing chosen.")

    def action_say(self, digit: int) -> None:
        """Show the digit."""
        self.query_one(Static).update(f"You chose {digit}.")


Minimal().run()
