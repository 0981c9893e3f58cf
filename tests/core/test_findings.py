"""What the evidence reports: each sign at its tier, alone and raised by a rule."""

from __future__ import annotations

from dataclasses import replace

from evidence import evidence, past

from exercise_companion import catalogue
from exercise_companion.core.background import Background
from exercise_companion.core.findings import assess
from exercise_companion.core.follow_ups import FollowUp, due
from exercise_companion.core.terms import Answer, Tier

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


def with_tiers(tiers: dict[str, Tier]) -> catalogue.Catalogue:
    items = tuple(replace(item, tier=tiers.get(item.id, item.tier)) for item in KNOWN.items)
    return replace(KNOWN, items=items)
