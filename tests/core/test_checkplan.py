"""Which safety questions are due (decisions B)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_companion import catalogue
from exercise_companion.core.checkplan import (
    CheckFacts,
    is_fresh,
    needs_every_item,
    plan_daily,
    plan_for,
)
from exercise_companion.core.screening import NEW_ID, REPEAT_ID
from exercise_companion.core.screening_plan import How, Plan

if TYPE_CHECKING:
    from exercise_companion.core.records import CheckPurpose

KNOWN = catalogue.load()
DAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, 12, tzinfo=UTC)

DAILY = ("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8")
WEEKLY = ("W1", "W2", "W3")


def days_ago(days: int) -> date:
    return DAY - timedelta(days=days)


REGULAR = CheckFacts(
    day=DAY,
    now_utc=NOW,
    post_op=False,
    last_full=days_ago(10),
    last_daily=days_ago(1),
    last_weekly=days_ago(3),
    last_fortnightly=days_ago(10),
    lock_cleared_since_full=False,
    recheck=False,
    complete_today_utc=None,
    session_since_check=False,
    valid_hours=6,
    gap_days=7,
)
"""An ordinary day of somebody who exercises every day."""

FIRST_USE = replace(
    REGULAR, last_full=None, last_daily=None, last_weekly=None, last_fortnightly=None
)


def ids(plan: Plan, *hows: How) -> tuple[str, ...]:
    return tuple(entry.id for entry in plan.entries if not hows or entry.how in hows)


# --- whether the last check still counts (SI-01) --------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "fresh"), [(0, True), (359, True), (360, False), (600, False), (-1, False)]
)
def test_a_check_counts_for_its_hours(minutes: int, fresh: bool) -> None:  # noqa: FBT001 - a table
    facts = replace(REGULAR, complete_today_utc=NOW - timedelta(minutes=minutes))
    assert is_fresh(facts) is fresh


def test_the_hours_are_the_therapists() -> None:
    facts = replace(REGULAR, complete_today_utc=NOW - timedelta(hours=2), valid_hours=2)
    assert not is_fresh(facts)
    assert is_fresh(replace(facts, valid_hours=3))


def test_without_a_check_nothing_is_fresh() -> None:
    assert not is_fresh(REGULAR)


def test_one_check_opens_one_session() -> None:
    facts = replace(REGULAR, complete_today_utc=NOW, session_since_check=True)
    assert not is_fresh(facts)


# --- when every item is asked one by one ----------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "every_item"),
    [
        (REGULAR, False),
        (FIRST_USE, True),
        (replace(REGULAR, last_full=None), True),
        (replace(REGULAR, last_daily=None), True),
        (replace(REGULAR, last_daily=days_ago(6)), False),
        (replace(REGULAR, last_daily=days_ago(7)), True),
        (replace(REGULAR, last_daily=days_ago(3), gap_days=3), True),
        (replace(REGULAR, last_full=days_ago(27)), False),
        (replace(REGULAR, last_full=days_ago(28)), True),
        (replace(REGULAR, lock_cleared_since_full=True), True),
        (replace(REGULAR, recheck=True), True),
    ],
)
def test_when_every_item_is_asked(facts: CheckFacts, every_item: bool) -> None:  # noqa: FBT001
    assert needs_every_item(facts) is every_item
    assert plan_daily(facts, KNOWN).asks_by_item(DAILY) is every_item


def test_first_use_asks_everything_item_by_item() -> None:
    plan = plan_daily(FIRST_USE, KNOWN)
    assert ids(plan) == (*DAILY, *WEEKLY, "M1", "B1")
    assert {entry.how for entry in plan.entries} == {How.BY_ITEM}


def test_a_full_check_asks_the_weekly_questions_before_their_time() -> None:
    plan = plan_daily(replace(REGULAR, recheck=True), KNOWN)
    assert ids(plan, How.BY_ITEM) == (*DAILY, *WEEKLY)


def test_every_item_is_asked_even_within_the_hours_of_a_check() -> None:
    """A lock cleared an hour after the check: the short repeat would not do."""
    facts = replace(REGULAR, complete_today_utc=NOW, lock_cleared_since_full=True)
    assert plan_daily(facts, KNOWN).asks_by_item(DAILY)


# --- an ordinary day ------------------------------------------------------------------------------


def test_an_ordinary_day_asks_eight_topics_one_of_them_item_by_item() -> None:
    plan = plan_daily(REGULAR, KNOWN)
    assert ids(plan) == DAILY
    assert len(ids(plan, How.BY_ITEM)) == 1


def later(facts: CheckFacts, days: int) -> CheckFacts:
    """The same history, every day of it so many days later."""
    return replace(
        facts,
        day=facts.day + timedelta(days=days),
        last_full=days_ago(10 - days),
        last_daily=days_ago(1 - days),
        last_weekly=days_ago(3 - days),
        last_fortnightly=days_ago(10 - days),
    )


def test_each_day_another_topic_is_asked_item_by_item() -> None:
    plans = [plan_daily(later(REGULAR, offset), KNOWN) for offset in range(8)]
    assert sorted(ids(plan, How.BY_ITEM)[0] for plan in plans) == list(DAILY)


def test_after_surgery_the_wound_is_a_ninth_topic() -> None:
    facts = replace(REGULAR, post_op=True)
    assert ids(plan_daily(facts, KNOWN)) == (*DAILY, "T9")
    assert "T9" not in ids(plan_daily(REGULAR, KNOWN))
    plans = [plan_daily(later(facts, offset), KNOWN) for offset in range(9)]
    assert ("T9",) in [ids(plan, How.BY_ITEM) for plan in plans]


@pytest.mark.parametrize(("days", "due"), [(6, False), (7, True), (8, True)])
def test_the_weekly_questions_come_every_seven_days(days: int, due: bool) -> None:  # noqa: FBT001
    plan = plan_daily(replace(REGULAR, last_weekly=days_ago(days)), KNOWN)
    assert (ids(plan)[-3:] == WEEKLY) is due
    assert (WEEKLY[0] in ids(plan, How.TOPIC)) is due


@pytest.mark.parametrize(("days", "due"), [(13, False), (14, True)])
def test_the_questions_about_mood_come_every_fourteen_days(
    days: int,
    due: bool,  # noqa: FBT001 - a table
) -> None:
    plan = plan_daily(replace(REGULAR, last_fortnightly=days_ago(days)), KNOWN)
    assert (ids(plan)[-2:] == ("M1", "B1")) is due
    assert ({"M1", "B1"} <= set(ids(plan, How.BY_ITEM))) is due


def test_what_was_never_asked_is_due() -> None:
    plan = plan_daily(replace(REGULAR, last_weekly=None, last_fortnightly=None), KNOWN)
    assert ids(plan) == (*DAILY, *WEEKLY, "M1", "B1")


# --- a second session of the day ------------------------------------------------------------------


def test_within_the_hours_of_a_check_one_short_question_comes_first() -> None:
    facts = replace(
        REGULAR, complete_today_utc=NOW - timedelta(hours=5, minutes=59), session_since_check=True
    )
    plan = plan_daily(facts, KNOWN)
    assert ids(plan, How.GATE) == (REPEAT_ID,)
    assert plan.entries[0].id == REPEAT_ID
    assert ids(plan, How.TOPIC) == DAILY


def test_later_the_whole_check_is_asked_again() -> None:
    facts = replace(REGULAR, complete_today_utc=NOW - timedelta(hours=6), session_since_check=True)
    assert ids(plan_daily(facts, KNOWN), How.GATE) == ()


# --- other purposes -------------------------------------------------------------------------------


def test_something_is_wrong_asks_every_topic_chest_and_stroke_first() -> None:
    for facts in (REGULAR, FIRST_USE, replace(REGULAR, complete_today_utc=NOW)):
        plan = plan_for("wrong", facts, KNOWN)
        assert ids(plan)[:2] == ("T3", "T4")
        assert sorted(ids(plan)) == sorted((*DAILY, *WEEKLY, "B1"))
    assert "T9" in ids(plan_for("wrong", replace(REGULAR, post_op=True), KNOWN))


def test_after_a_session_one_question_opens_every_topic() -> None:
    plan = plan_for("after", REGULAR, KNOWN)
    assert (plan.entries[0].how, plan.entries[0].id) == (How.GATE, NEW_ID)
    assert plan.entries[1:] == plan_for("wrong", REGULAR, KNOWN).entries


def test_stopping_asks_about_chest_and_stroke_only() -> None:
    assert plan_for("stop", REGULAR, KNOWN).encode() == "T3 T4"


def test_pain_that_ends_a_session_asks_five_topics_item_by_item() -> None:
    assert plan_for("hard_stop", REGULAR, KNOWN).encode() == "*T1 *T2 *T3 *T4 *T5"


def test_pain_too_high_to_start_asks_one_question() -> None:
    assert plan_for("high_pain", REGULAR, KNOWN).encode() == "+RF-PAIN-01"


def test_before_a_session_it_is_the_daily_plan() -> None:
    assert plan_for("daily", REGULAR, KNOWN) == plan_daily(REGULAR, KNOWN)


# --- whatever the history -------------------------------------------------------------------------

past = st.one_of(st.none(), st.integers(0, 60).map(days_ago))
histories = st.builds(
    CheckFacts,
    day=st.just(DAY),
    now_utc=st.just(NOW),
    post_op=st.booleans(),
    last_full=past,
    last_daily=past,
    last_weekly=past,
    last_fortnightly=past,
    lock_cleared_since_full=st.booleans(),
    recheck=st.booleans(),
    complete_today_utc=st.one_of(
        st.none(), st.integers(-60, 720).map(lambda minutes: NOW - timedelta(minutes=minutes))
    ),
    session_since_check=st.booleans(),
    valid_hours=st.integers(1, 8),
    gap_days=st.integers(2, 14),
)


@settings(deadline=None)
@given(facts=histories)
def test_every_check_names_every_daily_topic(facts: CheckFacts) -> None:
    """H-05: none is ever left out, and none comes twice."""
    plan = plan_daily(facts, KNOWN)
    named = [entry.id for entry in plan.entries]
    assert set(DAILY) <= set(named)
    assert ("T9" in named) is facts.post_op
    assert len(named) == len(set(named))


@settings(deadline=None)
@given(facts=histories)
def test_a_short_repeat_needs_a_check_of_the_last_hours(facts: CheckFacts) -> None:
    repeats = plan_daily(facts, KNOWN).entries[0].how is How.GATE
    if repeats:
        assert facts.complete_today_utc is not None
        age = NOW - facts.complete_today_utc
        assert timedelta(0) <= age < timedelta(hours=facts.valid_hours)
        assert not needs_every_item(facts)


def test_after_a_rule_of_the_record_legs_and_bladder_are_asked_item_by_item() -> None:
    assert plan_for("worked_out", REGULAR, KNOWN).encode() == "*T1 *T2"


@pytest.mark.parametrize("purpose", ["flare", "mistake"])
def test_a_flare_up_and_a_mistake_ask_every_sign_one_by_one(purpose: CheckPurpose) -> None:
    plan = plan_for(purpose, REGULAR, KNOWN)
    assert ids(plan)[:2] == ("T3", "T4")
    assert set(ids(plan, How.BY_ITEM)) == {*DAILY, *WEEKLY}
    assert len(plan.entries) == len(DAILY) + len(WEEKLY)
