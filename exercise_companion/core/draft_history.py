"""What was edited, and the way back: every draft that was, the one that is, those undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

MOST_STEPS: Final = 500
"""So many edits can be undone. Drafts share what did not change, so this costs little."""


def first_difference(one: Draft, other: Draft) -> JsonPath:
    """The place of the first value that two drafts do not share; empty where they are the same."""
    return tuple(_differing(one.tree, other.tree))


def _differing(one: JsonValue, other: JsonValue) -> Iterator[str | int]:
    if isinstance(one, dict) and isinstance(other, dict):
        names = [name for name in (*one, *other) if one.get(name) != other.get(name)]
        for name in names[:1]:
            yield name
            yield from _differing(one.get(name), other.get(name))
    elif isinstance(one, list) and isinstance(other, list):
        last = min(len(one), len(other))
        at = next((n for n in range(last) if one[n] != other[n]), last)
        if at < max(len(one), len(other)):
            yield at
        if at < last:
            yield from _differing(one[at], other[at])


@dataclass(frozen=True, slots=True)
class DraftHistory:
    """A draft with its past and what was undone.

    Typing in one field is one step, however many letters it has.
    """

    now: Draft
    past: tuple[Draft, ...] = ()
    undone: tuple[Draft, ...] = ()
    field: JsonPath | None = None
    """The field that is being typed in."""
    turn: int = 0
    """Counts what happened to the draft other than typing in a field."""

    def edited(
        self, draft: Draft, field: JsonPath | None = None, *, ends: bool = False
    ) -> DraftHistory:
        """The history with one more edit; nothing when nothing was changed.

        Args:
            draft: what the edit made.
            field: the field that was typed in; None for an edit that stands by itself.
            ends: whether it takes what was typed: one step with its letters, and the last of it.

        """
        if draft.tree == self.now.tree:
            return self
        goes_on = field is not None and field == self.field and bool(self.past)
        past = self.past if goes_on else (*self.past, self.now)[-MOST_STEPS:]
        turn = self.turn + (field is None or ends)
        return DraftHistory(draft, past, (), None if ends else field, turn)

    def back(self) -> DraftHistory:
        """One step undone; the same where there is none."""
        if not self.past:
            return self
        undone = (*self.undone, self.now)
        return self._turned(self.past[-1], self.past[:-1], undone)

    def forward(self) -> DraftHistory:
        """The last step that was undone, done again; the same where there is none."""
        if not self.undone:
            return self
        past = (*self.past, self.now)
        return self._turned(self.undone[-1], past, self.undone[:-1])

    def _turned(
        self, now: Draft, past: tuple[Draft, ...], undone: tuple[Draft, ...]
    ) -> DraftHistory:
        return DraftHistory(now, past, undone, None, self.turn + 1)
