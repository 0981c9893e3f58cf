"""Every span of so many days over a record in order, in one pass: what it holds, by its last day.

Ten years of sessions are looked through at each opening; cutting each span out anew takes a second.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def windows(
    days: Sequence[date], length: int, first: date, last: date
) -> Iterator[tuple[date, slice]]:
    """The last day of each span, and the place of what it holds.

    Args:
        days: the day of each entry, oldest first.
        length: calendar days of a span.
        first: the last day of the first span.
        last: that of the last one.

    """
    numbers = [day.toordinal() for day in days]
    begin = end = 0
    for number in range(first.toordinal(), last.toordinal() + 1):
        while end < len(numbers) and numbers[end] <= number:
            end += 1
        while begin < end and numbers[begin] <= number - length:
            begin += 1
        yield date.fromordinal(number), slice(begin, end)
