"""What was done of a set that was cut short, in words: so much stays on record (H-17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.actuals import amount_words, side_words, time_words

if TYPE_CHECKING:
    from exercise_companion.core.prompts import DidSet


def kept_words(did: DidSet) -> str:
    """What was done of a set that was cut short: "4", "left 4, right 3", "1 hold of 38 s"."""
    if did.left_reps is not None and did.right_reps is not None:
        left, right = did.left_reps, did.right_reps
        sides = f"{side_words('left_reps', left)}, {side_words('right_reps', right)}"
        return sides if did.seconds is None else f"{sides}, holds of {time_words(did.seconds)}"
    if did.reps is not None and did.seconds is not None:
        return f"{did.reps} hold{'s' * (did.reps != 1)} of {time_words(did.seconds)}"
    if did.reps is not None:
        return amount_words("reps", did.reps)
    if did.seconds is not None:
        return amount_words("seconds", did.seconds)
    return "all of it" if did.metres is None else amount_words("metres", did.metres)
