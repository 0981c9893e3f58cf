"""At most one contact in 14 days, whatever the rules notice (decisions A8, H-07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion import catalogue
from exercise_companion.core import alarms
from exercise_companion.core.alarms import PastContact, contact_to_raise
from exercise_companion.core.noticed import CALF_WHEN_WALKING, WORSENING, Noticed, Weight
from exercise_companion.core.records import AlertRecord
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


def contact(flag_id: str = WORSENING, *rules: str) -> AlertRecord:
    return AlertRecord(flag_id, rules or ("TR-1",), Tier.SOON, Action.CONTACT)


PAIN, CRAMP = contact(), contact(CALF_WHEN_WALKING, "NC-4")
FALLS, ILL = contact("RF-FALL-03", "C-16"), contact("RF-GEN-01", "C-17")


def test_a_sign_that_the_record_shows_has_the_tier_and_action_of_its_question() -> None:
    items = {item.id: item for item in catalogue.red_flags()}
    shown = replace(CALF, weight=Weight.SIGN)

    def raised(*past: PastContact, noticed: Noticed = shown) -> AlertRecord | None:
        return alarms.sign_to_raise([LEG, noticed], past, items, TODAY)

    told = AlertRecord(CALF_WHEN_WALKING, ("NC-4",), Tier.SOON, Action.HOLD, CALF.numbers)
    hold = AlertRecord(CALF_WHEN_WALKING, (CALF_WHEN_WALKING,), Tier.SOON, Action.HOLD)
    assert raised() == told
    assert raised(noticed=CALF) is None
    assert raised(PastContact(hold, days_ago(20), None)) is None
    assert raised(PastContact(hold, days_ago(20), days_ago(14))) is None
    assert raised(PastContact(hold, days_ago(20), days_ago(15))) == told
    both = PastContact(hold, days_ago(30), days_ago(30)), PastContact(hold, days_ago(16), None)
    assert raised(*both) is None
    assert alarms.contact_to_raise([shown], (), TODAY) is None


@pytest.mark.parametrize(
    ("weight", "tells"),
    [(Weight.UNKNOWN, False), (Weight.NOTE, False), (Weight.CONTACT, True), (Weight.SIGN, True)],
)
def test_which_weights_tell_the_patient_to_contact_somebody(
    weight: Weight,
    tells: bool,  # noqa: FBT001 - a parameter
) -> None:
    assert weight.tells is tells


def test_several_rules_are_one_contact_with_all_their_figures() -> None:
    alert = contact_to_raise([LEG, CLIMB, WALK], [], TODAY)
    assert alert is not None
    assert alert.flag_id == "RF-PAIN-03"
    assert alert.rules == ("TR-1", "TR-3", "TR-5")
    assert (alert.tier, alert.action) == (Tier.SOON, Action.CONTACT)
    assert alert.numbers == "Leg pain: 3 → 6 since 3 May; Walking: 12 → 7 minutes since 3 May"


@pytest.mark.parametrize(
    ("found", "flag_id"),
    [
        ([CALF], "RF-PAD-02"),
        ([CALF, LEG], "RF-PAIN-03"),
        ([LEG, CALF], "RF-PAIN-03"),
        ([CALF, Noticed("TR-2", Weight.NOTE, "")], "RF-PAD-02"),
    ],
)
def test_the_calf_leads_only_alone(found: list[Noticed], flag_id: str) -> None:
    alert = contact_to_raise(found, [], TODAY)
    assert alert is not None
    assert alert.flag_id == flag_id
    assert alert.rules == tuple(one.rule for one in found if one.weight is Weight.CONTACT)
    assert CALF.numbers in alert.numbers


@pytest.mark.parametrize("weight", [Weight.NOTE, Weight.UNKNOWN])
def test_what_is_only_noted_or_unknown_is_not_told(weight: Weight) -> None:
    assert contact_to_raise([Noticed("TR-2", weight, "")], [], TODAY) is None


@pytest.mark.parametrize(("ago", "again"), [(0, False), (13, False), (14, True)])
@pytest.mark.parametrize("contacted", [None, days_ago(0)])
@pytest.mark.parametrize("told", [PAIN, CRAMP, FALLS, ILL])
@pytest.mark.parametrize("found", [LEG, CALF])
def test_it_is_told_again_after_14_days_whatever_it_was_about(
    ago: int, contacted: date | None, told: AlertRecord, found: Noticed, *, again: bool
) -> None:
    past = [PastContact(told, days_ago(ago), contacted)]
    assert alarms.is_armed(past, TODAY) is again
    assert (contact_to_raise([found], past, TODAY) is not None) is again


def test_the_last_contact_counts_by_what_it_was_about() -> None:
    past = [
        PastContact(PAIN, days_ago(40), days_ago(38)),
        PastContact(PAIN, days_ago(20), days_ago(12)),
        PastContact(CRAMP, days_ago(9), days_ago(2)),
        PastContact(FALLS, days_ago(8), days_ago(1)),
        PastContact(PAIN, days_ago(5), None),
    ]
    assert alarms.newer_than(past, WORSENING) == days_ago(12)
    assert alarms.newer_than(past, CALF_WHEN_WALKING) == days_ago(2)
    assert alarms.newer_than([], WORSENING) is None


def test_a_merged_contact_counts_for_the_calf_too() -> None:
    both = contact(WORSENING, "TR-1", "NC-4")
    past = [PastContact(both, days_ago(5), days_ago(3))]
    assert alarms.newer_than(past, CALF_WHEN_WALKING) == days_ago(3)
    assert alarms.newer_than(past, WORSENING) == days_ago(3)


@pytest.mark.parametrize(
    ("rules", "computed"),
    [
        (("TR-1",), True),
        (("FL-4",), True),
        (("FL-2",), False),
        (("PR-04", "PR-08"), True),
        (("NC-4",), True),
        (("NC-5", "RF-NEU-02"), False),
        (("PR-04",), True),
        (("PR-08",), True),
        (("PR-09",), True),
        (("C-16",), True),
        (("C-17",), True),
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
    ("flag", "rules", "action", "told"),
    [
        ("RF-GEN-01", ("RF-GEN-01", "C-17"), Action.CONTACT, False),
        ("RF-GEN-01", ("RF-GEN-01", "C-17"), Action.LOCK, True),
        ("RF-FALL-03", ("RF-FALL-03", "C-16"), Action.HOLD, True),
        (CALF_WHEN_WALKING, ("NC-4",), Action.HOLD, False),
        (CALF_WHEN_WALKING, (CALF_WHEN_WALKING,), Action.HOLD, True),
        ("REVIEW", ("A16",), Action.HOLD, False),
        ("PR-01a", ("PR-01a",), Action.CONTACT, True),
        ("RF-MH-02", ("RF-MH-02", "C-19"), Action.CONTACT, True),
    ],
)
def test_what_the_therapist_raised_is_told_also_where_counting_fires_beside_it(
    flag: str, rules: tuple[str, ...], action: Action, *, told: bool
) -> None:
    """V-20: a sign that holds or locks was answered; counting alone asks for a contact (A8)."""
    assert alarms.is_told(AlertRecord(flag, rules, Tier.SOON, action)) is told


@pytest.mark.parametrize(
    ("days", "over"),
    [((0, 5), False), ((0, 5, 13), True), ((0, 5, 14), False), ((-1, 0, 5), False)],
)
def test_more_than_two_contacts_in_14_days_ask_for_a_review_of_the_thresholds(
    days: tuple[int, ...], *, over: bool
) -> None:
    found = alarms.over_budget([days_ago(number) for number in days], TODAY)
    assert (found is not None) is over
    if found is not None:
        assert (found.rule, found.weight) == ("H-07", Weight.NOTE)


noticed = st.sets(st.sampled_from([LEG, CLIMB, WALK, CALF]))
counted = st.sampled_from([None, None, FALLS, ILL])


@given(st.lists(st.tuples(noticed, counted), min_size=1, max_size=90), st.sets(st.integers(0, 89)))
def test_there_are_never_two_within_14_days(
    by_day: list[tuple[set[Noticed], AlertRecord | None]], contacted: set[int]
) -> None:
    """Any rules on any days, a second fall or the third ill day first, contacts made or not."""
    past: list[PastContact] = []
    for number, (found, answered) in enumerate(by_day):
        today = TODAY + timedelta(days=number)
        made = today if number in contacted else None
        if answered is not None and alarms.is_armed(past, today):
            past.append(PastContact(answered, today, made))
        in_order = sorted(found, key=lambda one: one.rule)
        alert = contact_to_raise(in_order, past, today)
        past += [PastContact(alert, today, made)] if alert else []
    assert all((two.raised - one.raised).days >= 14 for one, two in pairwise(past))


@given(st.lists(st.sampled_from([LEG, CLIMB, WALK, CALF]), min_size=1, max_size=3))
def test_more_noticed_is_never_less_told(found: list[Noticed]) -> None:
    told = contact_to_raise(found, [], TODAY)
    more = contact_to_raise([*found, WALK], [], TODAY)
    assert told is not None
    assert more is not None
    assert set(told.rules) <= set(more.rules)
