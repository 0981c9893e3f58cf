"""Asks before a session is left in the middle."""

from __future__ import annotations

from exercise_companion.tui.widgets.choice_dialog import Choice, ChoiceDialog


class LeaveDialog(ChoiceDialog[bool]):
    """True: leave. Escape, or "Stay here": not.

    The key is the one that asked, so that asking again is an answer.

    Args:
        kept: what becomes of what was done so far, in a sentence.

    """

    def __init__(self, kept: str) -> None:
        super().__init__(
            "Leave?",
            (Choice("q", "Leave", value=True),),
            way_out="Stay here",
            lines=(kept,),
        )
