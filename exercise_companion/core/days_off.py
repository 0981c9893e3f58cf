"""Days off on record that are not over yet, in the patient's words (decisions D10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.day_words import day_and_month

if TYPE_CHECKING:
    from datetime import date

NONE_ON_RECORD: Final = "No days off are on record."
ALL_COUNT: Final = "You have your plan on these days again."
REST_COUNT: Final = "From today on you have your plan again. The days before today stay days off."


@dataclass(frozen=True, slots=True)
class DaysOff:
    """A stretch of days off, both ends included; its last day is today or later."""

    id: int
    first: date
    last: date
    reason: str
    begun: bool
    """A day of it has passed: that one stays a day off when it is taken back."""

    @property
    def days(self) -> str:
        """Its days: "28 November to 2 December"."""
        first, last = day_and_month(self.first), day_and_month(self.last)
        return first if self.first == self.last else f"{first} to {last}"

    @property
    def line(self) -> str:
        """Its days and its reason."""
        return f"{self.days}: {self.reason}"

    @property
    def taken_back(self) -> str:
        """What holds once it is taken back."""
        return REST_COUNT if self.begun else ALL_COUNT
