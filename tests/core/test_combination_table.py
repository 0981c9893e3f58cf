"""Every member of every combination rule, one at a time: who fires, on which sign, and how hard.

Written from clinical-spec 1.3 and decisions A3, A7, A10, A11 and A12, not from the code.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

import pytest
from evidence import NOTHING, evidence, past

from exercise_companion.core.background import Background
from exercise_companion.core.combination import STANDING, Combined, combine
from exercise_companion.core.follow_ups import FollowUp
from exercise_companion.core.terms import Action, Answer, RiskCode, Tier

CALL, GO, URGENT, SOON = Tier.EMERGENCY_CALL, Tier.EMERGENCY_GO, Tier.URGENT, Tier.SOON
BLADDER: Final = tuple(f"RF-CES-0{number}" for number in range(1, 7))
NERVE: Final = tuple(f"RF-NEU-0{number}" for number in range(1, 6))
WEAK: Final = ("RF-NEU-01", "RF-NEU-02")


class Case(NamedTuple):
    """Signs, risks and follow-ups answered yes; without the last of the signs nothing fires."""

    rule: str
    signs: tuple[str, ...]
    tier: Tier
    action: Action = Action.LOCK
    risk: RiskCode | None = None
    asked: tuple[FollowUp, str] | None = None
    raised: str = ""
    """The sign whose finding is raised, where it is not the first."""


CASES: Final = (
    *(Case("C-01", ("RF-CES-07", other), GO) for other in (*BLADDER, *WEAK)),
    *(Case("C-02", (flag,), GO, asked=(FollowUp.RECENT, flag)) for flag in WEAK),
    *(
        Case("C-02", ("RF-NEU-04", other), GO, asked=(FollowUp.RECENT, "RF-NEU-04"))
        for other in (*WEAK, *BLADDER)
    ),
    Case("C-03", ("RF-NEU-02",), GO, asked=(FollowUp.BOTH_LEGS, "RF-NEU-02")),
    Case("C-05", ("RF-FALL-01",), CALL, risk="anticoagulant"),
    Case("C-05", ("RF-FALL-01",), CALL, asked=(FollowUp.HEAD_INJURY, "RF-FALL-01")),
    Case("C-06", ("RF-FX-02",), URGENT, risk="osteoporosis"),
    Case("C-06", ("RF-FX-02",), URGENT, risk="steroid"),
    Case("C-06", ("RF-FX-02",), URGENT, risk="previous_fracture"),
    *(
        Case("C-07", ("RF-FX-01", other), CALL, asked=(FollowUp.AFTER_FALL, about))
        for other in (*BLADDER, "RF-CES-07", *NERVE)
        for about in ("RF-FX-01", other)
    ),
    *(
        Case("C-08", (flag,), URGENT, risk="cancer")
        for flag in ("RF-PAIN-02", "RF-PAIN-04", "RF-CA-01")
    ),
    *(Case("C-09", (flag,), GO, risk="cancer") for flag in NERVE),
    *(
        Case("C-10", (pain, "RF-GEN-01"), URGENT, risk=risk)
        for pain in ("RF-PAIN-02", "RF-PAIN-04", "RF-FX-02")
        for risk in ("immunosuppressed", "iv_drug_use", "diabetes")
    ),
    *(
        Case("C-11", ("RF-DVT-01", other), CALL)
        for other in ("RF-CAR-01", "RF-CAR-02", "RF-CAR-03", "RF-PE-01")
    ),
    *(
        Case("C-12", ("RF-CAR-05", other), CALL)
        for other in ("RF-CAR-01", "RF-CAR-03", "RF-CAR-04")
    ),
    *(
        Case("C-14", (flag,), GO, risk="anticoagulant", asked=(FollowUp.RECENT, flag))
        for flag in (*WEAK, "RF-PAIN-01")
    ),
    Case("C-15", ("RF-AAA-02",), CALL, risk="aaa"),
    *(Case("C-20", (flag, "RF-NEU-03"), GO, raised="RF-NEU-03") for flag in WEAK),
    *(
        Case("C-20", (first, second), GO, raised=second)
        for first in ("RF-PAIN-01", "RF-INF-01")
        for second in (*WEAK, "RF-NEU-03")
    ),
    *(Case("C-21", (flag,), CALL, risk="cardiac") for flag in ("RF-CAR-04", "RF-CAR-05")),
)


def fired(case: Case, *signs: str, answer: Answer = Answer.YES) -> list[Combined]:
    background = NOTHING if case.risk is None else Background(risks=frozenset({case.risk}))
    asked = {} if case.asked is None else {(case.asked[1], case.asked[0]): answer}
    of = evidence(*signs, follow_ups=asked, background=background)
    return [combined for combined in combine(of) if combined.rule == case.rule]


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_SURE])
@pytest.mark.parametrize("case", CASES, ids=lambda case: "+".join((case.rule, *case.signs)))
def test_every_member_fires_on_its_sign_with_its_tier(case: Case, answer: Answer) -> None:
    expected = Combined(case.rule, case.raised or case.signs[0], case.signs, case.tier, case.action)
    assert fired(case, *case.signs, answer=answer) == [expected]


@pytest.mark.parametrize("case", CASES, ids=lambda case: "+".join((case.rule, *case.signs)))
def test_nothing_fires_with_a_part_of_it_missing(case: Case) -> None:
    for left_out in case.signs:
        fewer = tuple(flag for flag in case.signs if flag != left_out)
        assert fired(case, *fewer, "RF-GEN-03") == []
    if case.risk is not None:
        assert fired(case._replace(risk=None, asked=None), *case.signs) == []
    if case.asked is not None:
        assert fired(case, *case.signs, answer=Answer.NO) == []


@pytest.mark.parametrize(
    ("risk", "is_old", "tier", "action"),
    [(None, True, SOON, Action.HOLD), ("osteoporosis", True, URGENT, Action.LOCK)],
)
def test_c06_by_age_alone_asks_for_a_doctor_soon(
    risk: RiskCode | None, *, is_old: bool, tier: Tier, action: Action
) -> None:
    risks: frozenset[RiskCode] = frozenset() if risk is None else frozenset({risk})
    of = evidence("RF-FX-02", background=Background(risks=risks, is_old=is_old))
    assert combine(of) == (Combined("C-06", "RF-FX-02", ("RF-FX-02",), tier, action),)


@pytest.mark.parametrize(("days", "fires"), [(0, True), (14, True), (15, False)])
@pytest.mark.parametrize("flag", [*WEAK, "RF-PAIN-01"])
@pytest.mark.parametrize("after", ["injection_days_ago", "surgery_days_ago"])
def test_c14_holds_for_two_weeks_after_an_injection_or_surgery(
    after: str, flag: str, days: int, *, fires: bool
) -> None:
    background = Background(
        surgery_days_ago=days if after == "surgery_days_ago" else None,
        injection_days_ago=days if after == "injection_days_ago" else None,
    )
    expected = (Combined("C-14", flag, (flag,), GO),) if fires else ()
    assert combine(evidence(flag, background=background)) == expected


@pytest.mark.parametrize(
    ("background", "fires"),
    [
        (Background(), False),
        (Background(post_op=True), True),
        (Background(injection_days_ago=30), True),
        (Background(injection_days_ago=31), False),
        (Background(surgery_days_ago=30), True),
        (Background(surgery_days_ago=31), False),
    ],
)
def test_c18_fever_after_surgery_or_an_injection(background: Background, *, fires: bool) -> None:
    expected = (Combined("C-18", "RF-INF-01", ("RF-INF-01",), URGENT),) if fires else ()
    assert combine(evidence("RF-INF-01", background=background)) == expected


@pytest.mark.parametrize(
    ("score", "with_depression", "fires"),
    [
        (None, True, False),
        (1, True, False),
        (2, True, True),
        (2, False, False),
        (3, False, True),
    ],
)
def test_c19_low_mood_asks_for_contact(
    score: int | None, *, with_depression: bool, fires: bool
) -> None:
    risks: frozenset[RiskCode] = frozenset({"depression"}) if with_depression else frozenset()
    of = evidence(background=Background(risks=risks))
    expected = (Combined("C-19", "RF-MH-02", (), SOON, Action.CONTACT),) if fires else ()
    assert combine(replace(of, mood_score=score)) == expected


@pytest.mark.parametrize(
    "case", [one for one in CASES if one.rule in {"C-08", "C-10", "C-15"}], ids=str
)
def test_a_weekly_yes_holds_until_the_next_no(case: Case) -> None:
    """Those signs, and no others, are kept beyond a day (decisions A7)."""
    weekly, *now = case.signs
    last_week = past(weekly, days_ago=6, within_24_hours=False)
    risks = frozenset({case.risk} if case.risk else ())
    known = Background(risks=risks, past=(last_week,))
    assert weekly in STANDING
    if now:
        expected = Combined(case.rule, weekly, case.signs, case.tier, case.action)
        assert expected in combine(evidence(*now, background=known))
        withdrawn = replace(evidence(*now, background=known), denied=frozenset({weekly}))
        assert expected not in combine(withdrawn)


def test_what_stands_is_what_the_weekly_rules_look_at() -> None:
    weekly = {one.signs[0] for one in CASES if one.rule in {"C-08", "C-10", "C-15"}}
    assert weekly == STANDING


@pytest.mark.parametrize(("days", "fires"), [(0, False), (1, True), (30, True), (31, False)])
def test_c16_a_second_fall_within_a_month_asks_for_contact(days: int, *, fires: bool) -> None:
    background = Background(past=(past("RF-FALL-03", days_ago=days, within_24_hours=False),))
    expected = (Combined("C-16", "RF-FALL-03", ("RF-FALL-03",), SOON, Action.CONTACT),)
    assert combine(evidence("RF-FALL-03", background=background)) == (expected if fires else ())


@pytest.mark.parametrize(
    ("days", "fires"), [((1, 2), True), ((2,), False), ((1,), False), ((2, 3), False), ((), False)]
)
def test_c17_three_days_running_too_ill_asks_for_contact(
    days: tuple[int, ...], *, fires: bool
) -> None:
    earlier = tuple(past("RF-GEN-01", days_ago=day, within_24_hours=False) for day in days)
    expected = (Combined("C-17", "RF-GEN-01", ("RF-GEN-01",), SOON, Action.CONTACT),)
    found = combine(evidence("RF-GEN-01", background=Background(past=earlier)))
    assert found == (expected if fires else ())


@pytest.mark.parametrize(
    ("rule", "risk", "signs"),
    [
        ("C-08", "cancer", ("RF-PAIN-02", "RF-PAIN-04", "RF-CA-01")),
        ("C-09", "cancer", NERVE),
        ("C-10", "immunosuppressed", ("RF-PAIN-02", "RF-PAIN-04", "RF-FX-02", "RF-GEN-01")),
    ],
)
def test_of_several_signs_the_first_is_raised_and_all_are_named(
    rule: str, risk: RiskCode, signs: tuple[str, ...]
) -> None:
    of = evidence(*signs, background=Background(risks=frozenset({risk})))
    found = [one for one in combine(of) if one.rule == rule]
    assert [(one.flag_id, one.signs) for one in found] == [(signs[0], signs)]


@pytest.mark.parametrize(
    ("firsts", "seconds"),
    [(WEAK, ("RF-NEU-03",)), (("RF-PAIN-01", "RF-INF-01"), (*WEAK, "RF-NEU-03"))],
)
def test_c20_raises_the_first_nerve_sign(firsts: tuple[str, ...], seconds: tuple[str, ...]) -> None:
    found = [one for one in combine(evidence(*firsts, *seconds)) if one.rule == "C-20"]
    expected = Combined("C-20", seconds[0], (*firsts, *seconds), GO)
    assert expected in found
