"""A screen of a session that has a key for "It hurts": pain can be told at any time."""

from __future__ import annotations

from exercise_companion.core.prompts import Hurts
from exercise_companion.tui.screens.base import P, PromptScreen
from exercise_companion.tui.widgets.key_line import HURTS


class HurtingScreen(PromptScreen[P]):
    """Its key line says "It hurts" however narrow it is; the screen lists the key itself."""

    @property
    def keys_kept(self) -> frozenset[str]:
        """What the key line never leaves out as long as it has room for it."""
        return HURTS

    def action_hurts(self) -> None:
        """It hurts: the pain is asked now."""
        self.answer(Hurts())
