"""The day somebody typed, or none."""

from __future__ import annotations

from datetime import date

import pytest

from exercise_companion.core.typed_day import read_day

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" Today ", TODAY),
        ("YESTERDAY", date(2026, 11, 23)),
        ("2026-11-21", date(2026, 11, 21)),
        ("21 November 2026", date(2026, 11, 21)),
        ("1/2/2026", date(2026, 2, 1)),
        ("", None),
        ("tomorrow", None),
        ("friday", None),
        ("2026-13-01", None),
        ("today\x00", None),
    ],
)
def test_what_was_typed_is_a_day_or_none(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" Tomorrow ", date(2026, 11, 25)),
        ("today", TODAY),
        ("2026-12-01", date(2026, 12, 1)),
        ("wednesday", date(2026, 11, 25)),
        ("FRIDAY", date(2026, 11, 27)),
        ("monday", date(2026, 11, 30)),
        ("tuesday", None),
        ("someday", None),
    ],
)
def test_of_days_that_may_lie_ahead_more_words_name_one(text: str, day: date | None) -> None:
    """The name of today's weekday could be today or in a week: it names no day."""
    assert read_day(text, TODAY, ahead=True) == day


def test_the_order_of_the_united_states_is_kept() -> None:
    assert read_day("1/2/2026", TODAY, month_first=True) == date(2026, 1, 2)
