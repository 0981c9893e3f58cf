"""Spans over a record are those that cutting each one out anew would give."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from exercise_companion.core.windows import windows

START = date(2026, 5, 3)

numbers = st.lists(st.integers(0, 40), max_size=30).map(sorted)


@example([0, 1, 2], 2, 0, 2)
@given(numbers, st.integers(1, 28), st.integers(0, 40), st.integers(0, 40))
def test_each_span_holds_what_lies_within_its_days(
    days: list[int], length: int, first: int, last: int
) -> None:
    entries = [START + timedelta(days=number) for number in days]
    expected = []
    for number in range(first, last + 1):
        end = START + timedelta(days=number)
        begin = end - timedelta(days=length - 1)
        expected.append((end, [day for day in entries if begin <= day <= end]))
    ends = START + timedelta(days=first), START + timedelta(days=last)
    assert [(day, entries[place]) for day, place in windows(entries, length, *ends)] == expected


def test_no_entry_is_a_span_without_any() -> None:
    assert list(windows([], 14, START, START)) == [(START, slice(0, 0))]
