"""The one decision: what may happen now, and why (clinical-spec 7.8)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_companion.core.decision import (
    AlertFact,
    ContactFact,
    Decision,
    DecisionKind,
    Facts,
    ProgramState,
    decide,
    locks,
)
from exercise_companion.core.pain import BeforeOutcome, MorningOutcome
from exercise_companion.core.terms import TIER_RANK, Action, Tier

if TYPE_CHECKING:
    from exercise_companion.core.records import CheckPurpose

READY = Facts("valid", check_is_fresh=True, before=BeforeOutcome.GO)
"""Everything asked and answered; nothing against it."""

E_CALL = AlertFact(Tier.EMERGENCY_CALL, Action.LOCK, "RF-CAR-01")
E_GO = AlertFact(Tier.EMERGENCY_GO, Action.LOCK, "RF-CES-01")
URGENT = AlertFact(Tier.URGENT, Action.LOCK, "RF-NEU-01")
SOON = AlertFact(Tier.SOON, Action.HOLD, "RF-GEN-02")
CONTACT = AlertFact(Tier.SOON, Action.CONTACT, "RF-PAIN-02")
NOTE = AlertFact(Tier.MONITOR, Action.LOG, "RF-FALL-03")
CRISIS = AlertFact(Tier.CRISIS, Action.CRISIS, "RF-MH-01")

DUE = ContactFact(("TR-1", "TR-3"), "Leg pain: 3 → 6 since 3 May")

LOCKED, HELD, NO_PROGRAM, ASK, REST, EASY, GO = (
    DecisionKind.LOCKED, DecisionKind.HELD, DecisionKind.NO_VALID_PROGRAM,
    DecisionKind.SCREEN_FIRST, DecisionKind.REST_TODAY, DecisionKind.EASY_ONLY, DecisionKind.GO,
)  # fmt: skip

STATES: tuple[ProgramState, ...] = (
    "valid", "none", "not_started", "expired", "review_overdue", "other_patient", "altered",
)  # fmt: skip

TABLE: list[tuple[Facts, DecisionKind, tuple[str, ...]]] = [
    (READY, GO, ()),
    (replace(READY, last_morning=MorningOutcome.AMBER), GO, ()),
    (replace(READY, last_morning=MorningOutcome.UNKNOWN), GO, ()),
    (replace(READY, alerts=(CONTACT,)), GO, ()),
    (replace(READY, alerts=(NOTE,)), GO, ()),
    (replace(READY, alerts=(CRISIS,)), GO, ()),
    (replace(READY, easier_exists=False), GO, ()),
    # easier versions only
    (replace(READY, before=BeforeOutcome.EASY_ONLY), EASY, ("PR-01b",)),
    (replace(READY, last_morning=MorningOutcome.RED), EASY, ("NEXT-RED",)),
    (replace(READY, flare_up=True), EASY, ("FL-2",)),
    (
        replace(
            READY,
            before=BeforeOutcome.EASY_ONLY,
            last_morning=MorningOutcome.RED,
            flare_up=True,
        ),
        EASY,
        ("PR-01b", "NEXT-RED", "FL-2"),
    ),
    # rest today
    (
        replace(READY, before=BeforeOutcome.EASY_ONLY, easier_exists=False),
        REST,
        ("PR-01b",),
    ),
    (replace(READY, before=BeforeOutcome.HOLD_TODAY), REST, ("PR-01a",)),
    (replace(READY, skip_today=("RF-GEN-01", "RF-MED-03")), REST, ("RF-GEN-01", "RF-MED-03")),
    (replace(READY, skip_today=("RF-GEN-01",), before=None), REST, ("RF-GEN-01",)),
    (
        replace(READY, skip_today=("RF-GEN-01",), before=BeforeOutcome.HOLD_TODAY),
        REST,
        ("RF-GEN-01",),
    ),
    # questions first
    (replace(READY, before=None), ASK, ("PR-01",)),
    (replace(READY, check_is_fresh=False), ASK, ("SI-01",)),
    (Facts("valid"), ASK, ("SI-01",)),
    (replace(READY, check_is_fresh=False, skip_today=("RF-GEN-01",)), REST, ("RF-GEN-01",)),
    (replace(READY, stopped_by_pain=True), REST, ("PR-03",)),
    (replace(READY, stopped_by_pain=True, check_is_fresh=False, before=None), REST, ("PR-03",)),
    (replace(READY, check_is_fresh=False, before=BeforeOutcome.HOLD_TODAY), ASK, ("SI-01",)),
    (replace(READY, pain_was_too_high=True), REST, ("PR-01a",)),
    (replace(READY, pain_was_too_high=True, check_is_fresh=False), REST, ("PR-01a",)),
    (replace(READY, pain_was_too_high=True, alerts=(SOON,)), HELD, ("RF-GEN-02",)),
    (replace(READY, waiting=("RF-CES-02", "RF-CES-03")), ASK, ("RF-CES-02",)),
    (replace(READY, pending_sensation=True), ASK, ("PR-05",)),
    (replace(READY, pending_sensation=True, check_is_fresh=False), ASK, ("PR-05",)),
    # held
    (replace(READY, alerts=(SOON,)), HELD, ("RF-GEN-02",)),
    (Facts("valid", alerts=(SOON,)), HELD, ("RF-GEN-02",)),
    (replace(READY, alerts=(CONTACT, SOON, NOTE)), HELD, ("RF-GEN-02",)),
    (replace(READY, alerts=(SOON,), pending_sensation=True), HELD, ("RF-GEN-02",)),
    # no valid program
    (replace(READY, program="none"), NO_PROGRAM, ("H-03",)),
    (replace(READY, program="not_started"), NO_PROGRAM, ("H-03",)),
    (replace(READY, program="expired"), NO_PROGRAM, ("H-03",)),
    (replace(READY, program="review_overdue"), NO_PROGRAM, ("A16",)),
    (replace(READY, program="other_patient"), NO_PROGRAM, ("H-01",)),
    (replace(READY, program="altered"), NO_PROGRAM, ("H-04",)),
    (replace(READY, program="expired", alerts=(SOON,)), NO_PROGRAM, ("H-03",)),
    # locked
    (replace(READY, alerts=(E_CALL,)), LOCKED, ("RF-CAR-01",)),
    (replace(READY, alerts=(E_GO,)), LOCKED, ("RF-CES-01",)),
    (replace(READY, alerts=(URGENT,)), LOCKED, ("RF-NEU-01",)),
    (replace(READY, alerts=(SOON, URGENT, E_GO)), LOCKED, ("RF-NEU-01", "RF-CES-01")),
    (replace(READY, program="expired", alerts=(URGENT,)), LOCKED, ("RF-NEU-01",)),
    (Facts("none", alerts=(E_CALL,)), LOCKED, ("RF-CAR-01",)),
]


@pytest.mark.parametrize(("facts", "kind", "because"), TABLE)
def test_what_may_happen(facts: Facts, kind: DecisionKind, because: tuple[str, ...]) -> None:
    made = decide(facts)
    assert (made.kind, tuple(reason.rule for reason in made.reasons)) == (kind, because)


def test_every_kind_of_decision_is_in_the_table() -> None:
    assert {kind for _, kind, _ in TABLE} == set(DecisionKind)


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_only_go_and_easy_begin_a_session(kind: DecisionKind) -> None:
    assert Decision(kind, ()).may_begin is (kind in {GO, EASY})


@pytest.mark.parametrize("tier", list(Tier))
@pytest.mark.parametrize("action", list(Action))
def test_the_stricter_of_tier_and_action_locks(tier: Tier, action: Action) -> None:
    strict = {Tier.EMERGENCY_CALL, Tier.EMERGENCY_GO, Tier.URGENT}
    assert locks(AlertFact(tier, action, "X")) is (tier in strict or action is Action.LOCK)


@pytest.mark.parametrize("state", STATES)
def test_every_reason_says_something_and_who_set_it(state: ProgramState) -> None:
    for facts, _, _ in TABLE:
        for reason in decide(replace(facts, program=state)).reasons:
            assert reason.text.endswith(".")
            assert reason.set_by in {"safety", "therapist", "program"}


def test_limits_are_the_therapists_and_dates_the_plans() -> None:
    assert decide(replace(READY, before=BeforeOutcome.HOLD_TODAY)).reasons[0].set_by == "therapist"
    assert decide(replace(READY, program="expired")).reasons[0].set_by == "program"
    assert decide(replace(READY, alerts=(URGENT,))).reasons[0].set_by == "safety"


# --- whatever is known ----------------------------------------------------------------------------

STRICTNESS = {GO: 0, EASY: 1, ASK: 2, REST: 2, HELD: 3, NO_PROGRAM: 4, LOCKED: 5}
"""By the order of clinical-spec 7.8; a question first and a day of rest both begin nothing."""

alert_facts = st.builds(
    AlertFact, st.sampled_from(Tier), st.sampled_from(Action), st.sampled_from(["RF-A", "RF-B"])
)
all_facts = st.builds(
    Facts,
    program=st.sampled_from(STATES),
    alerts=st.lists(alert_facts, max_size=4).map(tuple),
    pending_sensation=st.booleans(),
    check_is_fresh=st.booleans(),
    skip_today=st.sampled_from([(), ("RF-GEN-01",)]),
    stopped_by_pain=st.booleans(),
    before=st.sampled_from([None, *BeforeOutcome]),
    last_morning=st.sampled_from([None, *MorningOutcome]),
    flare_up=st.booleans(),
    contacts_due=st.sampled_from([(), (DUE,)]),
    questions_due=st.sampled_from([None, "flare", "worked_out"]),
    easier_exists=st.booleans(),
)


def strictness(facts: Facts) -> int:
    return STRICTNESS[decide(facts).kind]


@settings(deadline=None, max_examples=300)
@given(facts=all_facts, alert=alert_facts)
def test_an_alert_more_is_never_milder(facts: Facts, alert: AlertFact) -> None:
    assert strictness(replace(facts, alerts=(*facts.alerts, alert))) >= strictness(facts)


@settings(deadline=None, max_examples=300)
@given(
    facts=all_facts,
    scores=st.lists(st.sampled_from(BeforeOutcome), min_size=2, max_size=2),
    mornings=st.lists(st.sampled_from(MorningOutcome), min_size=2, max_size=2),
)
def test_more_pain_is_never_milder(
    facts: Facts, scores: list[BeforeOutcome], mornings: list[MorningOutcome]
) -> None:
    less, more = sorted(scores, key=lambda outcome: outcome.severity)
    calmer, worse = sorted(mornings, key=lambda outcome: outcome.severity)
    some = replace(facts, before=less, last_morning=calmer)
    assert strictness(replace(some, before=more)) >= strictness(some)
    assert strictness(replace(some, last_morning=worse)) >= strictness(some)


@settings(deadline=None, max_examples=300)
@given(facts=all_facts)
def test_a_symptom_more_is_never_milder(facts: Facts) -> None:
    for worse in (
        replace(facts, flare_up=True),
        replace(facts, pending_sensation=True),
        replace(facts, skip_today=("RF-GEN-01",)),
        replace(facts, stopped_by_pain=True),
    ):
        assert strictness(worse) >= strictness(facts)


@settings(deadline=None, max_examples=300)
@given(facts=all_facts)
def test_a_session_begins_only_when_everything_allows_it(facts: Facts) -> None:
    if decide(facts).may_begin:
        assert facts.program == "valid"
        assert facts.check_is_fresh
        assert facts.before in {BeforeOutcome.GO, BeforeOutcome.EASY_ONLY}
        assert not facts.skip_today
        assert not facts.pending_sensation
        severe = TIER_RANK[Tier.URGENT]
        assert not any(TIER_RANK[alert.tier] >= severe for alert in facts.alerts)
        assert not any(alert.action in {Action.LOCK, Action.HOLD} for alert in facts.alerts)


@settings(deadline=None, max_examples=300)
@given(facts=all_facts)
def test_every_decision_but_go_gives_a_reason(facts: Facts) -> None:
    made = decide(facts)
    assert bool(made.reasons) is (made.kind is not GO)


@settings(deadline=None)
@given(facts=all_facts)
def test_a_crisis_never_blocks(facts: Facts) -> None:
    """Clinical-spec 1.6, H-27."""
    without = tuple(one for one in facts.alerts if one.action is not Action.CRISIS)
    assert strictness(replace(facts, alerts=(*without, CRISIS))) == strictness(
        replace(facts, alerts=without)
    )


def test_an_open_follow_up_comes_before_every_other_question() -> None:
    """Decisions A4, A9: what was reported and not yet finished is asked first."""
    facts = replace(READY, waiting=("RF-CES-02",), pending_sensation=True)
    made = decide(facts)
    assert made.kind is DecisionKind.SCREEN_FIRST
    assert [reason.rule for reason in made.reasons] == ["RF-CES-02"]
    assert not made.may_begin


# --- computed rules -------------------------------------------------------------------------------


def test_until_a_contact_is_on_record_only_easier_versions_are_offered() -> None:
    """Decisions A8: the rules and the figures are named, and nothing holds or locks."""
    made = decide(replace(READY, contacts_due=(DUE,)))
    assert made.kind is DecisionKind.EASY_ONLY
    assert [reason.rule for reason in made.reasons] == ["TR-1", "TR-3"]
    assert {reason.set_by for reason in made.reasons} == {"safety"}
    assert {reason.numbers for reason in made.reasons} == {"Leg pain: 3 → 6 since 3 May."}


def test_a_contact_never_makes_a_decision_milder() -> None:
    without_easier = replace(READY, contacts_due=(DUE,), easier_exists=False)
    assert decide(without_easier).kind is DecisionKind.REST_TODAY
    assert decide(replace(READY, contacts_due=(DUE,), alerts=(SOON,))).kind is HELD


@pytest.mark.parametrize(("purpose", "rule"), [("flare", "FL-1"), ("worked_out", "A11")])
def test_questions_that_are_due_come_before_anything_is_offered(
    purpose: CheckPurpose, rule: str
) -> None:
    made = decide(replace(READY, questions_due=purpose))
    assert made.kind is DecisionKind.SCREEN_FIRST
    assert [reason.rule for reason in made.reasons] == [rule]


@given(facts=all_facts)
def test_a_contact_or_questions_more_are_never_milder(facts: Facts) -> None:
    assert strictness(replace(facts, contacts_due=(DUE,))) >= strictness(facts)
    if facts.questions_due is None:
        assert strictness(replace(facts, questions_due="flare")) >= strictness(facts)


def test_a_lock_names_every_rule_of_its_alerts_once_and_who_set_them() -> None:
    combined = replace(
        URGENT, rules=("C-20", "RF-NEU-01"), numbers="Reported on Monday.", set_by="therapist"
    )
    made = decide(replace(READY, alerts=(combined, combined, E_GO)))
    assert [(one.rule, one.set_by, one.numbers) for one in made.reasons] == [
        ("C-20", "therapist", "Reported on Monday."),
        ("RF-NEU-01", "therapist", "Reported on Monday."),
        ("RF-CES-01", "safety", ""),
    ]


def test_pr02a_is_named_where_it_stopped_the_session_at_once() -> None:
    made = decide(replace(READY, stopped_by_pain=True, stopped_at_once=True))
    assert [one.rule for one in made.reasons] == ["PR-02a"]


def test_a_contact_without_figures_says_none() -> None:
    made = decide(replace(READY, contacts_due=(ContactFact(("C-16",), ""),)))
    assert [one.numbers for one in made.reasons] == [""]
