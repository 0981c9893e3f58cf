"""The times of day an exercise is meant for, in words: they have no clock time.

A slot says when, and holds nothing back: only the hours between two rounds do (`core.schedule`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Sequence

Slot = Literal["morning", "midday", "afternoon", "evening"]
"""A time of day as a prescription names it."""

_SLOTS: Final[dict[str, Slot]] = {slot: slot for slot in get_args(Slot)} | {"noon": "midday"}


def slot_words(slots: Sequence[Slot]) -> str:
    """In one line: "morning", "morning and evening", "morning, midday and evening"."""
    *first, last = slots or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def read_slots(text: str) -> tuple[Slot, ...]:
    """What "morning and evening" or "mornings" names; nothing where a word is no time of day."""
    words = [word.removesuffix("s") for word in text.replace(" and ", " ").split()]
    found = [_SLOTS.get(word) for word in words]
    return tuple(slot for slot in found if slot) if all(found) else ()
