"""Who counts as a clinician when the patient writes down a talk (decisions A15)."""

from __future__ import annotations

import re
from typing import Final

OTHER_PEOPLE: Final = (
    "not",
    "no",
    "never",
    r"reception\w*",
    "porter",
    r"secretar\w*",
    r"aroma\w*",
    r"friend\w*",
    r"neighbo\w*",
)
"""Whole words that say it was somebody else: "not a doctor", "the surgeon's secretary"."""

PROFESSIONS: Final = (
    "physi",
    "therapist",
    "doctor",
    r"\bdr\b",
    r"\bgp\b",
    r"\bpt\b",
    "nurse",
    "surgeon",
    "consultant",
    r"\b(?:para)?medic\b",
    "practitioner",
    "clinician",
    "specialist",
    "registrar",
    "osteopath",
    "chiropract",
    "rheumat",
    "neurolog",
    "orthop",
)
"""Parts of words that name a clinician."""

_CLINICIAN: Final = re.compile(
    rf"^(?!.*\b(?:{'|'.join(OTHER_PEOPLE)})\b).*(?:{'|'.join(PROFESSIONS)})", re.IGNORECASE
)


def is_clinician(role: str) -> bool:
    """Whether a role, as it was typed, is that of a clinician. Our decision, needs sign-off."""
    return _CLINICIAN.search(role) is not None
