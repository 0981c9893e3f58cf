"""What is new in the plan, as it is shown once after a new version was loaded.

It belongs to `prompts`, the one list both interfaces use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TITLE: Final = "What is new in your plan"

NOTHING_ELSE: Final = "What you do stays the same."

NOT_READABLE: Final = "The plan before this one cannot be read. Look at every exercise anew."

HAVE_READ: Final = "I have read this"

WAITS: Final = "Your plan has changed. What is new is shown when you open the program."


@dataclass(frozen=True, slots=True)
class WhatIsNew:
    """What a new version changes, and why. Replies: Go when it was read; Leave."""

    version_row: int
    """The version in the store that is then noted as read."""
    note: str
    """The therapist's words: why."""
    said_by: str
    """Who wrote the note: "Amir Rahman"."""
    changes: tuple[str, ...]
    """One sentence each, most important first; empty when what the patient does is the same."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The changes, or that there are none."""
        return self.changes or (NOTHING_ELSE,)

    @property
    def words(self) -> str:
        """Everything that was shown, for the record."""
        return "\n".join((f"{self.said_by}: {self.note}", *self.lines))
