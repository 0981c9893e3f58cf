"""What the patient typed, made fit to be kept; what is missing is said."""

from __future__ import annotations

from typing import Final

from exercise_companion.core.safetext import unsafe_character
from exercise_companion.errors import Refused

LONGEST: Final = 500


def text(what: str, given: str) -> str:
    """A typed text on one line, without blanks around it.

    Raises:
        Refused: it is empty, too long, or has a character that is no plain text.

    """
    found = " ".join(given.split())
    if not found or len(found) > LONGEST or unsafe_character(found) is not None:
        what_happened = f"{what}: this is missing, too long, or not plain text."
        raise Refused(what_happened, f"Type it again, at most {LONGEST} letters.")
    return found


def not_asked_now() -> Refused:
    """The refusal of an answer to a question that is not asked any more."""
    return Refused("This is not asked any more.", "Go back to Today to see what comes next.")
