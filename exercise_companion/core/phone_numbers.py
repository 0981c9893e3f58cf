"""What a telephone number looks like: it can be dialled, and nothing else is taken for one."""

from __future__ import annotations

import re
from typing import Final

PHONE_PATTERN: Final = r"^([0-9]{3,5}|[ ()-]*([0-9][ ()-]*){6,20}|\+[ ()-]*([0-9][ ()-]*){5,20})$"
"""A short number in one piece (112, 999, 111), or at least six digits in any groups (116 123),
five behind a + (+44 111).

Short ones stand in one piece, so that hours, 9-17, are no number.
"""

LONGEST_PHONE: Final = 21

FORM: Final = "Type digits, like 020 7946 0123; a short number in one piece, like 112."
"""What to type instead of what is none."""

_PHONE: Final = re.compile(PHONE_PATTERN, re.ASCII)
_INSIDE: Final = re.compile(r"\+?[0-9](?:[ ()-]*[0-9]){6,}", re.ASCII)


def is_phone(text: str) -> bool:
    """Whether a text is a telephone number, and nothing besides."""
    return len(text) <= LONGEST_PHONE and _PHONE.fullmatch(text) is not None


def holds_phone(text: str) -> bool:
    """Whether there is a number among the words: alone between commas, or of seven digits."""
    parts = (part.strip() for part in re.split("[,;]", text))
    return any(map(is_phone, parts)) or _INSIDE.search(text) is not None
