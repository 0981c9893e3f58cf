"""What other checks were told, as it was known at a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from exercise_companion.core.background import Background
from exercise_companion.core.told import Told, known_at

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
FACTS = Background(risks=frozenset({"cancer"}), is_old=True)


def told(hours_ago: float, flag: str = "RF-NEU-01", **changes: object) -> Told:
    at = NOW - timedelta(hours=hours_ago)
    facts: dict[str, object] = {"flag_id": flag, "reported": True, "at": at, "day": at.date()}
    return Told(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("hours", "counts"), [(0, True), (24, True), (24.1, False)])
def test_a_sign_counts_for_24_hours_from_its_own_answer(hours: float, counts: bool) -> None:  # noqa: FBT001 - a table
    known = known_at(FACTS, [told(hours)], NOW, TODAY)
    assert ("RF-NEU-01" in known.recent_signs) is counts


def test_what_was_told_later_was_not_known() -> None:
    assert known_at(FACTS, [told(-1)], NOW, TODAY).past == ()


def test_a_clearance_counts_from_its_moment() -> None:
    moment = NOW - timedelta(hours=1)
    cleared = told(5, cleared_at=moment)
    assert known_at(FACTS, [cleared], NOW, TODAY).recent_signs == set()
    assert known_at(FACTS, [cleared], moment, TODAY).recent_signs == set()
    assert known_at(FACTS, [cleared], NOW - timedelta(hours=2), TODAY).recent_signs == {"RF-NEU-01"}


def test_a_no_after_a_yes_ends_what_stands() -> None:
    yes, no = told(200, "RF-PAIN-02"), told(20, "RF-PAIN-02", reported=False)
    assert known_at(FACTS, [yes], NOW, TODAY).standing_signs == {"RF-PAIN-02"}
    assert known_at(FACTS, [yes, no], NOW, TODAY).standing_signs == set()


def test_a_spell_is_counted_where_it_is_asked_about_again() -> None:
    parted = told(48, "RF-CAR-04", asked_again=True)
    known = known_at(FACTS, [parted], NOW, TODAY)
    assert known.days_with("RF-CAR-04") == set()
    assert known_at(FACTS, [told(48, "RF-CAR-04")], NOW, TODAY).days_with("RF-CAR-04") == {2}


def test_the_facts_stay_as_they_are() -> None:
    known = known_at(FACTS, [told(1)], NOW, TODAY)
    assert (known.risks, known.is_old) == (FACTS.risks, True)
