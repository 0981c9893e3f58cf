"""Rules C-01 to C-21 beyond their cases: what they look at, and that more is never less."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from evidence import evidence, past
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_companion import catalogue
from exercise_companion.core.background import Background, PastCheck
from exercise_companion.core.combination import COUNTED, RULES, Evidence, combine
from exercise_companion.core.findings import assess
from exercise_companion.core.follow_ups import FollowUp
from exercise_companion.core.terms import TIER_RANK, Action, Answer, RiskCode

KNOWN = catalogue.load()
ASKED = tuple(item.id for item in KNOWN.items if item.is_asked)
RISKS: tuple[RiskCode, ...] = get_args(RiskCode)
YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE


def rules(of: Evidence) -> set[str]:
    return {combined.rule for combined in combine(of)}


# --- what counts ----------------------------------------------------------------------------------


def test_a_sign_of_the_last_24_hours_takes_part() -> None:
    earlier = Background(past=(past("RF-NEU-03"),))
    assert rules(evidence("RF-NEU-01", background=earlier)) == {"C-20"}


def test_an_older_sign_does_not() -> None:
    earlier = Background(past=(past("RF-NEU-03", days_ago=2, within_24_hours=False),))
    assert rules(evidence("RF-NEU-01", background=earlier)) == set()


def test_a_sign_that_was_cleared_does_not() -> None:
    earlier = Background(past=(past("RF-NEU-03", cleared=["RF-NEU-03"]),))
    assert rules(evidence("RF-NEU-01", background=earlier)) == set()


def test_what_fired_before_is_no_news() -> None:
    earlier = Background(past=(past("RF-NEU-01", "RF-NEU-03"),))
    assert rules(evidence("RF-GEN-02", background=earlier)) == set()


def test_a_cleared_weekly_sign_stands_no_longer() -> None:
    week_ago = past("RF-PAIN-02", days_ago=6, within_24_hours=False, cleared=["RF-PAIN-02"])
    known = Background(risks=frozenset({"diabetes"}), past=(week_ago,))
    assert rules(evidence("RF-GEN-01", background=known)) == set()


def test_c07_speaks_of_every_sign_that_began_with_the_fall() -> None:
    told = {("RF-NEU-03", FollowUp.AFTER_FALL): YES}
    earlier = Background(past=(past("RF-FX-01"),))
    of = evidence("RF-NEU-03", follow_ups=told, background=earlier)
    (combined,) = combine(of)
    assert (combined.rule, combined.flag_id) == ("C-07", "RF-FX-01")
    assert combined.signs == ("RF-FX-01", "RF-NEU-03")


@pytest.mark.parametrize("days", [0, 31])
def test_c16_a_fall_told_twice_on_one_day_is_one_fall(days: int) -> None:
    earlier = Background(past=(past("RF-FALL-03", days_ago=days),))
    assert rules(evidence("RF-FALL-03", background=earlier)) == set()


# --- more is never less ---------------------------------------------------------------------------

LOWERING = (FollowUp.SETTLED, FollowUp.ONSET_14_DAYS, FollowUp.ONSET_3_MONTHS)

follow_ups = st.dictionaries(
    st.tuples(st.sampled_from(ASKED), st.sampled_from(list(FollowUp))),
    st.sampled_from(list(Answer)),
    max_size=8,
)
pasts = st.lists(
    st.builds(
        PastCheck,
        days_ago=st.integers(0, 35),
        within_24_hours=st.booleans(),
        reported=st.frozensets(st.sampled_from(ASKED), max_size=4),
        denied=st.frozensets(st.sampled_from(ASKED), max_size=4),
    ),
    max_size=3,
)
backgrounds = st.builds(
    Background,
    risks=st.frozensets(st.sampled_from(RISKS), max_size=4),
    is_old=st.booleans(),
    post_op=st.booleans(),
    surgery_days_ago=st.none() | st.integers(0, 40),
    injection_days_ago=st.none() | st.integers(0, 40),
    past=pasts.map(tuple),
)
evidences = st.builds(
    Evidence,
    background=backgrounds,
    reported=st.frozensets(st.sampled_from(ASKED), max_size=6),
    follow_ups=follow_ups,
    mood_score=st.none() | st.integers(0, 6),
)


def worst(of: Evidence) -> int:
    return max((TIER_RANK[one.tier] for one in assess(of, KNOWN).all), default=-1)


def strictest(of: Evidence) -> int:
    order = [Action.LOG, Action.CONTACT, Action.SKIP_TODAY, Action.HOLD, Action.LOCK]
    actions = [one.action for one in assess(of, KNOWN).all if one.action in order]
    return max((order.index(action) for action in actions), default=-1)


@settings(deadline=None, max_examples=400)
@given(of=evidences, more=st.sampled_from(ASKED))
def test_one_more_sign_never_makes_the_outcome_milder(of: Evidence, more: str) -> None:
    with_it = Evidence(of.background, of.reported | {more}, of.follow_ups, mood_score=of.mood_score)
    assert worst(with_it) >= worst(of)
    assert strictest(with_it) >= strictest(of)


@settings(deadline=None, max_examples=400)
@given(of=evidences, more=st.sampled_from(RISKS))
def test_one_more_risk_never_makes_the_outcome_milder(of: Evidence, more: RiskCode) -> None:
    known = replace(of.background, risks=of.background.risks | {more}, is_old=True, post_op=True)
    with_it = replace(of, background=known)
    assert worst(with_it) >= worst(of)
    assert strictest(with_it) >= strictest(of)


@settings(deadline=None, max_examples=300)
@given(of=evidences, about=st.tuples(st.sampled_from(ASKED), st.sampled_from(list(FollowUp))))
def test_a_yes_to_a_follow_up_never_makes_the_outcome_milder(
    of: Evidence, about: tuple[str, FollowUp]
) -> None:
    """But for "has it settled", the named exception (decisions C6)."""
    if about[1] is FollowUp.SETTLED:
        return
    yes, no = ({**of.follow_ups, about: value} for value in (YES, NO))
    with_yes = Evidence(of.background, of.reported, yes, mood_score=of.mood_score)
    with_no = Evidence(of.background, of.reported, no, mood_score=of.mood_score)
    assert worst(with_yes) >= worst(with_no)


@settings(deadline=None, max_examples=300)
@given(of=evidences)
def test_every_sign_that_counts_is_found(of: Evidence) -> None:
    found = assess(of, KNOWN)
    assert {one.flag_id for one in found.own} == of.reported
    for one in found.all:
        assert one.rules
        assert one.rules[0] == one.flag_id


def test_there_are_nineteen_rules_here_and_c13_beside_them() -> None:
    assert len(RULES) == 19


def test_the_rules_that_count_days_say_what_they_counted() -> None:
    assert COUNTED == {
        "C-16": "2 falls in 30 days",
        "C-17": "too ill to exercise on 3 days running",
    }
