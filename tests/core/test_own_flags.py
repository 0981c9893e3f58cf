"""A therapist's own warning signs may add and raise, never lower (rule V-20)."""

from __future__ import annotations

import pytest

from exercise_companion import catalogue
from exercise_companion.core.own_flags import OWN_TOPIC, with_own_flags
from exercise_companion.core.program import ExtraFlag
from exercise_companion.core.terms import Action, Tier


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
