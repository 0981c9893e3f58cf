"""What other checks were told, as it was known at a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from exercise_companion.core.background import Background
from exercise_companion.core.told import Instant, Told, known_at

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
GIVEN_NOW = Instant(NOW, TODAY, None)
FACTS = Background(risks=frozenset({"cancer"}), is_old=True)


def told(hours_ago: float, flag: str = "RF-NEU-01", **changes: object) -> Told:
    at = NOW - timedelta(hours=hours_ago)
    facts: dict[str, object] = {
        "flag_id": flag,
        "reported": True,
        "at": at,
        "position": 1,
        "day": at.date(),
    }
    return Told(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("hours", "counts"), [(0, True), (24, True), (24.1, False)])
def test_a_sign_counts_for_24_hours_from_its_own_answer(hours: float, counts: bool) -> None:  # noqa: FBT001 - a table
    known = known_at(FACTS, [told(hours)], GIVEN_NOW)
    assert ("RF-NEU-01" in known.recent_signs) is counts


@pytest.mark.parametrize(("position", "is_known"), [(4, True), (5, False), (6, False)])
def test_what_was_told_later_was_not_known(position: int, *, is_known: bool) -> None:
    given = Instant(NOW, TODAY, 5)
    assert bool(known_at(FACTS, [told(1, position=position)], given).past) is is_known


def test_what_a_clock_that_was_set_back_calls_later_is_known_and_recent() -> None:
    """H-22: the order of the record counts; a day ahead is as far away as a day ago."""
    ahead = told(-30)
    (seen,) = known_at(FACTS, [ahead], GIVEN_NOW).past
    assert seen.within_24_hours
    assert seen.days_ago == 1


@pytest.mark.parametrize(("hours", "counts"), [(-25, False), (-24, True), (24, True), (25, False)])
def test_what_was_told_within_24_hours_of_a_sign_counts_at_its_late_follow_up(
    hours: float, *, counts: bool
) -> None:
    """A9: an answer that comes days later is about the signs as they were told."""
    days_ago = NOW - timedelta(days=5)
    late = Instant(NOW, TODAY, None, (days_ago,))
    at = days_ago + timedelta(hours=hours)
    (seen,) = known_at(FACTS, [replace(told(0), at=at)], late).past
    assert seen.within_24_hours is counts


def test_a_long_standing_sign_is_known_as_one() -> None:
    old = told(2, "RF-CES-02", long_standing=True)
    assert known_at(FACTS, [old], GIVEN_NOW).recent_long_standing == {"RF-CES-02"}
    assert known_at(FACTS, [told(2, "RF-CES-02")], GIVEN_NOW).recent_long_standing == set()
    assert known_at(FACTS, [replace(old, at=NOW - timedelta(hours=25))], GIVEN_NOW).past
    assert not known_at(
        FACTS, [replace(old, at=NOW - timedelta(hours=25))], GIVEN_NOW
    ).recent_long_standing
    told_anew = (replace(old, at=NOW - timedelta(hours=30)), told(2, "RF-CES-02"))
    assert not known_at(FACTS, told_anew, GIVEN_NOW).recent_long_standing
    cleared = replace(old, cleared=2)
    assert not known_at(FACTS, [cleared], GIVEN_NOW).recent_long_standing


@pytest.mark.parametrize(("position", "stands"), [(6, True), (7, True), (8, False), (None, False)])
def test_a_clearance_counts_from_its_place_in_the_record(
    position: int | None, *, stands: bool
) -> None:
    cleared = told(5, cleared=7)
    known = known_at(FACTS, [cleared], Instant(NOW, TODAY, position))
    assert (known.recent_signs == {"RF-NEU-01"}) is stands


def test_of_two_tellings_the_one_that_was_not_cleared_stands() -> None:
    """C-10: each event clears separately (clinical-spec 7.5)."""
    earlier, later = told(100, "RF-PAIN-04"), told(50, "RF-PAIN-04", cleared=7, position=2)
    assert known_at(FACTS, [earlier, later], GIVEN_NOW).standing_signs == {"RF-PAIN-04"}
    both = [replace(earlier, cleared=7), later]
    assert known_at(FACTS, both, GIVEN_NOW).standing_signs == set()
    again = [replace(earlier, cleared=7), told(50, "RF-PAIN-04", position=9)]
    assert known_at(FACTS, again, GIVEN_NOW).standing_signs == {"RF-PAIN-04"}


def test_a_no_after_a_yes_ends_what_stands() -> None:
    yes, no = told(200, "RF-PAIN-02"), told(20, "RF-PAIN-02", reported=False)
    assert known_at(FACTS, [yes], GIVEN_NOW).standing_signs == {"RF-PAIN-02"}
    assert known_at(FACTS, [yes, no], GIVEN_NOW).standing_signs == set()


def test_a_spell_is_counted_where_it_is_asked_about_again() -> None:
    parted = told(48, "RF-CAR-04", asked_again=True)
    known = known_at(FACTS, [parted], GIVEN_NOW)
    assert known.days_with("RF-CAR-04") == set()
    assert known_at(FACTS, [told(48, "RF-CAR-04")], GIVEN_NOW).days_with("RF-CAR-04") == {2}


def test_the_facts_stay_as_they_are() -> None:
    known = known_at(FACTS, [told(1)], GIVEN_NOW)
    assert (known.risks, known.is_old) == (FACTS.risks, True)
