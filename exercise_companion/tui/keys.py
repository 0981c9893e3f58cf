"""The keys that work on every screen."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

EVERYWHERE: Final[list[BindingType]] = [
    Binding(
        "exclamation_mark",
        "wrong",
        "Something is wrong",
        key_display="!",
        id="app.wrong",
        tooltip="Something is wrong: whom to call now, then questions about what it is.",
        priority=True,
    ),
    Binding(
        "question_mark",
        "help",
        "Help",
        key_display="?",
        id="app.help",
        tooltip="What the keys do on this screen.",
    ),
    Binding("q", "leave", "Leave", id="app.leave", tooltip="Leave the program."),
    Binding(
        "ctrl+q,ctrl+c",
        "leave",
        "Leave",
        key_display="Ctrl Q",
        id="app.leave_always",
        tooltip="Leave the program, also while you are typing.",
        show=False,
        priority=True,
    ),
    Binding(
        "f2",
        "colours",
        "Colours",
        key_display="F2",
        id="app.colours",
        tooltip="Change between dark and light colours.",
        show=False,
    ),
]
"""`!` comes before everything, a dialog and a field for typing included (SI-08)."""
