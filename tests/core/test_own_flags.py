"""A therapist's own warning signs may add and raise, never lower (rule V-20)."""

from __future__ import annotations

import pytest
from evidence import evidence

from exercise_companion import catalogue
from exercise_companion.core.findings import assess
from exercise_companion.core.own_flags import OWN_TOPIC, with_own_flags
from exercise_companion.core.program import ExtraFlag
from exercise_companion.core.terms import TIER_RANK, Action, Tier


def flag(tier: str, **changes: str) -> ExtraFlag:
    facts = {"id": "own-1", "question": "Has your scar opened?", "tier": tier} | changes
    return ExtraFlag.model_validate(facts)


def test_without_own_flags_nothing_changes() -> None:
    assert with_own_flags(catalogue.load(), ()) == catalogue.load()


@pytest.mark.parametrize(
    ("tier", "action", "contact"),
    [
        ("E-call", Action.LOCK, "emergency"),
        ("E-go", Action.LOCK, "emergency_department"),
        ("U", Action.LOCK, "clinic"),
        ("S", Action.HOLD, "therapist"),
    ],
)
def test_an_own_sign_becomes_a_daily_question(tier: str, action: Action, contact: str) -> None:
    known = with_own_flags(catalogue.load(), [flag(tier)])
    item = known.item("own-1")
    assert (item.tier, item.action, item.contact[0]) == (Tier(tier), action, contact)
    assert known.topic(OWN_TOPIC).items == ("own-1",)


def test_a_sign_of_the_operation_goes_to_the_surgical_team() -> None:
    known = with_own_flags(catalogue.load(), [flag("U", contact="surgical_team")])
    assert known.item("own-1").contact[0] == "surgical_team"


def test_a_tier_is_raised_and_never_lowered() -> None:
    raised = with_own_flags(catalogue.load(), [flag("U", replaces_tier_of="RF-GEN-02")])
    assert raised.item("RF-GEN-02").tier is Tier.URGENT
    lowered = with_own_flags(catalogue.load(), [flag("S", replaces_tier_of="RF-CES-01")])
    assert lowered.items == catalogue.load().items


@pytest.mark.parametrize(
    ("tier", "contact", "cleared_by"),
    [
        ("E-call", ("emergency",), "M+T"),
        ("E-go", ("emergency_department", "emergency"), "M+T"),
        ("U", ("clinic", "out_of_hours"), "M+T"),
        ("S", ("therapist",), "T"),
    ],
)
def test_whom_to_call_and_what_ends_it_follow_the_tier(
    tier: str, contact: tuple[str, ...], cleared_by: str
) -> None:
    own = with_own_flags(catalogue.load(), [flag(tier)]).item("own-1")
    assert (own.contact, own.cleared_by) == (contact, cleared_by)
    # RF-GEN-01 is MONITOR: every tier raises it.
    raise_it = [flag(tier, replaces_tier_of="RF-GEN-01")]
    raised = with_own_flags(catalogue.load(), raise_it).item("RF-GEN-01")
    assert (raised.tier, raised.contact, raised.cleared_by) == (Tier(tier), contact, cleared_by)
    assert raised.question == catalogue.load().item("RF-GEN-01").question


def test_the_surgical_team_is_called_for_what_is_urgent_only() -> None:
    team = {"contact": "surgical_team"}
    urgent = with_own_flags(catalogue.load(), [flag("U", **team)]).item("own-1")
    assert urgent.contact == ("surgical_team", "out_of_hours")
    emergency = with_own_flags(catalogue.load(), [flag("E-call", **team)]).item("own-1")
    assert emergency.contact == ("emergency",)
    soon = with_own_flags(catalogue.load(), [flag("S", **team)]).item("own-1")
    assert soon.contact == ("therapist",)


def test_the_same_tier_again_changes_nothing() -> None:
    """RF-PAIN-01 is URGENT and may be cleared by either of two: that stays."""
    known = catalogue.load()
    assert known.item("RF-PAIN-01").cleared_by == "M/T"
    again = with_own_flags(known, [flag("U", replaces_tier_of="RF-PAIN-01")])
    assert again.item("RF-PAIN-01") == known.item("RF-PAIN-01")


def test_an_own_sign_is_asked_daily_in_a_topic_of_its_own() -> None:
    known = with_own_flags(catalogue.load(), [flag("U")])
    own = known.item("own-1")
    assert (own.when, own.group, own.is_asked) == (("D",), "OWN", True)
    topic = known.topic("TX")
    assert (topic.when, topic.question) == ("daily", "Has your scar opened?")
    assert known.topics[:-1] == catalogue.load().topics


def test_of_two_that_raise_the_same_sign_the_higher_holds() -> None:
    twice = [
        flag("E-call", replaces_tier_of="RF-GEN-02"),
        flag("E-go", id="own-2", replaces_tier_of="RF-GEN-02"),
    ]
    for extras in (twice, twice[::-1]):
        raised = with_own_flags(catalogue.load(), extras)
        assert raised.item("RF-GEN-02").tier is Tier.EMERGENCY_CALL


CAN_BE_RAISED = [
    (item.id, tier)
    for item in catalogue.red_flags()
    for tier in (Tier.SOON, Tier.URGENT, Tier.EMERGENCY_GO, Tier.EMERGENCY_CALL)
    if item.is_asked and item.tier is not Tier.CRISIS and TIER_RANK[tier] > TIER_RANK[item.tier]
]


@pytest.mark.parametrize(("sign", "tier"), CAN_BE_RAISED)
def test_every_sign_that_is_asked_is_found_at_the_tier_it_was_raised_to(
    sign: str, tier: Tier
) -> None:
    """V-20: what the author of a plan may raise is raised; the rest is refused when it is read."""
    known = with_own_flags(catalogue.load(), [flag(tier, replaces_tier_of=sign)])
    (own,) = assess(evidence(sign), known).own
    action = Action.HOLD if tier is Tier.SOON else Action.LOCK
    assert (own.flag_id, own.tier, own.action) == (sign, tier, action)
