"""What lies between two holds and between two sets: no amount of it is taken for another (H-17).

In everyday words a rest behind a hold is the time until the next hold. The format has two amounts:
to let go between holds, and to rest between sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.dose_words import seconds_words
from exercise_companion.core.program import HoldDose
from exercise_companion.core.typed import NotUnderstoodError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.dose_parts import Part

REST: Final = "rest_seconds"
RELEASE: Final = "release_seconds"

MOST_LET_GO: Final = 60
"""Seconds that the format takes between two holds."""

IN_A_FILE: Final[int] = HoldDose.model_fields[RELEASE].default
"""How long it is between two holds where a file does not say it."""


def is_held_again(dose: JsonObject) -> bool:
    """Whether a set has more than one hold, with something between them."""
    reps = dose.get("reps")
    most = reps[-1] if isinstance(reps, list) and reps else reps
    several = (isinstance(most, int) and most > 1) or dose.get("side") == "alternate"
    return dose.get("type") == "hold" and several


def lacks_let_go(dose: JsonValue) -> bool:
    """Whether a dose has something between two holds that nobody wrote."""
    return isinstance(dose, dict) and is_held_again(dose) and dose.get(RELEASE) is None


def require_clear_rest(dose: JsonObject, parts: Iterable[Part]) -> None:
    """Refuse a typed rest that may be meant between holds.

    Args:
        dose: what the line says.
        parts: of the line.

    Raises:
        NotUnderstoodError: so it may; both ways to say it.

    """
    rest = next((part for part in parts if REST in part.fields), None)
    if rest is None or not lacks_let_go(dose):
        return
    seconds = rest.fields[REST]
    fits = isinstance(seconds, int) and seconds <= MOST_LET_GO
    let_go = f'"let go {seconds} s"' if fits else f'"let go", up to {MOST_LET_GO} s'
    what = f'"{rest.words}" may mean between two holds, or between two sets.'
    how = 'Between sets, type both: "3 x 10, hold 5 s, let go 3 s, rest 30 s".'
    raise NotUnderstoodError(what=f"{what} Between holds, type {let_go}. {how}")


def require_what_is_between(dose: JsonObject, typed: JsonObject) -> None:
    """Refuse a dose with an amount between holds that nobody wrote, or a typed rest that is none.

    Args:
        dose: as it would be for the patient.
        typed: what of it the line says.

    Raises:
        NotUnderstoodError: so it is.

    """
    if lacks_let_go(dose):
        what = "How long to let go between two holds is not said."
        how = 'Type it behind: "let go 3 s", or "no time to let go".'
        raise NotUnderstoodError(what=f"{what} {how}")
    rest = typed.get(REST)
    if isinstance(rest, int) and rest and dose.get("sets") == 1 and not _has_sides(dose):
        words = seconds_words(rest)
        what = f"A rest of {words} would never come: it is between sets, and this is one set."
        raise NotUnderstoodError(
            what=f'{what} "3 x 10, rest {words}" has it; without, leave it out.'
        )


def _has_sides(dose: JsonObject) -> bool:
    """Whether one side comes after the other, with the rest between them."""
    return dose.get("side") == "each_side"
