"""The plain words of the questions in a clinician's words, for who knows those better (SI-18)."""

from __future__ import annotations

import re
from typing import Final

TITLE: Final = "In other words"

TERMS: Final[dict[str, str]] = {
    "pee": "urine, to urinate",
    "poo": "stool, bowel movement",
    "wind": "gas from the bowel",
    "bottom": "buttocks and anus",
    "private parts": "genitals, vagina, penis, scrotum",
    "climax": "orgasm",
    "tummy": "abdomen, belly",
    "groin": "the fold between belly and thigh",
    "calf": "the back of the lower leg",
    "clammy": "cold and damp to the touch",
    "blotchy": "with patches of another colour",
}
"""Each body word that is asked about: what else it is called."""


def other_words(text: str) -> tuple[str, ...]:
    """The words of a question that have another name, in the order they stand there."""
    found = {
        word: match.start()
        for word in TERMS
        if (match := re.search(rf"\b{word}\b", text, re.IGNORECASE)) is not None
    }
    in_order = sorted(found, key=found.__getitem__)
    return tuple(f"{word.capitalize()}: {TERMS[word]}." for word in in_order)
