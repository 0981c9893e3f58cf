"""What a command gives, by its place in the program: each place once.

A typed dose gives more than one place: its sets, its repetitions, its days. Another value for one
of them would take its place although the line was said back as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exercise_companion.canonical import UNHASHED
from exercise_companion.clinic.setting_values import quoted, refuse
from exercise_companion.core.dose_typed import claims_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.core.dose_typed import TypedDose

Place = tuple[str, ...]
"""A place by names: an entry of a list by its id."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was given so far."""

    tell: Callable[[str], None]
    """Is told what a typed dose was understood as, and what it keeps and leaves out."""
    made: dict[Place, str] = field(default_factory=dict)
    """As it was typed, by the place it goes to."""
    said: dict[Place, str] = field(default_factory=dict)
    """What typed doses say besides, by the places within their exercise."""

    def take(self, place: Place, change: str) -> None:
        """Note where a value goes.

        Args:
            place: where it goes.
            change: as it was typed.

        Raises:
            UsageFault: the place was given before, or a part of it, or the program writes it.

        """
        if place[0] == UNHASHED:
            refuse(f"{quoted(change)} cannot be given.", f"The program writes {UNHASHED} itself.")
        for earlier, typed in (*self.made.items(), *self.said.items()):
            if _is_within(earlier, place) or (earlier in self.said and _is_within(place, earlier)):
                _refuse_both(typed, change)
        self.made[place] = change

    def take_dose(self, item: Place, dose: TypedDose, change: str) -> None:
        """Note what a typed dose says.

        Args:
            item: the exercise it is for.
            dose: what the line says.
            change: as it was typed.

        Raises:
            UsageFault: a part of it was given before.

        """
        places = [(*item, *claim) for claim in claims_of(dose)]
        for earlier, typed in self.made.items():
            is_of_the_item = len(earlier) > len(item) and _is_within(earlier, item)
            if is_of_the_item and any(_is_within(place, earlier) for place in places):
                _refuse_both(typed, change)
        for place in ((*item, "dose"), *places):
            self.take(place, change)
        for place in places:
            self.said[place] = self.made.pop(place)


def _is_within(place: Place, whole: Place) -> bool:
    return place[: len(whole)] == whole


def _refuse_both(earlier: str, change: str) -> None:
    what_happened = f"Two values are for one place: {quoted(earlier)} and {quoted(change)}."
    refuse(what_happened, "Leave one out; a part is given after its whole.")
