"""A check stops counting after a lock was cleared, even within its hours (SI-01, 7.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from test_checks_asked_later import FACTS

from exercise_companion.core.checkplan import is_fresh

JUST_CHECKED = replace(FACTS, complete_today_utc=FACTS.now_utc - timedelta(minutes=1))


def test_a_check_of_a_minute_ago_counts() -> None:
    assert is_fresh(JUST_CHECKED) is True


def test_no_check_today_is_a_plain_no() -> None:
    assert is_fresh(FACTS) is False


def test_it_does_not_after_a_lock_was_cleared() -> None:
    assert is_fresh(replace(JUST_CHECKED, lock_cleared_since_full=True)) is False


def test_it_does_not_after_a_session() -> None:
    assert is_fresh(replace(JUST_CHECKED, session_since_check=True)) is False
