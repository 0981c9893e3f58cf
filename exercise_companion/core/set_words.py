"""How many sets of an exercise were done or are left, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.core.terms import PerformedSide


def count_words(sides: Iterable[PerformedSide]) -> str:
    """So many sets: "2 sets", "2 sets each side", "1 set on the left"; empty for none.

    Args:
        sides: the side of each set.

    """
    count = Counter(sides)
    left, right = count.pop("left", 0), count.pop("right", 0)
    both = count.total()
    parts = [_sets(both)] if both else []
    if left == right:
        parts += [f"{_sets(left)} each side"] if left else []
    else:
        sided = ((left, "left"), (right, "right"))
        parts += [f"{_sets(n)} on the {side}" for n, side in sided if n]
    return ", ".join(parts)


def _sets(number: int) -> str:
    return f"{number} set{'' if number == 1 else 's'}"


def begun_line(done: int, sets: int, left: str) -> str:
    """What stands with the instructions of an exercise that was begun; empty where it was not.

    Args:
        done: sets done in this version.
        sets: that, and those that follow.
        left: where a change of version left fewer than its dose says: those that follow, in words.

    """
    if left:
        return f"Left of it: {left}."
    return f"Sets done so far: {done} of {sets}." if done else ""
