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

_INNER: Final = r"[^()\"“”]"
_ONE: Final = rf"{_INNER}|\({_INNER}*\)"
IN_BRACKETS: Final = rf"(?:{_ONE}|\((?:{_ONE})*\))+"
"""Words that may stand in brackets as they are: those within come in pairs."""

IN_QUOTES: Final = r'"(?:[^"]|"")+"'
"""Other words, in quote marks within the brackets; a doubled mark stands for one."""

LABEL: Final = rf"(?:{IN_QUOTES}|{IN_BRACKETS})"

_NAME: Final = re.compile(
    rf"(?:(?:{NAMES}) )?band(?: \({IN_BRACKETS}\))?", re.ASCII | re.IGNORECASE
)


def band_words(label: str) -> str:
    """A band with words of the therapist's own, which stand in brackets if they are no name."""
    return label if _NAME.fullmatch(label) else f"band {bracketed(label)}"


def bracketed(words: str) -> str:
    """Words of the therapist's own in brackets, as they can be typed."""
    if re.fullmatch(IN_BRACKETS, words):
        return f"({words})"
    doubled = words.replace('"', '""')
    return f'("{doubled}")'


def unbracketed(words: str) -> str:
    """The words of the therapist's own that stand in brackets."""
    text = words.strip()
    if re.fullmatch(IN_QUOTES, text):
        return text[1:-1].replace('""', '"').strip()
    return text
