"""What happens on a walk inside a session, as it is kept: how far it came, how the legs were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from exercise_companion.core.walking import WalkAdvice

WalkMarkKind = Literal["so_far", "felt", "ended", "rest_left", "told", "typed"]
"""`so_far`: the running bout was interrupted by a question. `felt`: "my legs feel it" was pressed.
`ended`: the patient ended the walk. `rest_left`: the patient did not wait until it eased.
`told`: the questions at the end of a walk that was timed here were answered. `typed`: a walk away
from the screen was typed in."""

LegFeeling = Literal["none", "numb_or_weak", "gave_way"]
"""What else the legs do: nothing, a clear numb or weak feeling (NC-1), gave way (NC-5)."""


@dataclass(frozen=True, slots=True)
class WalkMark:
    """A moment of a walk."""

    item_id: str
    kind: WalkMarkKind
    seconds: int = 0
    """How far the running bout had come; 0 where none runs."""


@dataclass(frozen=True, slots=True)
class LegReport:
    """How the legs are, walking or resting, and what rules NC-1 to NC-5 made of it."""

    item_id: str
    at_utc: datetime
    leg: int | None
    """0-10; None when it was asked and not given."""
    feeling: LegFeeling | None
    """None when it was not given."""
    resting_seconds: int | None
    """Of the rest so far; None while walking."""
    advice: WalkAdvice
    rule: str
    """"NC-1"; empty where none fired."""
