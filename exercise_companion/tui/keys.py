"""The keys that work on every screen, and letters that do the same with Caps Lock on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.screen import Screen
    from textual.widget import Widget

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
    Binding(
        "f1",
        "help",
        "Help",
        key_display="F1",
        id="app.help_always",
        tooltip="What the keys do on this screen.",
        show=False,
        priority=True,
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
        "colon,ctrl+p",
        "palette",
        "All commands",
        key_display=":",
        id="app.palette",
        tooltip="All commands: type a few letters of what you want.",
        show=False,
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


def comes_too_late(event: events.Key, screens: Sequence[Screen[object]]) -> bool:
    """Whether a key has no screen any more.

    The last one has gone, or the key comes back from the screen before while the next one is
    still being put together.
    """
    return not screens or (event.is_forwarded and not screens[-1].is_mounted)


def ignore_caps_lock(event: events.Key, focused: Widget | None) -> None:
    """Take a capital letter for the small one, except in a field for typing.

    Args:
        event: changed in place, unless a widget has seen it and passed it on.
        focused: what would get the key.

    """
    if event.is_forwarded:
        return
    letter = event.key
    typed = focused is not None and focused.check_consume_key(letter, event.character)
    if len(letter) == 1 and letter.isupper() and not typed:
        event.key = event.character = letter.lower()
