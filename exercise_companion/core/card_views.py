"""The therapist's cards to read on a day: those of now, then those of phases that are over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.day_words import day_words
from exercise_companion.core.page_views import CardView

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import EducationCard, Phase

NOT_CHECKED: Final = "Not yet checked by a clinician."


def card_views(plan: Plan, day: date) -> tuple[CardView, ...]:
    """The cards of this phase and of every phase, then those of phases that are over.

    A card of a later phase is not shown before its time.
    """
    phases = {phase.id: phase for phase in plan.phases}
    found = []
    for card in plan.education:
        phase = phases[card.show_in_phase] if card.show_in_phase else None
        if phase is None or phase.starts_on <= day:
            found.append(_view(card, phase, is_over=phase is not None and phase.ends_on < day))
    return tuple(sorted(found, key=lambda card: not card.is_current))


def _view(card: EducationCard, phase: Phase | None, *, is_over: bool) -> CardView:
    return CardView(
        card_id=card.id,
        title=card.title,
        paragraphs=tuple(line.strip() for line in card.body.split("\n") if line.strip()),
        source=card.source,
        review=_review(card),
        phase=phase.title if phase else "",
        is_current=not is_over,
    )


def _review(card: EducationCard) -> str:
    """The review mark in words; a day without a name is no review."""
    if card.reviewed_by is None:
        return NOT_CHECKED
    on = f" on {day_words(card.reviewed_on)}" if card.reviewed_on else ""
    return f"Checked by {card.reviewed_by}{on}."
