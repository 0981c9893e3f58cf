"""All computed rules in one pass: each reads its own part of the record, and no more of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from exercise_companion.core.computed import History, notice
from exercise_companion.core.daily_life import ActivityCheck, MedicineCount
from exercise_companion.core.noticed import CALF_WHEN_WALKING, WORSENING, Weight
from exercise_companion.core.pain import MorningOutcome
from exercise_companion.core.pain_series import Score, Series
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.records import WalkRecord
from exercise_companion.core.session_trend import EndedSession, RatedMorning

DEFAULTS = Parameters()
START = date(2026, 5, 3)
TODAY = START + timedelta(days=20)
CALF = WalkRecord(
    "outdoor_walk", 9, 3, 1, 4, "leg_symptoms", relief_action="stood_still", in_calf=True
)


def day(number: int) -> date:
    return START + timedelta(days=number)


def morning(number: int, leg: MorningOutcome) -> RatedMorning:
    given = datetime(2026, 5, 3, 8, tzinfo=UTC) + timedelta(days=number)
    return RatedMorning(day(number), given, {"leg": leg}, new_feeling=False)


RED = MorningOutcome.RED

WORSE = History(
    start=START,
    series=(
        Series(
            "leg", "Leg pain", 2, tuple(Score(day(n), 2 + 3 * (n > 9), day(n)) for n in range(20))
        ),
        Series("back", "Back pain", 3, tuple(Score(day(n), 3, day(n)) for n in range(20))),
    ),
    day_scores={"leg": {day(14): 5, day(20): 5}},
    flare_starts=(day(1), day(8), day(14)),
    flare_since=day(14),
    sessions=tuple(EndedSession(day(n), "stopped_by_pain") for n in (17, 18, 19)),
    mornings=tuple(morning(n, RED) for n in (17, 18, 19)),
    walks=((day(18), CALF), (day(19), CALF)),
    goals={"walk": 6},
    activities=(ActivityCheck(day(12), {"walk": 2}), ActivityCheck(day(19), {"walk": 2})),
    medicine=(MedicineCount(day(1), 1), MedicineCount(day(19), 6)),
)


def rules(history: History, newer: dict[str, date] | None = None) -> set[str]:
    return {
        one.rule
        for one in notice(DEFAULTS, history, TODAY, newer)
        if one.weight is not Weight.UNKNOWN
    }


def test_every_part_of_the_record_is_read() -> None:
    assert rules(WORSE) == {
        "TR-1", "TR-4", "TR-6", "TR-8", "TR-11", "PR-04", "PR-08", "PR-09", "NC-4", "FL-4",
    }  # fmt: skip


def test_an_empty_record_claims_nothing() -> None:
    assert notice(DEFAULTS, History(start=START), TODAY) == ()


def test_a_contact_takes_away_what_came_before_it_and_only_for_its_flag() -> None:
    """Decisions A1: what is only for the report (TR-6) and the calf's own flag stay."""
    assert rules(WORSE, {WORSENING: TODAY}) == {"NC-4", "TR-6"}
    assert "NC-4" not in rules(WORSE, {CALF_WHEN_WALKING: day(18)})
    assert "TR-1" in rules(WORSE, {CALF_WHEN_WALKING: day(18)})


def test_a_calf_the_therapist_knows_of_is_a_contact_and_else_the_sign() -> None:
    for known, weight in ((frozenset(), Weight.SIGN), (frozenset({"RF-PAD-02"}), Weight.CONTACT)):
        found = notice(DEFAULTS, replace(WORSE, known_signs=known), TODAY)
        assert [one.weight for one in found if one.rule == "NC-4"] == [weight]


def test_only_the_last_morning_asks() -> None:
    mornings = (morning(18, RED), morning(19, MorningOutcome.GREEN))
    assert "PR-09" not in rules(replace(WORSE, mornings=mornings))


def test_without_a_flare_up_there_is_nothing_to_last() -> None:
    assert "FL-4" not in rules(replace(WORSE, flare_since=None))


def test_without_both_sites_the_leg_is_not_compared() -> None:
    assert "TR-8" not in rules(replace(WORSE, series=WORSE.series[:1]))


def test_walks_and_the_sixth_week_are_read() -> None:
    def walked(number: int, minutes: float) -> tuple[date, WalkRecord]:
        slow = WalkRecord("outdoor_walk", 25, minutes, 1, 4, "leg_symptoms", minutes_to_relief=11)
        return day(number), slow

    history = replace(
        WORSE,
        walks=(*(walked(n, 20) for n in range(4)), *(walked(n, 10) for n in range(38, 42))),
        activities=(ActivityCheck(day(40), {"walk": 6}),),
        series=(
            Series("back", "Back pain", 3, tuple(Score(day(n), 3, day(n)) for n in range(42))),
        ),
    )
    found = {one.rule for one in notice(DEFAULTS, history, day(45))}
    assert {"TR-5", "NC-2", "TR-10"} <= found


def test_without_a_leg_there_is_nothing_to_compare() -> None:
    assert "TR-8" not in rules(replace(WORSE, series=WORSE.series[1:]))


@pytest.mark.parametrize(("contact", "fires"), [(16, True), (17, False)])
def test_only_sessions_and_mornings_after_the_contact_count(contact: int, *, fires: bool) -> None:
    found = rules(WORSE, {WORSENING: day(contact)})
    assert ("PR-04" in found) is fires
    assert ("PR-08" in found) is fires
