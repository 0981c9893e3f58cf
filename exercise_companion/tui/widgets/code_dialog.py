"""Asks for the code that ends a lock, with whom to call for it and what to read out in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.call_line import CallLine
from exercise_companion.tui.widgets.form_dialog import Field, FormDialog
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.clearing_prompts import WayOut

FIELDS: Final = (Field("code", "The code, or the file, your therapist gave you"),)


class CodeDialog(FormDialog):
    """The code as it was typed; the lock code is drawn, below the number to call.

    Args:
        way: how the lock ends.

    """

    def __init__(self, way: WayOut) -> None:
        super().__init__("Your lock code", FIELDS, confirm="End the lock")
        self._way = way

    def compose_lines(self) -> ComposeResult:
        """Whom to call, the code, and how it is said on the phone."""
        whom, number = self._way.therapist
        yield CallLine(f"Call {whom} and read this out{':' if number else '.'}", number)
        yield BigNumber(self._way.lock_code, id="lock-code", classes="-spare")
        yield Words(self._way.spelled, classes="gap")
