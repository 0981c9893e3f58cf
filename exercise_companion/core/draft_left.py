"""Which questions of a draft were answered with Enter, so that they are not asked again.

It stands in the draft beside the program, where no program may have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import Draft, value_at, with_value

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

LEFT: Final = "left_open"
"""A draft's field for them; no program has it."""

_RUNG: Final = "tested_on"


def was_left(draft: Draft, question: JsonPath) -> bool:
    """Whether a question was answered with Enter; of a number, this number."""
    return _key(draft, question) in _keys(draft)


def with_left(draft: Draft, question: JsonPath) -> Draft:
    """The draft with a question answered with Enter."""
    kept: list[JsonValue] = [*_keys(draft), _key(draft, question)]
    return with_value(draft, (LEFT,), kept)


def without_left(draft: Draft) -> Draft:
    """The draft as a program may be: without what was left open."""
    return with_value(draft, (LEFT,), None)


def _keys(draft: Draft) -> list[str]:
    kept = value_at(draft, (LEFT,))
    return [each for each in kept if isinstance(each, str)] if isinstance(kept, list) else []


def _key(draft: Draft, question: JsonPath) -> str:
    """A question by its place; another number to ring is another question."""
    place = ".".join(map(str, question))
    phone = value_at(draft, (*question[:-1], "phone")) if question[-1] == _RUNG else None
    return f"{place} {phone}" if phone is not None else place
