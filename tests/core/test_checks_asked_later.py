"""What is asked for a rule, a flare-up or a mistake: sign by sign, with nothing left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from exercise_companion import catalogue
from exercise_companion.core.checkplan import CheckFacts, plan_for
from exercise_companion.core.screening_plan import Entry, How, Plan

if TYPE_CHECKING:
    from exercise_companion.core.records import CheckPurpose

DAY = date(2026, 11, 25)
FACTS = CheckFacts(
    day=DAY,
    now_utc=datetime(2026, 11, 25, 9, 12, tzinfo=UTC),
    post_op=False,
    last_full=DAY,
    last_daily=DAY,
    last_weekly=DAY,
    last_fortnightly=DAY,
    lock_cleared_since_full=False,
    recheck=False,
    complete_today_utc=None,
    session_since_check=False,
    valid_hours=6,
    gap_days=7,
)
EVERYTHING = ("T3", "T4", "T1", "T2", "T5", "T6", "T7", "T8", "W1", "W2", "W3")
"""Chest and stroke first (clinical-spec 7.2); mood is not asked again (1.6, SI-14)."""


def test_a_rule_that_was_worked_out_asks_about_bladder_and_legs() -> None:
    plan = plan_for("worked_out", FACTS, catalogue.load())
    assert plan == Plan((Entry(How.BY_ITEM, "T1"), Entry(How.BY_ITEM, "T2")))


@pytest.mark.parametrize("purpose", ["flare", "mistake"])
def test_a_flare_up_and_a_mistake_ask_every_sign_one_by_one(purpose: CheckPurpose) -> None:
    plan = plan_for(purpose, FACTS, catalogue.load())
    assert plan == Plan(tuple(Entry(How.BY_ITEM, topic) for topic in EVERYTHING))


@pytest.mark.parametrize("purpose", ["flare", "mistake", "wrong"])
def test_after_surgery_the_wound_is_asked_about_too(purpose: CheckPurpose) -> None:
    plan = plan_for(purpose, replace(FACTS, post_op=True), catalogue.load())
    asked = [entry.id for entry in plan.entries]
    wound = next(topic.id for topic in catalogue.load().topics if topic.when == "post_op")
    assert wound in asked
    mood = {"B1"} if purpose == "wrong" else set()
    assert set(asked) == {*EVERYTHING, wound} | mood
