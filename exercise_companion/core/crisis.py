"""The words of the crisis flow: thoughts of death or self-harm (clinical-spec 1.6, H-27).

It never locks anything and never asks twice; exercise waits, it is not taken away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.calling import (
    crisis_line,
    emergency_number,
    emergency_words,
    in_sentence,
)
from exercise_companion.core.emergency import NO_NUMBER

if TYPE_CHECKING:
    from exercise_companion.core.flags import Region
    from exercise_companion.core.program import Contacts

SENDS_NOTHING: Final = "This app does not send this to anyone. Please tell someone yourself."

_OPENING: Final = (
    "Thank you for telling us.",
    "People who live with long-lasting pain can have thoughts like these. There is help.",
    "You do not have to face this alone.",
)

_QUESTION: Final = "Are you in danger right now, or might you act on these thoughts?"


@dataclass(frozen=True, slots=True)
class CrisisTexts:
    """Everything the two crisis screens show."""

    opening: tuple[str, ...]
    question: str
    """Answered with yes, no, not sure or prefer not to say."""
    crisis_name: str
    crisis_number: str
    """The number, or words that stand for it: never blank."""
    emergency_number: str
    """The number, or the generic words for it: never blank."""
    if_not_no: tuple[str, ...]
    """After any answer but no."""
    if_no: tuple[str, ...]
    say: str
    """What the patient could say, in the first person."""
    closing: str


def crisis_advice(region: Region, contacts: Contacts | None) -> CrisisTexts:
    """The crisis texts with the numbers of the program or, without one, of the region."""
    line = crisis_line(contacts, region)
    name = in_sentence(line.name)
    emergency = emergency_words(contacts, region)
    elsewhere = (f"In an emergency: {emergency}.",) if region.elsewhere else ()
    reach = f"{name}, {line.phone}" if line.phone else name
    return CrisisTexts(
        opening=(*_OPENING, *elsewhere),
        question=_QUESTION,
        crisis_name=line.name if line.phone else "Crisis line",
        crisis_number=line.phone or name,
        emergency_number=emergency_number(contacts, region) or NO_NUMBER,
        if_not_no=(
            f"Please call {emergency} now, or ask someone near you to call.",
            "Stay with another person.",
            f"You can also call {reach}.",
        ),
        if_no=(
            f"Please call {reach} today.",
            "Please tell your doctor too.",
            "Your exercises can wait. They are still here when you want them.",
        ),
        say="I have had thoughts of ending my life or hurting myself. I need to talk to someone.",
        closing=SENDS_NOTHING,
    )
