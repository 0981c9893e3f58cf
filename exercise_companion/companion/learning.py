"""The therapist's cards to read: those of now, and those of phases that are over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.card_views import card_views

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.page_views import CardView


def cards(context: Context) -> tuple[CardView, ...]:
    """The cards of this phase and of every phase, then those of phases that are over.

    Raises:
        Refused: there is no plan.

    """
    return card_views(context.require_program(), context.day)
