"""How a change is put: what is new, what is left out, what becomes what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.core.program import Part


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different, in a sentence."""

    words: str
    patient_sees: bool = True
    """False for what only the therapist needs: risks, numbers of the rules, ranks."""


def told(words: str) -> Change:
    """A change that both see."""
    return Change(words)


def noted(words: str) -> Change:
    """A change that only the therapist sees."""
    return Change(words, patient_sees=False)


def became(
    label: str, before: object, after: object, *, patient_sees: bool = True
) -> Iterator[Change]:
    """What a value was and is; nothing when it is the same."""
    if before != after:
        words = f"{label}: {value_words(before)} becomes {value_words(after)}."
        yield Change(words, patient_sees=patient_sees)


def value_words(value: object) -> str:
    """A value of the file in a sentence."""
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return ", ".join(map(value_words, value))
    return str(value).removesuffix(".")


def listed(word: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    """Entries that come, change and go, each by what names it.

    Args:
        word: what kind of entry it is: "Goal".
        before: the old entries' words by what names them.
        after: the new entries' words.

    """
    for name, words in after.items():
        if name not in before:
            yield told(f"{word}, new: {words}")
        elif words != before[name]:
            yield told(f"{word}, changed: {words}")
    for name, words in before.items():
        if name not in after:
            yield told(f"{word}, no longer: {words}")


def is_same(before: Part, after: Part) -> bool:
    """Whether two parts say the same, whatever their remarks."""
    return before.model_copy(update={"comment": None}) == after.model_copy(update={"comment": None})


def sentence(text: str) -> str:
    """A text with a full stop at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
