"""Rules C-01 to C-21 beyond their cases: what they look at, and that more is never less."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_companion import catalogue
from exercise_companion.core.background import Background, PastCheck
from exercise_companion.core.combination import RULES, Evidence, combine
from exercise_companion.core.findings import assess
from exercise_companion.core.follow_ups import FollowUp, due, follow_up_of, question_id
from exercise_companion.core.terms import TIER_RANK, Action, Answer, RiskCode, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

KNOWN = catalogue.load()
ASKED = tuple(item.id for item in KNOWN.items if item.is_asked)
RISKS: tuple[RiskCode, ...] = get_args(RiskCode)
YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE
NOTHING = Background()


def evidence(
    *flags: str,
    follow_ups: dict[tuple[str, FollowUp], Answer] | None = None,
    background: Background = NOTHING,
) -> Evidence:
    return Evidence(background, frozenset(flags), follow_ups or {})


def past(
    *flags: str,
    days_ago: int = 0,
    within_24_hours: bool = True,
    cleared: Iterable[str] = (),
    denied: Iterable[str] = (),
) -> PastCheck:
    return PastCheck(
        days_ago, within_24_hours, frozenset(flags), frozenset(denied), frozenset(cleared)
    )


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


def test_a_sign_reported_again_after_a_no_stands_again() -> None:
    yes = past("RF-AAA-02", days_ago=3, within_24_hours=False)
    no = past(days_ago=9, within_24_hours=False, denied=["RF-AAA-02"])
    assert Background(past=(no, yes)).standing_signs == {"RF-AAA-02"}
    assert Background(past=(yes, no)).standing_signs == set()


def test_a_rule_takes_the_sign_it_raises_and_everything_that_took_part() -> None:
    (raised,) = assess(evidence("RF-DVT-01", "RF-CAR-01"), KNOWN).raised
    assert (raised.flag_id, raised.tier) == ("RF-DVT-01", Tier.EMERGENCY_CALL)
    assert raised.rules == ("RF-DVT-01", "RF-CAR-01", "C-11")


def test_two_rules_on_one_sign_give_the_higher_tier_and_both_names() -> None:
    known = Background(risks=frozenset({"cardiac"}))
    of = evidence("RF-CAR-05", "RF-CAR-04", background=known)
    raised = {one.flag_id: one for one in assess(of, KNOWN).raised}
    assert raised["RF-CAR-05"].tier is Tier.EMERGENCY_CALL
    assert {"C-12", "C-21"} <= set(raised["RF-CAR-05"].rules)


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


def test_c13_a_second_spell_on_the_same_day_counts() -> None:
    earlier = Background(past=(past("RF-CAR-04", days_ago=0),))
    of = evidence(
        "RF-CAR-04", follow_ups={("RF-CAR-04", FollowUp.SETTLED): YES}, background=earlier
    )
    (own,) = assess(of, KNOWN).own
    assert (own.tier, own.rules) == (Tier.URGENT, ("RF-CAR-04", "C-13"))
    assert due("RF-CAR-04", evidence("RF-CAR-04", background=earlier)) is None


def test_a_tier_the_therapist_raised_is_never_lowered() -> None:
    """V-20: neither by how long a sign has been there nor by a rest."""
    told = {
        ("RF-CES-02", FollowUp.ONSET_14_DAYS): NO,
        ("RF-CES-02", FollowUp.ONSET_3_MONTHS): NO,
        ("RF-CAR-04", FollowUp.SETTLED): YES,
    }
    raised = with_tiers({"RF-CES-02": Tier.EMERGENCY_CALL, "RF-CAR-04": Tier.EMERGENCY_GO})
    own = assess(evidence("RF-CES-02", "RF-CAR-04", follow_ups=told), raised).own
    assert [one.tier for one in own] == [Tier.EMERGENCY_CALL, Tier.EMERGENCY_GO]


def with_tiers(tiers: dict[str, Tier]) -> catalogue.Catalogue:
    items = tuple(replace(item, tier=tiers.get(item.id, item.tier)) for item in KNOWN.items)
    return replace(KNOWN, items=items)


# --- follow-ups -----------------------------------------------------------------------------------


def asked_about(flag: str, *others: str, **known: object) -> list[FollowUp]:
    """Every follow-up of a sign in turn, each answered no."""
    told: dict[tuple[str, FollowUp], Answer] = {}
    turn = []
    background = Background(**known)  # type: ignore[arg-type]
    while (
        next_one := due(flag, evidence(flag, *others, follow_ups=told, background=background))
    ) is not None:
        turn.append(next_one)
        told[flag, next_one] = NO
    return turn


@pytest.mark.parametrize(
    ("flag", "others", "expected"),
    [
        ("RF-CES-01", (), [FollowUp.ONSET_14_DAYS, FollowUp.ONSET_3_MONTHS]),
        ("RF-CES-07", (), []),
        ("RF-NEU-01", (), [FollowUp.RECENT]),
        ("RF-NEU-02", (), [FollowUp.RECENT, FollowUp.BOTH_LEGS]),
        ("RF-NEU-03", (), []),
        ("RF-NEU-04", (), []),
        ("RF-NEU-04", ("RF-NEU-01",), [FollowUp.RECENT]),
        ("RF-NEU-04", ("RF-CES-02",), [FollowUp.RECENT]),
        ("RF-PAIN-01", (), []),
        ("RF-FALL-01", (), [FollowUp.HEAD_INJURY]),
        ("RF-FX-01", (), []),
        ("RF-FX-01", ("RF-NEU-03",), [FollowUp.AFTER_FALL]),
        ("RF-FX-01", ("RF-CES-07",), [FollowUp.AFTER_FALL]),
        ("RF-NEU-03", ("RF-FX-01",), [FollowUp.AFTER_FALL]),
        ("RF-NEU-03", ("RF-FALL-03",), []),
        ("RF-CAR-04", (), [FollowUp.SETTLED]),
        ("RF-GEN-04", (), []),
    ],
)
def test_only_what_can_change_the_outcome_is_asked(
    flag: str, others: tuple[str, ...], expected: list[FollowUp]
) -> None:
    assert asked_about(flag, *others) == expected


def test_c14_asks_when_uncontrolled_pain_began_only_with_a_blood_thinner() -> None:
    thinner = frozenset({"anticoagulant"})
    assert asked_about("RF-PAIN-01", risks=thinner) == [FollowUp.RECENT]


def test_a_recent_onset_needs_no_second_question() -> None:
    for value in (YES, NOT_SURE):
        told = {("RF-CES-01", FollowUp.ONSET_14_DAYS): value}
        assert due("RF-CES-01", evidence("RF-CES-01", follow_ups=told)) is None


def test_a_follow_up_is_stored_under_its_sign() -> None:
    stored = question_id("RF-CES-01", FollowUp.ONSET_14_DAYS)
    assert stored == "RF-CES-01/ces_onset_14_days"
    assert follow_up_of(stored) == ("RF-CES-01", FollowUp.ONSET_14_DAYS)
    assert follow_up_of("RF-CES-01") is None


def test_every_follow_up_has_its_words() -> None:
    for follow_up in FollowUp:
        assert KNOWN.follow_up(follow_up).question.endswith("?")


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
    phq2=st.none() | st.integers(0, 6),
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
    with_it = Evidence(of.background, of.reported | {more}, of.follow_ups, of.phq2)
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
    with_yes = Evidence(of.background, of.reported, yes, of.phq2)
    with_no = Evidence(of.background, of.reported, no, of.phq2)
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
