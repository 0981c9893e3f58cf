"""The kind of safety case about warning signs: answers and facts in, tier and rules out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core.advice_case import merged_roles
from exercise_companion.core.background import OLD_FROM, Background, PastCheck
from exercise_companion.core.combination import Evidence
from exercise_companion.core.findings import Finding, assess, counts
from exercise_companion.core.follow_ups import CES_SIGNS, FollowUp
from exercise_companion.core.terms import TIER_RANK, Action, Answer, RiskCode, Tier
from exercise_companion.core.vectors import (
    RULE_IDS,
    TRUTH,
    BadCase,
    Expectation,
    Given,
    Got,
    Kind,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exercise_companion.core.flags import Catalogue

NONE: Final = "none"

RISKS: Final[tuple[RiskCode, ...]] = get_args(RiskCode)

MOST_DAYS: Final = 10_000
MOST_YEARS: Final = 130
MOST_PHQ2: Final = 6

ONSETS: Final = ("under_14_days", "up_to_3_months", "older_unchanged", "not_sure")

_ONSET: Final[dict[str, dict[FollowUp, Answer]]] = {
    "under_14_days": {FollowUp.ONSET_14_DAYS: Answer.YES},
    "up_to_3_months": {FollowUp.ONSET_14_DAYS: Answer.NO, FollowUp.ONSET_3_MONTHS: Answer.YES},
    "older_unchanged": {FollowUp.ONSET_14_DAYS: Answer.NO, FollowUp.ONSET_3_MONTHS: Answer.NO},
    "not_sure": {FollowUp.ONSET_14_DAYS: Answer.NOT_SURE},
}
"""What the one question of decisions A4 is in the two that are asked."""

_ABOUT: Final[dict[FollowUp, tuple[str, ...]]] = {
    FollowUp.RECENT: ("RF-NEU-01", "RF-NEU-02", "RF-NEU-04", "RF-PAIN-01"),
    FollowUp.BOTH_LEGS: ("RF-NEU-02",),
    FollowUp.HEAD_INJURY: ("RF-FALL-01",),
    FollowUp.AFTER_FALL: ("RF-FX-01",),
    FollowUp.SETTLED: ("RF-CAR-04",),
}
"""Which signs a follow-up of a case speaks of: a case names it once for all."""

ROLES: Final = (
    "surgical_team", "clinic", "doctor", "therapist", "out_of_hours", "emergency_department",
    "crisis_line", "emergency", NONE,
)  # fmt: skip

_BLOCKS: Final = (
    (Action.LOCK, "locked"),
    (Action.HOLD, "held"),
    (Action.SKIP_TODAY, "skip_today"),
)
"""What an action does to exercise, the strictest first."""

GIVEN: Final = frozenset(
    {
        "answers", "follow_ups", "risk", "age", "post_op", "spinal_injection_days_ago",
        "surgery_days_ago", "phq2", "history",
    }
)  # fmt: skip


def screening_kinds(catalogue: Catalogue) -> dict[str, Kind]:
    """The kinds of cases that need the catalogue of warning signs."""
    return {
        "screening": Kind(
            GIVEN,
            {
                "tier": one_of((*(tier for tier in Tier if tier is not Tier.CRISIS), NONE)),
                "rules": RULE_IDS,
                "crisis": TRUTH,
                "blocks": one_of((*(name for _, name in _BLOCKS), NONE)),
                "contact": _CONTACT,
            },
            lambda given: _screening(given, catalogue),
        )
    }


def _role(value: object) -> str:
    """A role as it may be written: "emergency dept" and "emergency_department" are the same."""
    words = str(value).casefold().replace("-", " ").replace("_", " ").split()
    return "_".join("department" if word == "dept" else word for word in words)


_CONTACT: Final = Expectation(
    accepts=lambda value: isinstance(value, str) and _role(value) in ROLES,
    in_words=f"one of {', '.join(ROLES)}",
    is_met=lambda expected, got: _role(expected) == got,
)


def _screening(given: Given, catalogue: Catalogue) -> Got:
    """What the answers of a case report; a risk that is not named is no."""
    reported = _reported(Given(given.mapping("answers")), catalogue)
    evidence = Evidence(
        background=_background(given, catalogue),
        reported=reported,
        follow_ups=_follow_ups(given, reported),
        mood_score=given.whole("phq2", most=MOST_PHQ2) if given.has("phq2") else None,
    )
    found = assess(evidence, catalogue).all
    counted = [finding for finding in found if finding.tier is not Tier.CRISIS]
    rules = tuple(dict.fromkeys(rule for finding in found for rule in finding.rules))
    return Got(
        {
            "tier": _worst(counted),
            "rules": list(rules),
            "crisis": len(counted) < len(found),
            "blocks": _blocks(found),
            "contact": _first_contact(found, catalogue),
        },
        rules,
    )


def _worst(found: Sequence[Finding]) -> str:
    tiers = [finding.tier for finding in found]
    return max(tiers, key=TIER_RANK.__getitem__).value if tiers else NONE


def _blocks(found: Iterable[Finding]) -> str:
    actions = {finding.action for finding in found}
    return next((name for action, name in _BLOCKS if action in actions), NONE)


def _first_contact(found: Sequence[Finding], catalogue: Catalogue) -> str:
    """Whom the advice names first; nobody for what is only noted."""
    told = [finding for finding in found if TIER_RANK[finding.tier] > TIER_RANK[Tier.MONITOR]]
    told = told or [finding for finding in found if finding.tier is Tier.CRISIS]
    if not told:
        return NONE
    highest = max(TIER_RANK[finding.tier] for finding in told)
    top = [finding for finding in told if TIER_RANK[finding.tier] == highest]
    return merged_roles(top, {item.id: item for item in catalogue.items})[0]


# --- what is given --------------------------------------------------------------------------------


def _answers(given: Given, catalogue: Catalogue) -> dict[str, Answer]:
    """Answers by flag id; only what is asked can be answered."""
    asked = {item.id for item in catalogue.items if item.is_asked}
    for flag_id in given.values.keys() - asked:
        message = f"`{flag_id}` is no warning sign that is asked"
        raise BadCase(message)
    return {flag_id: Answer(given.choice(flag_id, tuple(Answer))) for flag_id in given.values}


def _reported(given: Given, catalogue: Catalogue) -> frozenset[str]:
    answers = _answers(given, catalogue)
    return frozenset(
        flag_id for flag_id, value in answers.items() if counts(catalogue.item(flag_id).tier, value)
    )


def _follow_ups(given: Given, reported: frozenset[str]) -> Mapping[tuple[str, FollowUp], Answer]:
    """The follow-ups of a case, each for every reported sign it can speak of."""
    if not given.has("follow_ups"):
        return {}
    named = Given(given.mapping("follow_ups"))
    known = {"ces_onset", *(follow_up.value for follow_up in _ABOUT)}
    for name in named.values.keys() - known:
        message = f"unknown follow-up `{name}`; known: {', '.join(sorted(known))}"
        raise BadCase(message)
    told: dict[tuple[str, FollowUp], Answer] = {}
    for follow_up, flags in _ABOUT.items():
        if named.has(follow_up.value):
            value = Answer(named.choice(follow_up.value, tuple(Answer)))
            told |= {(flag, follow_up): value for flag in reported.intersection(flags)}
    if named.has("ces_onset"):
        onset = _ONSET[named.choice("ces_onset", ONSETS)]
        for flag in reported.intersection(CES_SIGNS):
            told |= {(flag, follow_up): value for follow_up, value in onset.items()}
    return told


def _background(given: Given, catalogue: Catalogue) -> Background:
    return Background(
        risks=_risks(given),
        is_old=given.has("age") and given.whole("age", most=MOST_YEARS) >= OLD_FROM,
        post_op=given.truth("post_op") if given.has("post_op") else False,
        surgery_days_ago=_days(given, "surgery_days_ago"),
        injection_days_ago=_days(given, "spinal_injection_days_ago"),
        past=_history(given, catalogue),
    )


def _days(given: Given, key: str) -> int | None:
    if not given.has(key) or given.value(key) is None:
        return None
    return given.whole(key, most=MOST_DAYS)


def _risks(given: Given) -> frozenset[RiskCode]:
    """Risk facts that are yes or not recorded (decisions A12)."""
    if not given.has("risk"):
        return frozenset()
    facts = Given(given.mapping("risk"))
    for name in facts.values.keys() - set(RISKS):
        message = f"unknown risk `{name}`; known: {', '.join(RISKS)}"
        raise BadCase(message)
    return frozenset(
        code
        for code in RISKS
        if facts.has(code) and facts.choice(code, ("yes", "no", "not_recorded")) != "no"
    )


def _history(given: Given, catalogue: Catalogue) -> tuple[PastCheck, ...]:
    """Earlier checks, oldest first; one of the same day lies within 24 hours."""
    if not given.has("history"):
        return ()
    checks = [_past_check(row, catalogue) for row in given.objects("history")]
    return tuple(sorted(checks, key=lambda check: -check.days_ago))


def _past_check(row: Given, catalogue: Catalogue) -> PastCheck:
    row.refuse_unknown("`given.history`", frozenset({"days_ago", "answers"}))
    days = row.whole("days_ago", most=MOST_DAYS)
    answers = Given(row.mapping("answers"))
    denied = {
        flag_id for flag_id, value in _answers(answers, catalogue).items() if value is Answer.NO
    }
    return PastCheck(days, days == 0, _reported(answers, catalogue), frozenset(denied))
