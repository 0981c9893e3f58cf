"""A patient whose exercise is locked, and the therapist who ends that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeys import YES, Patient, visit

from exercise_companion.clinic import clearing
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core.prompts import ShowDecision

if TYPE_CHECKING:
    from exercise_companion.companion import Companion

ASSESSED: Final = ways.Assessed(
    "Emergency department, Hill Hospital", "today", "They let me go home."
)
RUTH: Final = clearing.Clearer("Ruth Hall", "physiotherapist", "PH-104233")


def report(companion: Companion, *flags: str) -> None:
    """Report signs under `!`, and read the advice."""
    companion.something_is_wrong()
    visit(companion, Patient(dict.fromkeys(flags, YES), begins=False))
    assert companion.is_blocked()


def at_the_lock(companion: Companion) -> ShowDecision:
    """What the patient sees there, with a way out."""
    companion.start()
    shown = visit(companion, Patient(begins=False), until=ShowDecision)[-1]
    assert isinstance(shown, ShowDecision)
    assert shown.way_out is not None
    return shown
