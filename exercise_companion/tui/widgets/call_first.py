"""Large mode at a lock: what this is and the number to call, before everything to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


def call_first(title: str, call: tuple[str, str] | None) -> Iterable[Widget]:
    """The title in block letters, and whom to call; without a number the title alone."""
    yield Headline(title, most=2, id="locked-title", classes="caution")
    if call is not None:
        words, number = call
        yield Vertical(
            Words(words, classes="title"), BigNumber(number, classes="-large"), id="call-first"
        )
