"""Tells a key that was pressed from one that is held down or bounces (H-06, SI-04)."""

from __future__ import annotations

from typing import Final

REPEAT_SECONDS: Final = 0.15
"""Identical keys closer together than this are one (SI-04)."""

MOVES: Final = frozenset(
    {"up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab"}
)
"""Keys that only move; holding one down to scroll is meant."""


class KeyGate:
    """Remembers the last key, and drops the same key when it comes again too soon."""

    def __init__(self) -> None:
        self._key = ""
        self._at = 0.0

    def lets_through(self, key: str, at: float) -> bool:
        """Whether this key counts.

        Args:
            key: its name.
            at: when it was pressed, seconds on a monotonic clock.

        """
        again = key == self._key and at - self._at < REPEAT_SECONDS
        self._key, self._at = key, at
        return key in MOVES or not again


THE_GATE: Final = KeyGate()
"""There is one keyboard, so one gate for all screens and dialogs: a key held down through a change
of screen stays dropped until it is let go."""
