"""What was told counts the same, whatever is asked by now and in whatever order (H-28, A9)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from answers import told
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exercise_companion import catalogue
from exercise_companion.core.background import Background, PastCheck
from exercise_companion.core.own_flags import with_own_flags
from exercise_companion.core.program import ExtraFlag
from exercise_companion.core.records import AnswerRecord
from exercise_companion.core.reweighing import reweigh
from exercise_companion.core.screening import Walk, walk
from exercise_companion.core.screening_plan import Entry, How, Plan
from exercise_companion.core.so_far import EmergencyFoundError, SoFar
from exercise_companion.core.terms import TIER_RANK, Action, Answer, RiskCode, Tier

if TYPE_CHECKING:
    from exercise_companion.core.flags import Catalogue, FlagItem

KNOWN = catalogue.load()
YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE
NOTHING = Background()

EVERY_TOPIC = tuple(topic.id for topic in KNOWN.topics)
PLANS = {
    "by topic": Plan(tuple(Entry(How.TOPIC, one) for one in EVERY_TOPIC)),
    "by item": Plan(tuple(Entry(How.BY_ITEM, one) for one in EVERY_TOPIC)),
    "mixed": Plan.decode("?REPEAT T1 *T2 T5 =RF-PAIN-01 W1 *M1"),
    "told before": Plan.decode("~RF-CES-02 ~RF-NEU-04 +T3 +RF-STR-02 +M1"),
}


def weighed(
    plan: str, *answers: str, known: Background = NOTHING, asked: Catalogue = KNOWN
) -> Walk:
    return reweigh(Plan.decode(plan), told(*answers), asked, lambda _place: known)


def tiers(one: Walk) -> dict[str, Tier]:
    """The highest tier of each sign that was found."""
    found: dict[str, Tier] = {}
    for finding in one.findings:
        known = found.get(finding.flag_id)
        if known is None or TIER_RANK[finding.tier] > TIER_RANK[known]:
            found[finding.flag_id] = finding.tier
    return found


# --- any check, left anywhere -------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(list(PLANS)))
def test_of_a_check_that_fits_it_says_what_the_walk_says(data: st.DataObject, name: str) -> None:
    plan, answers = PLANS[name], []
    length = data.draw(st.integers(0, 60))
    where = walk(plan, answers, KNOWN, lambda _place: NOTHING)
    while where.question is not None and len(answers) < length:
        value = data.draw(st.sampled_from([NO, NO, NO, YES, NOT_SURE]))
        answers.append(AnswerRecord(where.question.id, where.question.attempt, value, None))
        where = walk(plan, answers, KNOWN, lambda _place: NOTHING)
    again = reweigh(plan, answers, KNOWN, lambda _place: NOTHING)
    assert again.question is None
    assert (again.number, again.of) == (len(plan.entries), len(plan.entries))
    if where.end == "emergency":
        assert again.end == "emergency"
        assert again.waiting == ()
    else:
        assert again.end is None
        assert where.question is None or set(again.waiting) == set(where.waiting)
        assert set(where.opened) <= set(again.opened) or again.opened or again.waiting
    assert tiers(again) == tiers(where)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(["cancer", "cardiac", "anticoagulant", "diabetes"]))
def test_a_risk_that_is_recorded_since_never_lowers_it(data: st.DataObject, risk: RiskCode) -> None:
    plan, answers = PLANS["by item"], []
    where = walk(plan, answers, KNOWN, lambda _place: NOTHING)
    for _ in range(data.draw(st.integers(1, 40))):
        if where.question is None:
            break
        value = data.draw(st.sampled_from([NO, NO, YES, NOT_SURE]))
        answers.append(AnswerRecord(where.question.id, where.question.attempt, value, None))
        where = walk(plan, answers, KNOWN, lambda _place: NOTHING)
    assume(where.end is None)
    with_risk = Background(risks=frozenset({risk}))
    again = tiers(reweigh(plan, answers, KNOWN, lambda _place: with_risk))
    for flag_id, tier in tiers(where).items():
        assert TIER_RANK[again[flag_id]] >= TIER_RANK[tier]


# --- what waits ---------------------------------------------------------------------------------


def test_a_sign_waits_until_each_of_its_follow_ups_is_answered() -> None:
    """A4: "14 days" answered no leaves "three months" open."""
    half = weighed("*T1", "RF-CES-02 yes", "RF-CES-02/ces_onset_14_days no")
    assert (half.waiting, half.findings, half.end) == (("RF-CES-02",), (), None)
    whole = weighed(
        "*T1",
        "RF-CES-02 yes",
        "RF-CES-02/ces_onset_14_days no",
        "RF-CES-02/ces_onset_3_months yes",
    )
    assert (whole.waiting, tiers(whole)) == ((), {"RF-CES-02": Tier.URGENT})


def test_what_the_therapist_raised_waits_for_nothing_and_is_an_emergency() -> None:
    items = tuple(
        replace(one, tier=Tier.EMERGENCY_CALL) if one.id == "RF-CES-02" else one
        for one in KNOWN.items
    )
    raised = replace(KNOWN, items=items)
    answers = ("RF-CES-02 yes", "RF-CES-02/ces_onset_14_days no")
    found = weighed("*T1", *answers, asked=raised)
    assert (found.end, found.waiting) == ("emergency", ())
    assert tiers(found) == {"RF-CES-02": Tier.EMERGENCY_CALL}


def test_in_an_emergency_what_waits_counts_in_full() -> None:
    """1.5: nothing else is asked. C-21 makes one of the dizziness; the bladder sign waits."""
    cardiac = Background(risks=frozenset({"cardiac"}))
    answers = ("RF-CES-02 yes", "RF-CAR-04 yes", "RF-CAR-05 no", "RF-CAR-06 no")
    found = weighed("*T1 *T3", *answers, known=cardiac)
    assert found.end == "emergency"
    assert tiers(found) == {"RF-CES-02": Tier.EMERGENCY_GO, "RF-CAR-04": Tier.EMERGENCY_CALL}
    assert weighed("*T1 *T3", *answers).waiting == ("RF-CES-02", "RF-CAR-04")


def test_what_a_check_began_with_counts() -> None:
    assert weighed("~RF-NEU-01").waiting == ("RF-NEU-01",)
    assert tiers(weighed("~RF-NEU-01")) == {"RF-NEU-01": Tier.URGENT}


def test_a_topic_told_once_more_is_named_beside_what_it_stands_for() -> None:
    """Decisions B; and it stays told where the sign itself is denied later."""
    found = weighed("T6 T9", "T6 yes", *ALL_OF_T6, "T6 yes 2", "RF-GEN-04 no")
    assert [one.rules for one in found.findings] == [("T6", "RF-GEN-04")]
    assert weighed("T6", "T6 yes", *ALL_OF_T6, "T6 no 2").findings == ()


def test_a_follow_up_left_unsure_waits_for_its_second_asking() -> None:
    asked = ("RF-NEU-01 yes", "RF-NEU-01/recent_2_days not_sure")
    assert weighed("*T2", *asked).waiting == ("RF-NEU-01",)
    assert weighed("*T2", *asked, "RF-NEU-01/recent_2_days not_sure 2").waiting == ()
    dizzy = ("RF-CAR-04 yes", "RF-CAR-04/dizzy_settled not_sure")
    found = weighed("*T3", *dizzy)
    assert (found.waiting, tiers(found)) == ((), {"RF-CAR-04": Tier.URGENT})


def test_a_sign_that_nobody_knows_any_more_is_passed_over() -> None:
    found = weighed("~RF-GONE-01", "RF-GONE-02 yes", "RF-GONE-03/recent_2_days yes")
    assert (found.findings, found.waiting, found.opened) == ((), (), ())


def test_the_background_is_that_of_the_last_answer() -> None:
    places: list[int] = []

    def known(place: int) -> Background:
        places.append(place)
        return NOTHING

    reweigh(Plan.decode("*T5"), told("RF-NEU-01 no", "RF-NEU-02 no"), KNOWN, known)
    assert set(places) == {1}


def test_a_sign_that_was_cleared_since_counts_no_longer() -> None:
    """A7, C-20: the other one is told without it."""
    plan, answers = Plan.decode("*T2 *T7"), told("RF-NEU-03 yes", "RF-INF-01 yes")
    whole = reweigh(plan, answers, KNOWN, lambda _place: NOTHING)
    without = reweigh(plan, answers, KNOWN, lambda _place: NOTHING, {"RF-NEU-03"})
    assert tiers(whole)["RF-NEU-03"] is Tier.EMERGENCY_GO
    assert tiers(without) == {"RF-INF-01": Tier.URGENT}


def test_cleared_while_its_check_goes_on_it_joins_nothing_told_after() -> None:
    plan = Plan.decode("=RF-NEU-03 =RF-INF-01")
    answers = told("RF-NEU-03 yes", "RF-INF-01 yes")

    def known(place: int) -> Background:
        return Background(ended=frozenset({"RF-NEU-03"} if place else ()))

    assert tiers(walk(plan, answers, KNOWN, known)) == {
        "RF-NEU-03": Tier.URGENT,
        "RF-INF-01": Tier.URGENT,
    }
    assert tiers(walk(plan, answers, KNOWN, lambda _place: NOTHING))["RF-NEU-03"] is (
        Tier.EMERGENCY_GO
    )


def test_a_weekly_no_ends_the_yes_of_before_and_not_one_of_this_check() -> None:
    """A7, C-10: with diabetes, a fever and a pain of the week."""
    week = PastCheck(3, False, frozenset({"RF-PAIN-04"}), frozenset())  # noqa: FBT003 - not of the last day
    stands = Background(risks=frozenset({"diabetes"}), past=(week,))
    fever = "RF-GEN-01 yes"
    assert "C-10" in rules(weighed("*T7 *W1", fever, known=stands))
    assert "C-10" not in rules(weighed("*T7 *W1", fever, "RF-PAIN-04 no", known=stands))
    assert "C-10" in rules(weighed("*T7 *W1", fever, "RF-PAIN-04 yes", known=stands))


def test_a_weekly_sign_that_was_cleared_denies_none_that_stands_from_before() -> None:
    """7.5, C-10: each event clears separately; that of the week before is open."""
    week = PastCheck(3, False, frozenset({"RF-PAIN-04"}), frozenset())  # noqa: FBT003 - not of the last day
    stands = Background(risks=frozenset({"diabetes"}), past=(week,))
    plan, answers = Plan.decode("*T7 *W1"), told("RF-GEN-01 yes", "RF-PAIN-04 yes")
    found = reweigh(plan, answers, KNOWN, lambda _place: stands, {"RF-PAIN-04"})
    assert "C-10" in rules(found)


def rules(one: Walk) -> set[str]:
    return {rule for finding in one.findings for rule in finding.rules}


ALL_OF_T6 = ("RF-DVT-01 no", "RF-PAD-01 no")

# --- what was opened ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "answers", "opened"),
    [
        ("T6", (), ()),
        ("T6", ("T6 no",), ()),
        ("T6", ("T6 yes",), ("T6",)),
        ("T6", ("T6 not_sure",), ("T6",)),
        ("T6", ("T6 yes", "RF-DVT-01 no"), ("T6",)),
        ("T6", ("T6 yes", *ALL_OF_T6), ("T6",)),
        ("T6", ("T6 yes", *ALL_OF_T6, "T6 no 2"), ()),
        ("T6", ("T6 yes", *ALL_OF_T6, "T6 yes 2"), ()),
        ("T6", ("T6 yes", "RF-DVT-01 yes", "RF-PAD-01 no"), ()),
        ("*T6", (), ()),
        ("*T6", ("RF-DVT-01 yes",), ()),
        ("?NEW T6 *T2", (), ()),
        ("?NEW T6 *T2", ("NEW no",), ()),
        ("?NEW T6 *T2", ("NEW yes",), ("T6", "T2")),
        ("?REPEAT T6 *T2", ("REPEAT not_sure",), ("T6", "T2")),
        ("?REPEAT T6 *T2", ("REPEAT yes", "T6 no"), ("T2",)),
        ("+T6", (), ("T6",)),
        ("+T6", ALL_OF_T6, ("T6",)),
        ("+T6", (*ALL_OF_T6, "T6 no 2"), ()),
        ("+RF-STR-02", (), ("RF-STR-02",)),
        ("+RF-STR-02", ("RF-STR-02 no",), ()),
        ("+T-GONE", (), ("T-GONE",)),
        ("T-GONE", ("T-GONE yes",), ("T-GONE",)),
        ("T-GONE", (), ()),
        ("=RF-PAIN-01", (), ()),
        ("=RF-PAIN-01", ("RF-PAIN-01 yes",), ()),
        ("?REPEAT =RF-PAIN-01", ("REPEAT yes",), ("RF-PAIN-01",)),
        ("T6", ("T6 yes", "RF-DVT-01 no", "RF-PAD-01 not_sure"), ("T6", "RF-PAD-01")),
        ("~RF-NEU-01", (), ()),
        ("*T4", ("RF-STR-02 not_sure",), ("RF-STR-02",)),
        ("*T4", ("RF-STR-02 not_sure", "RF-STR-02 no 2"), ()),
        ("*T4", ("RF-STR-02 not_sure", "RF-STR-02 not_sure 2"), ()),
        ("M1", ("M1 yes",), ("M1",)),
        ("M1", ("M1 yes", "RF-MH-02/low_2_days no"), ("M1",)),
        (
            "M1",
            ("M1 yes", "RF-MH-02/low_2_days no", "RF-MH-02/joyless_2_days no", "M1 yes 2"),
            (),
        ),
    ],
)
def test_what_a_yes_or_not_sure_opened_is_open_until_it_was_asked_out(
    plan: str, answers: tuple[str, ...], opened: tuple[str, ...]
) -> None:
    assert weighed(plan, *answers).opened == opened


def test_a_fall_opens_its_questions() -> None:
    """1.1, code F."""
    assert weighed("*T7", "RF-FX-01 no").opened == ()
    fallen = weighed("*T7", "RF-FX-01 yes", "RF-FALL-01 no")
    assert fallen.opened == ("RF-FALL-02", "RF-FALL-05", "RF-FALL-04")


# --- what it is made of -------------------------------------------------------------------------


def test_an_emergency_is_noted_before_the_asking_ends() -> None:
    told_so_far = SoFar(KNOWN, lambda _place: NOTHING)
    told_so_far.reported = {"RF-CAR-01": ("T3",)}
    with pytest.raises(EmergencyFoundError):
        told_so_far.assess()
    (found,) = told_so_far.findings
    assert (found.flag_id, found.action, found.rules) == (
        "RF-CAR-01",
        Action.LOCK,
        ("T3", "RF-CAR-01"),
    )


# --- a question of the therapist's that is asked no more ------------------------------------------


def gone(tier: str) -> FlagItem:
    extra = {"id": "XF-1", "question": "Is your pump beeping?", "tier": tier}
    return with_own_flags(KNOWN, (ExtraFlag.model_validate(extra),)).item("XF-1")


def without(tier: str, plan: str, *answers: str) -> Walk:
    """Weighed after the version that asked it."""
    known = Plan.decode(plan)
    return reweigh(known, told(*answers), KNOWN, lambda _place: NOTHING, gone=(gone(tier),))


@pytest.mark.parametrize("tier", ["E-call", "E-go", "U"])
@pytest.mark.parametrize(
    ("plan", "answers"),
    [("*TX", ("XF-1 not_sure",)), ("*TX *T6", ("XF-1 not_sure", *ALL_OF_T6)), ("+XF-1", ())],
)
def test_left_unsure_it_counts_at_its_tier_as_it_would_have_in_the_end(
    tier: str, plan: str, answers: tuple[str, ...]
) -> None:
    """A6: nobody can ask it a second time."""
    found = without(tier, plan, *answers)
    assert tiers(found) == {"XF-1": Tier(tier)}
    assert found.opened == ()
    assert (found.end == "emergency") is (tier != "U")


@pytest.mark.parametrize("plan", ["*TX", "+XF-1"])
def test_one_that_not_sure_never_raises_is_asked_about_in_general(plan: str) -> None:
    found = without("S", plan, "XF-1 not_sure")
    assert (found.findings, found.opened, found.end) == ((), ("XF-1",), None)


@pytest.mark.parametrize("answer", ["XF-1 no", "XF-1 no 2", "XF-1 yes", "XF-1 not_sure 2"])
@pytest.mark.parametrize("plan", ["*TX", "+XF-1"])
def test_what_was_answered_of_it_was_told_then_and_is_not_told_again(
    plan: str, answer: str
) -> None:
    found = without("U", plan, answer)
    assert (found.findings, found.opened, found.end) == ((), (), None)


def test_joined_with_an_emergency_everything_is_told() -> None:
    found = without("E-call", "*TX *T3", "RF-CAR-04 yes", "XF-1 not_sure")
    assert tiers(found) == {"XF-1": Tier.EMERGENCY_CALL, "RF-CAR-04": Tier.URGENT}


def test_of_which_nothing_is_known_it_is_asked_about_in_general() -> None:
    """The version that asked it cannot be read any more."""
    assert weighed("*TX", "XF-1 not_sure").opened == ("XF-1",)
    assert weighed("*TX", "XF-1 no").opened == ()


@pytest.mark.parametrize(
    ("plan", "answers", "opened"),
    [
        ("T6", ("T6 not_sure", "RF-DVT-01 yes", "RF-PAD-01 no"), ()),
        ("=RF-CES-02", ("RF-CES-02 yes", "RF-CES-02/ces_onset_14_days not_sure"), ()),
        ("?NEW T6", ("NEW not_sure",), ("T6",)),
        ("?REPEAT T6", ("REPEAT not_sure",), ("T6",)),
        ("*T6", ("RF-DVT-01 not_sure",), ("RF-DVT-01",)),
        ("=RF-DVT-01", ("RF-DVT-01 not_sure",), ("RF-DVT-01",)),
    ],
)
def test_only_a_sign_that_was_left_unsure_is_opened_by_itself(
    plan: str, answers: tuple[str, ...], opened: tuple[str, ...]
) -> None:
    assert weighed(plan, *answers).opened == opened
