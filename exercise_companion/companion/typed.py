"""What the patient typed, made fit to be kept; what is missing is said."""

from __future__ import annotations

from typing import Final

from exercise_companion.core.safetext import unsafe_character
from exercise_companion.errors import Refused

LONGEST: Final = 500


def text(what: str, given: str, longest: int = LONGEST) -> str:
    """A typed text on one line, without blanks around it.

    Args:
        what: what it is, as it begins a sentence: "The name".
        given: as typed.
        longest: so many letters at most.

    Raises:
        Refused: it is empty, too long, or has a character that is no plain text.

    """
    found = " ".join(given.split())
    if not found:
        what_happened = f"{what} is missing."
        raise Refused(what_happened, f"Type it, at most {longest} letters.")
    if len(found) > longest:
        what_happened = f"{what} is too long: {len(found)} letters."
        raise Refused(what_happened, f"Type at most {longest} letters.")
    if unsafe_character(found) is not None:
        what_happened = f"{what} has a character in it that is not plain text."
        raise Refused(what_happened, "Type it again, by hand.")
    return found


def not_asked_now() -> Refused:
    """The refusal of an answer to a question that is not asked any more."""
    return Refused("This is not asked any more.", "Go back to Today to see what comes next.")
