"""How hard a text is to read: the Flesch-Kincaid grade of clinical-spec 7.9."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

EASIEST: Final = 0.0
"""The grade of a text without words, and the lowest grade given."""

_WORD: Final = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*")
_SENTENCE_END: Final = re.compile(r"[.!?]+(?=\s|$)|\n+")
_VOWEL_GROUP: Final = re.compile(r"[aeiouy]+")
_SILENT_END: Final = re.compile(r"(?<=[a-z])(?:e|ed|es)$")


def grade(text: str) -> float:
    """The Flesch-Kincaid grade; reading age is about the grade plus five.

    A line break ends a sentence, because steps are lists. Source: clinical-spec 7.9.
    """
    words = _WORD.findall(text.lower())
    if not words:
        return EASIEST
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    spoken = sum(map(syllables, words))
    return max(
        EASIEST,
        0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59,
    )


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """Vowel groups of a lower-case word, without a silent -e, -ed or -es; at least one."""
    return len(_VOWEL_GROUP.findall(_SILENT_END.sub("", word))) or 1
