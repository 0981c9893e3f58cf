"""What the answers report: each sign with the tier it has, alone and together with others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exercise_companion.core.combination import combine
from exercise_companion.core.follow_ups import BODY_SIGNS, CES_SIGNS, FollowUp
from exercise_companion.core.terms import TIER_RANK, Action, Answer, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exercise_companion.core.combination import Combined, Evidence
    from exercise_companion.core.flags import Catalogue, FlagItem

COUNTS_WHEN_NOT_SURE: Final = frozenset(
    {Tier.EMERGENCY_CALL, Tier.EMERGENCY_GO, Tier.URGENT, Tier.CRISIS}
)
"""Tiers at which a lasting "not sure" is a yes; SOON and MONITOR are only reported (A6)."""

NEVER_BELOW_URGENT: Final = frozenset({"RF-CES-01", "RF-CES-03", "RF-CES-05"})
"""However long they have been there (decisions A4)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning sign that the answers report, with the tier it has."""

    flag_id: str
    tier: Tier
    action: Action
    rules: tuple[str, ...]
    """The flags and rules that count, the sign itself first."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Every finding of the evidence."""

    own: tuple[Finding, ...]
    """Each reported sign by itself."""
    raised: tuple[Finding, ...]
    """Signs that a combination rule gives a higher tier than their own."""

    @property
    def all(self) -> tuple[Finding, ...]:
        """Both."""
        return (*self.own, *self.raised)


def was_told(finding: Finding, told: Iterable[Finding]) -> bool:
    """Whether the sign is among what was told, at that tier or a higher one."""
    return any(
        one.flag_id == finding.flag_id and TIER_RANK[one.tier] >= TIER_RANK[finding.tier]
        for one in told
    )


def counts(tier: Tier, value: Answer) -> bool:
    """Whether an answer to an item of that tier reports the sign (decisions A6)."""
    return value is Answer.YES or (value is Answer.NOT_SURE and tier in COUNTS_WHEN_NOT_SURE)


def assess(evidence: Evidence, catalogue: Catalogue) -> Assessment:
    """What the evidence reports: every sign at its own tier, and those that a rule raises.

    A rule that gives a sign no higher tier only adds its name to the sign's own finding. The
    highest tier wins wherever one is asked for (clinical-spec 1.3).
    """
    combined = combine(evidence)
    own = [own_finding(item, evidence) for item in catalogue.items if item.id in evidence.reported]
    own += [_no_longer_alone(item) for item in catalogue.items if _was_joined(item, evidence)]
    return Assessment(
        own=tuple(_with_rules_of(finding, combined) for finding in own),
        raised=_raised(own, combined),
    )


def own_finding(item: FlagItem, evidence: Evidence) -> Finding:
    """A reported sign by itself: its tier, lowered only where decisions A4 or C-13 say so."""
    tier = item.tier
    rules: tuple[str, ...] = (item.id,)
    if may_be_lowered(item):
        if item.id in CES_SIGNS:
            tier = _by_onset(item.id, evidence)
        else:
            tier, rules = _dizziness(evidence)
    if tier is item.tier:
        return Finding(item.id, tier, item.action, rules)
    return Finding(item.id, tier, Action.HOLD if tier is Tier.SOON else Action.LOCK, rules)


def may_be_lowered(item: FlagItem) -> bool:
    """Whether a follow-up can lower its tier: not one that the therapist raised (V-20)."""
    if item.id in CES_SIGNS:
        return item.tier is Tier.EMERGENCY_GO
    return item.id == "RF-CAR-04" and item.tier is Tier.URGENT


def _was_joined(item: FlagItem, evidence: Evidence) -> bool:
    """Whether another sign joins one that was lowered within 24 hours because it stood alone.

    It counts as if both had been told in one check (decisions A4, clinical-spec 1.3).
    """
    is_earlier = item.id in evidence.background.recent_long_standing - evidence.reported
    others = set(BODY_SIGNS) - {item.id}
    return is_earlier and may_be_lowered(item) and not evidence.reported.isdisjoint(others)


def _no_longer_alone(item: FlagItem) -> Finding:
    return Finding(item.id, item.tier, item.action, (item.id,))


def _by_onset(flag_id: str, evidence: Evidence) -> Tier:
    """Decisions A4: how long a bladder or bowel sign has been there.

    Under 14 days, not sure, or not asked: EMERGENCY. Up to three months: URGENT. Older and
    unchanged: SOON if it stands alone, EMERGENCY beside another nerve or bladder sign.
    """
    if not evidence.denies(FollowUp.ONSET_14_DAYS, flag_id):
        return Tier.EMERGENCY_GO
    if not evidence.denies(FollowUp.ONSET_3_MONTHS, flag_id):
        return Tier.URGENT
    others = set(BODY_SIGNS) - {flag_id}
    if not evidence.signs.isdisjoint(others):
        return Tier.EMERGENCY_GO
    return Tier.URGENT if flag_id in NEVER_BELOW_URGENT else Tier.SOON


def _dizziness(evidence: Evidence) -> tuple[Tier, tuple[str, ...]]:
    """Rule C-13: settled after ten minutes' rest is SOON, unless it is the second spell.

    Not settled, not sure, a second spell in 14 days: URGENT.
    """
    flag = "RF-CAR-04"
    settled = evidence.follow_ups.get((flag, FollowUp.SETTLED))
    if evidence.had_dizzy_episode:
        return Tier.URGENT, (flag, "C-13")
    if settled is None:
        return Tier.URGENT, (flag,)
    return (Tier.SOON if settled is Answer.YES else Tier.URGENT), (flag, "C-13")


def _with_rules_of(finding: Finding, combined: Sequence[Combined]) -> Finding:
    """The finding, naming the rules that look at it without raising it."""
    rules = [
        rule.rule
        for rule in combined
        if rule.flag_id == finding.flag_id and TIER_RANK[rule.tier] <= TIER_RANK[finding.tier]
    ]
    return replace(finding, rules=(*finding.rules, *dict.fromkeys(rules)))


def _raised(own: Sequence[Finding], combined: Sequence[Combined]) -> tuple[Finding, ...]:
    """One more finding for each sign that a rule gives a higher tier than its own."""
    tiers = {finding.flag_id: TIER_RANK[finding.tier] for finding in own}
    by_flag: dict[str, list[Combined]] = {}
    for rule in combined:
        if TIER_RANK[rule.tier] > tiers.get(rule.flag_id, 0):
            by_flag.setdefault(rule.flag_id, []).append(rule)
    return tuple(_raised_by(flag_id, rules) for flag_id, rules in by_flag.items())


def _raised_by(flag_id: str, rules: Sequence[Combined]) -> Finding:
    top = max(rules, key=lambda rule: TIER_RANK[rule.tier])
    signs = (sign for rule in rules for sign in rule.signs)
    named = (flag_id, *signs, *(rule.rule for rule in rules))
    return Finding(flag_id, top.tier, top.action, tuple(dict.fromkeys(named)))
