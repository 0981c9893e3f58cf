"""What a typed value of a diary entry means; one that cannot be is refused at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from exercise_companion.companion.measures import require_medicine, require_numbers
from exercise_companion.core import walk_typed
from exercise_companion.core.records import MedicineRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.core.records import WalkRecord

ValueT = TypeVar("ValueT")

NOT_YET: Final = "not yet"
SKIP: Final = "skip"

MOST_DIGITS: Final = 2


def count(text: str) -> int | None:
    """A whole number of at most two digits; None when the text is none."""
    is_count = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_count else None


def medicine_days(text: str) -> int | None:
    """Days of the last 14; None when the text is no number.

    Raises:
        UsageFault: there are not so many.

    """
    return _that_fits(count, lambda days: require_medicine(MedicineRecord(days)))(text)


def strong_days(days: int) -> Callable[[str], int | None]:
    """Those of these days with a strong medicine."""
    return _that_fits(count, lambda strong: require_medicine(MedicineRecord(days, strong)))


def of_walk(with_it: Callable[[float], WalkRecord]) -> Callable[[str], float | None]:
    """A number of a walk that goes with what is known of it.

    Args:
        with_it: the walk as far as it is known, with that number.

    """
    return _that_fits(walk_typed.number, lambda number: require_numbers(with_it(number)))


def bouts(walk: WalkRecord) -> Callable[[str], int | None]:
    """In how many parts it was."""
    return _that_fits(count, lambda parts: require_numbers(replace(walk, bouts=parts)))


def eased(walk: WalkRecord) -> Callable[[str], float | str | None]:
    """Minutes until it eased, or one of the words for not yet and not given."""
    minutes = of_walk(lambda relief: replace(walk, minutes_to_relief=relief))

    def read(text: str) -> float | str | None:
        word = text.casefold()
        return word if word in {NOT_YET, SKIP} else minutes(text)

    return read


def _that_fits(
    read: Callable[[str], ValueT | None], require: Callable[[ValueT], None]
) -> Callable[[str], ValueT | None]:
    """Read a line and require that its value can be."""

    def fitting(text: str) -> ValueT | None:
        value = read(text)
        if value is not None:
            require(value)
        return value

    return fitting
