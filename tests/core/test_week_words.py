"""Days of the week as they are typed: all that is named, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core.week_words import DAYS, week_days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("mon", "mon"),
        ("Monday", "mon"),
        ("mondays and thurs", "mon thu"),
        ("mon wed fri", "mon wed fri"),
        ("fri, mon,wed", "mon wed fri"),
        ("mon/wed/fri", "mon wed fri"),
        ("mon and wed, fri", "mon wed fri"),
        ("mon, wed, and fri", "mon wed fri"),
        ("mon & wed", "mon wed"),
        ("mon-wed", "mon tue wed"),
        ("mon–wed", "mon tue wed"),
        ("mon to fri", "mon tue wed thu fri"),
        ("Monday - Wednesday", "mon tue wed"),
        ("mon-wed fri", "mon tue wed fri"),
        ("mon to fri, sun", "mon tue wed thu fri sun"),
        ("mon-thu, sat", "mon tue wed thu sat"),
        ("fri-mon", "mon fri sat sun"),
        ("sun-mon", "mon sun"),
        ("mon tue mon", "mon tue"),
    ],
)
def test_every_day_that_is_named_is_there(words: str, days: str) -> None:
    assert week_days(words) == days.split()


@pytest.mark.parametrize(
    "words",
    [
        "", "m", "mo", "monkey", "wedding", "mon-", "-mon", "mon xyz", "mon-wed-fri", "mon-mon",
        "someday", "mon to", "to fri", "and", "s", "mon; tue", "daily",
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_guessed(words: str) -> None:
    assert week_days(words) is None


@given(st.sets(st.sampled_from(DAYS), min_size=1), st.sampled_from([" ", ", ", "/", " and "]))
def test_any_days_in_any_order_are_read_whole(days: set[str], joint: str) -> None:
    assert week_days(joint.join(days)) == [day for day in DAYS if day in days]
