"""At most one contact in 14 days, whatever the rules notice (decisions A8, H-07)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core import alarms
from exercise_companion.core.alarms import PastContact, contacts_to_raise
from exercise_companion.core.noticed import CALF_WHEN_WALKING, WORSENING, Noticed, Weight
from exercise_companion.core.terms import Action, Tier

TODAY = date(2026, 6, 1)

LEG = Noticed("TR-1", Weight.CONTACT, "Leg pain: 3 → 6 since 3 May", "leg", asks=False)
CLIMB = Noticed("TR-3", Weight.CONTACT, "Leg pain: 3 → 6 since 3 May", "leg")
WALK = Noticed("TR-5", Weight.CONTACT, "Walking: 12 → 7 minutes since 3 May", "leg")
CALF = Noticed(
    "NC-4", Weight.CONTACT, "Calf eased standing still on 2 walks", flag_id=CALF_WHEN_WALKING
)


def days_ago(number: int) -> date:
    return TODAY - timedelta(days=number)


def test_several_rules_are_one_contact_with_all_their_figures() -> None:
    (alert,) = contacts_to_raise([LEG, CLIMB, WALK], [], TODAY)
    assert alert.flag_id == "RF-PAIN-03"
    assert alert.rules == ("TR-1", "TR-3", "TR-5")
    assert (alert.tier, alert.action) == (Tier.SOON, Action.CONTACT)
    assert alert.numbers == "Leg pain: 3 → 6 since 3 May; Walking: 12 → 7 minutes since 3 May"


def test_the_calf_is_a_contact_of_its_own_with_its_own_14_days() -> None:
    past = [PastContact(WORSENING, days_ago(3), None)]
    (alert,) = contacts_to_raise([LEG, CALF], past, TODAY)
    assert (alert.flag_id, alert.rules) == ("RF-PAD-02", ("NC-4",))


@pytest.mark.parametrize("weight", [Weight.NOTE, Weight.UNKNOWN])
def test_what_is_only_noted_or_unknown_is_not_told(weight: Weight) -> None:
    assert contacts_to_raise([Noticed("TR-2", weight, "")], [], TODAY) == ()


@pytest.mark.parametrize(("ago", "again"), [(0, 0), (13, 0), (14, 1)])
@pytest.mark.parametrize("contacted", [None, days_ago(0)])
def test_it_is_told_again_after_14_days(ago: int, again: int, contacted: date | None) -> None:
    past = [PastContact(WORSENING, days_ago(ago), contacted)]
    assert len(contacts_to_raise([LEG], past, TODAY)) == again


def test_the_last_contact_counts_per_flag() -> None:
    past = [
        PastContact(WORSENING, days_ago(40), days_ago(38)),
        PastContact(WORSENING, days_ago(20), days_ago(12)),
        PastContact(CALF_WHEN_WALKING, days_ago(9), days_ago(2)),
        PastContact(WORSENING, days_ago(5), None),
    ]
    assert alarms.newer_than(past, WORSENING) == days_ago(12)
    assert alarms.newer_than(past, CALF_WHEN_WALKING) == days_ago(2)
    assert alarms.newer_than([], WORSENING) is None


@pytest.mark.parametrize(
    ("rules", "computed"),
    [
        (("TR-1",), True),
        (("FL-4",), True),
        (("FL-2",), False),
        (("PR-04", "PR-08"), True),
        (("NC-4",), True),
        (("NC-5", "RF-NEU-02"), False),
        (("C-16",), True),
        (("PR-01a",), False),
        (("RF-CES-01", "C-01"), False),
        ((), False),
    ],
)
def test_a_computed_alert_is_told_from_an_answered_one(
    rules: tuple[str, ...], *, computed: bool
) -> None:
    assert alarms.is_computed(rules) is computed


@pytest.mark.parametrize(
    ("days", "over"), [((0, 5), False), ((0, 5, 13), True), ((0, 5, 14), False)]
)
def test_more_than_two_contacts_in_14_days_ask_for_a_review_of_the_thresholds(
    days: tuple[int, ...], *, over: bool
) -> None:
    found = alarms.over_budget([days_ago(number) for number in days], TODAY)
    assert (found is not None) is over
    if found is not None:
        assert (found.rule, found.weight) == ("H-07", Weight.NOTE)


noticed = st.sets(st.sampled_from([LEG, CLIMB, WALK, CALF]))


@given(st.lists(noticed, min_size=1, max_size=90), st.sets(st.integers(0, 89)))
def test_there_are_never_two_of_a_flag_within_14_days(
    by_day: list[set[Noticed]], contacted: set[int]
) -> None:
    """Any rules on any days, contacts recorded or not."""
    past: list[PastContact] = []
    for number, found in enumerate(by_day):
        today = TODAY + timedelta(days=number)
        in_order = sorted(found, key=lambda one: one.rule)
        contact = today if number in contacted else None
        past += [
            PastContact(alert.flag_id, today, contact)
            for alert in contacts_to_raise(in_order, past, today)
        ]
    for flag in (WORSENING, CALF_WHEN_WALKING):
        days = [one.raised for one in past if one.flag_id == flag]
        assert all((two - one).days >= 14 for one, two in pairwise(days))


@given(st.lists(st.sampled_from([LEG, CLIMB, WALK]), min_size=1, max_size=3))
def test_more_noticed_is_never_less_told(found: list[Noticed]) -> None:
    told = contacts_to_raise(found, [], TODAY)
    more = contacts_to_raise([*found, WALK], [], TODAY)
    assert set(told[0].rules) <= set(more[0].rules)
