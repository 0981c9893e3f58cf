"""Where the session stands, in the words of the top line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exercise_companion.core.prompts import Place


def place_title(name: str, place: Place) -> str:
    """The exercise and its place: "Bridge   3 of 6"."""
    return f"{name}   {place.position} of {place.of}"


def minutes_left(place: Place) -> str:
    """What is left of the session: "about 12 minutes left"."""
    unit = "minute" if place.minutes_left == 1 else "minutes"
    return f"about {place.minutes_left} {unit} left"
