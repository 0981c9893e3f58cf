"""What the evidence reports: each sign at its tier, alone and raised by a rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evidence import evidence, past

from exercise_companion import catalogue
from exercise_companion.core.background import Background, PastCheck
from exercise_companion.core.findings import assess
from exercise_companion.core.follow_ups import FollowUp, due
from exercise_companion.core.terms import Action, Answer, Tier

KNOWN = catalogue.load()
YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE


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


@pytest.mark.parametrize("sign", ["RF-NEU-02", "RF-CES-07", "RF-CES-05"])
def test_a_long_standing_sign_of_the_same_day_that_is_joined_is_no_lesser_one(sign: str) -> None:
    """Decisions A4: it was lowered because it stood alone; the order is no matter."""
    earlier = Background(past=(past("RF-CES-02", long_standing=("RF-CES-02",)),))
    own = {one.flag_id: one.tier for one in assess(evidence(sign, background=earlier), KNOWN).own}
    assert own["RF-CES-02"] is Tier.EMERGENCY_GO


@pytest.mark.parametrize(
    ("earlier", "sign"),
    [
        (past("RF-CES-02"), "RF-NEU-02"),
        (past("RF-CES-02", long_standing=("RF-CES-02",), within_24_hours=False), "RF-NEU-02"),
        (past("RF-CES-02", long_standing=("RF-CES-02",), cleared=("RF-CES-02",)), "RF-NEU-02"),
        (past("RF-CES-02", long_standing=("RF-CES-02",)), "RF-PAIN-01"),
    ],
)
def test_one_that_is_not_joined_stays_as_it_was(earlier: PastCheck, sign: str) -> None:
    own = assess(evidence(sign, background=Background(past=(earlier,))), KNOWN).own
    assert [one.flag_id for one in own] == [sign]


def test_one_that_the_therapist_raised_was_told_as_that() -> None:
    earlier = Background(past=(past("RF-CES-02", long_standing=("RF-CES-02",)),))
    raised = with_tiers({"RF-CES-02": Tier.EMERGENCY_CALL})
    own = assess(evidence("RF-NEU-02", background=earlier), raised).own
    assert [one.flag_id for one in own] == ["RF-NEU-02"]


def with_tiers(tiers: dict[str, Tier]) -> catalogue.Catalogue:
    items = tuple(replace(item, tier=tiers.get(item.id, item.tier)) for item in KNOWN.items)
    return replace(KNOWN, items=items)


def test_a_rule_of_no_higher_tier_is_named_with_its_own_sign_alone_and_raises_nothing() -> None:
    known = Background(post_op=True)
    assessed = assess(evidence("RF-INF-01", "RF-DVT-01", background=known), KNOWN)
    assert {one.flag_id: one.rules for one in assessed.own} == {
        "RF-INF-01": ("RF-INF-01", "C-18"),
        "RF-DVT-01": ("RF-DVT-01",),
    }
    assert assessed.raised == ()


def test_a_rule_that_raises_a_sign_is_named_by_what_it_raises_and_not_before() -> None:
    told = {("RF-NEU-02", FollowUp.BOTH_LEGS): YES}
    assessed = assess(evidence("RF-NEU-02", follow_ups=told), KNOWN)
    assert [one.rules for one in assessed.own] == [("RF-NEU-02",)]
    assert [one.rules for one in assessed.raised] == [("RF-NEU-02", "C-03")]


def test_of_two_rules_that_raise_one_sign_the_graver_decides() -> None:
    known = Background(risks=frozenset({"immunosuppressed"}), is_old=True)
    of = evidence("RF-FX-02", "RF-GEN-01", background=known)
    (raised,) = assess(of, with_tiers({"RF-FX-02": Tier.MONITOR})).raised
    assert (raised.tier, raised.action) == (Tier.URGENT, Action.LOCK)
    assert raised.rules == ("RF-FX-02", "RF-GEN-01", "C-06", "C-10")


def test_how_long_it_has_been_there_lowers_bladder_and_bowel_signs_only() -> None:
    told = {
        ("RF-OP-04", FollowUp.ONSET_14_DAYS): NO,
        ("RF-OP-04", FollowUp.ONSET_3_MONTHS): NO,
    }
    (own,) = assess(evidence("RF-OP-04", follow_ups=told), KNOWN).own
    assert own.tier is Tier.EMERGENCY_GO
