"""How a band is called so that nothing else can be meant: by a strength, a colour or a kind."""

from __future__ import annotations

import re
from typing import Final

_BANDS: Final = (
    ("light", "medium", "heavy", "strong", "extra[ -](?:light|heavy|strong)", "thin", "thick"),
    ("yellow", "red", "green", "blue", "black", "silver", "gold", "gr[ae]y", "white", "orange"),
    ("pink", "purple", "brown", "beige", "tan"),
    ("elastic", "exercise", "resistance", "loop", "mini"),
)
NAMES: Final = "|".join(word for words in _BANDS for word in words)
"""What stands before "band". Any other word may say that none is meant ("skip band")."""

_NAME: Final = re.compile(rf"(?:(?:{NAMES}) )?band(?: \([^()]+\))?", re.ASCII | re.IGNORECASE)


def band_words(label: str) -> str:
    """A band with words of the therapist's own, which stand in brackets if they are no name."""
    return label if _NAME.fullmatch(label) else f"band ({label})"
