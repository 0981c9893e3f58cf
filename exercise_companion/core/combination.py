"""Rules C-01 to C-21: several signs, or a sign and a risk, weigh more than each alone.

Source: clinical-spec 1.3 as amended by decisions A3, A7, A10, A11, A12; C-04 was dropped. The
pairs, ages and days are our decision where no source is named there, and need clinical sign-off.
Every rule looks at signs as they were reported, never at tiers that another rule raised
(decisions A7). C-13 (dizziness) changes the sign's own tier: `core.findings`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from exercise_companion.core.follow_ups import BODY_SIGNS, CES_SIGNS, NEU_SIGNS, FollowUp
from exercise_companion.core.mood import LOW_MOOD
from exercise_companion.core.terms import Action, Answer, Tier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from exercise_companion.core.background import Background

WEAK_LEG: Final = ("RF-NEU-01", "RF-NEU-02")
"""Foot drop and a weaker leg."""

HEART_OR_LUNG: Final = ("RF-CAR-01", "RF-CAR-02", "RF-CAR-03", "RF-PE-01")

STANDING: Final = frozenset({"RF-PAIN-02", "RF-PAIN-04", "RF-CA-01", "RF-AAA-02", "RF-FX-02"})
"""Signs that count until the next no, and not only for a day (C-08, C-10, C-15; decisions A7)."""

BLEED_DAYS: Final = 14
"""So long after a spinal injection or surgery rule C-14 holds."""

INFECTION_DAYS: Final = 30
"""So long after a spinal injection or surgery rule C-18 holds; after an operation that the plan
follows for as long as it does."""

FALL_DAYS: Final = 30
"""Two falls within this time (C-16)."""

COUNTED: Final = {
    "C-16": f"2 falls in {FALL_DAYS} days",
    "C-17": "too ill to exercise on 3 days running",
}
"""What was counted, in words, by the rule that counts."""

DIZZY_DAYS: Final = 14
"""Two dizzy spells within this time (C-13)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the rules look at."""

    background: Background
    reported: frozenset[str]
    """Flags whose answer counted in this check."""
    follow_ups: Mapping[tuple[str, FollowUp], Answer] = field(default_factory=dict)
    denied: frozenset[str] = frozenset()
    """Flags answered no in this check."""
    mood_score: int | None = None
    """The sum 0-6 of the two mood questions (`core.mood`); None when they were not asked."""

    @property
    def signs(self) -> frozenset[str]:
        """Reported in this check or within the last 24 hours."""
        return self.reported | self.background.recent_signs

    @property
    def with_weekly(self) -> frozenset[str]:
        """The same, and what the last weekly answer left standing."""
        return self.signs | (self.background.standing_signs - self.denied)

    @property
    def had_dizzy_episode(self) -> bool:
        """Whether dizziness was reported before within 14 days (C-13)."""
        return any(days <= DIZZY_DAYS for days in self.background.days_with("RF-CAR-04"))

    def of(self, *flags: str) -> tuple[str, ...]:
        """Those of these flags that are among the signs."""
        return tuple(flag for flag in flags if flag in self.signs)

    def says(self, follow_up: FollowUp, *flags: str) -> bool:
        """Whether a follow-up of one of these flags was answered yes or not sure."""
        return any(
            self.follow_ups.get((flag, follow_up)) in {Answer.YES, Answer.NOT_SURE}
            for flag in flags
        )

    def denies(self, follow_up: FollowUp, flag: str) -> bool:
        """Whether a follow-up was answered no."""
        return self.follow_ups.get((flag, follow_up)) is Answer.NO


@dataclass(frozen=True, slots=True)
class Combined:
    """A combination rule that fired."""

    rule: str
    flag_id: str
    """The sign whose finding it raises."""
    signs: tuple[str, ...]
    """Every sign that took part, that one included."""
    tier: Tier
    action: Action = Action.LOCK


def combine(evidence: Evidence) -> tuple[Combined, ...]:
    """Every combination rule that fires, in the order of their numbers.

    A rule is news only where a sign of this check takes part; what fired before was told then.
    """
    fired = (combined for rule in RULES for combined in rule(evidence))
    return tuple(
        combined
        for combined in fired
        if not combined.signs or not evidence.reported.isdisjoint(combined.signs)
    )


def _c_01(evidence: Evidence) -> Iterator[Combined]:
    """Both legs and a bladder, bowel, saddle or weakness sign [S4]."""
    others = evidence.of(*CES_SIGNS, *WEAK_LEG)
    if evidence.of("RF-CES-07") and others:
        yield Combined("C-01", "RF-CES-07", ("RF-CES-07", *others), Tier.EMERGENCY_GO)


def _c_02(evidence: Evidence) -> Iterator[Combined]:
    """Weakness that began or got much worse in two days; unsteadiness only beside it (A3)."""
    for flag in evidence.of(*WEAK_LEG):
        if evidence.says(FollowUp.RECENT, flag):
            yield Combined("C-02", flag, (flag,), Tier.EMERGENCY_GO)
    others = evidence.of(*WEAK_LEG, *CES_SIGNS)
    if evidence.of("RF-NEU-04") and others and evidence.says(FollowUp.RECENT, "RF-NEU-04"):
        yield Combined("C-02", "RF-NEU-04", ("RF-NEU-04", *others), Tier.EMERGENCY_GO)


def _c_03(evidence: Evidence) -> Iterator[Combined]:
    """Weakness of both legs."""
    if evidence.of("RF-NEU-02") and evidence.says(FollowUp.BOTH_LEGS, "RF-NEU-02"):
        yield Combined("C-03", "RF-NEU-02", ("RF-NEU-02",), Tier.EMERGENCY_GO)


def _c_05(evidence: Evidence) -> Iterator[Combined]:
    """A hit on the head with a blood thinner, or with signs of a head injury [S15]."""
    thinner = evidence.background.has("anticoagulant")
    if evidence.of("RF-FALL-01") and (thinner or evidence.says(FollowUp.HEAD_INJURY, "RF-FALL-01")):
        yield Combined("C-05", "RF-FALL-01", ("RF-FALL-01",), Tier.EMERGENCY_CALL)


def _c_06(evidence: Evidence) -> Iterator[Combined]:
    """Sharp pain after something small, with a bone that breaks easily [S8]; by age alone SOON."""
    if not evidence.of("RF-FX-02"):
        return
    if evidence.background.has("osteoporosis", "steroid", "previous_fracture"):
        yield Combined("C-06", "RF-FX-02", ("RF-FX-02",), Tier.URGENT)
    elif evidence.background.is_old:
        yield Combined("C-06", "RF-FX-02", ("RF-FX-02",), Tier.SOON, Action.HOLD)


def _c_07(evidence: Evidence) -> Iterator[Combined]:
    """A fall or knock, and a nerve or bladder sign that began after it (A3)."""
    body = evidence.of(*BODY_SIGNS)
    if evidence.of("RF-FX-01") and body and evidence.says(FollowUp.AFTER_FALL, "RF-FX-01", *body):
        yield Combined("C-07", "RF-FX-01", ("RF-FX-01", *body), Tier.EMERGENCY_CALL)


def _c_08(evidence: Evidence) -> Iterator[Combined]:
    """A pattern of pain or lost weight after cancer [S8]."""
    signs = _weekly(evidence, "RF-PAIN-02", "RF-PAIN-04", "RF-CA-01")
    if evidence.background.has("cancer") and signs:
        yield Combined("C-08", signs[0], signs, Tier.URGENT)


def _c_09(evidence: Evidence) -> Iterator[Combined]:
    """Any nerve sign after cancer."""
    signs = evidence.of(*NEU_SIGNS)
    if evidence.background.has("cancer") and signs:
        yield Combined("C-09", signs[0], signs, Tier.EMERGENCY_GO)


def _c_10(evidence: Evidence) -> Iterator[Combined]:
    """Night pain or new pain, feeling ill, and a weak defence against infection [S9]."""
    weak = evidence.background.has("immunosuppressed", "iv_drug_use", "diabetes")
    pain = _weekly(evidence, "RF-PAIN-02", "RF-PAIN-04", "RF-FX-02")
    if weak and pain and evidence.of("RF-GEN-01"):
        yield Combined("C-10", pain[0], (*pain, "RF-GEN-01"), Tier.URGENT)


def _c_11(evidence: Evidence) -> Iterator[Combined]:
    """A swollen leg and a chest or breath sign [S11]."""
    others = evidence.of(*HEART_OR_LUNG)
    if evidence.of("RF-DVT-01") and others:
        yield Combined("C-11", "RF-DVT-01", ("RF-DVT-01", *others), Tier.EMERGENCY_CALL)


def _c_12(evidence: Evidence) -> Iterator[Combined]:
    """A racing heart with chest pain, a faint or dizziness."""
    others = evidence.of("RF-CAR-01", "RF-CAR-03", "RF-CAR-04")
    if evidence.of("RF-CAR-05") and others:
        yield Combined("C-12", "RF-CAR-05", ("RF-CAR-05", *others), Tier.EMERGENCY_CALL)


def _c_14(evidence: Evidence) -> Iterator[Combined]:
    """Weakness or uncontrolled pain soon after an injection or surgery, or with a blood thinner.

    With a blood thinner alone only when it began within two days (A10).
    """
    just_had = evidence.background.had_within(BLEED_DAYS)
    thinner = evidence.background.has("anticoagulant")
    for flag in evidence.of(*WEAK_LEG, "RF-PAIN-01"):
        if just_had or (thinner and evidence.says(FollowUp.RECENT, flag)):
            yield Combined("C-14", flag, (flag,), Tier.EMERGENCY_GO)


def _c_15(evidence: Evidence) -> Iterator[Combined]:
    """A pulse in the tummy with a known aneurysm [S12]."""
    signs = _weekly(evidence, "RF-AAA-02")
    if evidence.background.has("aaa") and signs:
        yield Combined("C-15", "RF-AAA-02", signs, Tier.EMERGENCY_CALL)


def _c_16(evidence: Evidence) -> Iterator[Combined]:
    """A second fall within 30 days: contact, no hold (A8)."""
    again = any(0 < days <= FALL_DAYS for days in evidence.background.days_with("RF-FALL-03"))
    if "RF-FALL-03" in evidence.reported and again:
        yield Combined("C-16", "RF-FALL-03", ("RF-FALL-03",), Tier.SOON, Action.CONTACT)


def _c_17(evidence: Evidence) -> Iterator[Combined]:
    """Too ill to exercise on three days running: contact, no hold (A8)."""
    running = {1, 2} <= evidence.background.days_with("RF-GEN-01")
    if "RF-GEN-01" in evidence.reported and running:
        yield Combined("C-17", "RF-GEN-01", ("RF-GEN-01",), Tier.SOON, Action.CONTACT)


def _c_18(evidence: Evidence) -> Iterator[Combined]:
    """Fever after surgery or a spinal injection: who operated is called first."""
    recent = evidence.background.had_within(INFECTION_DAYS)
    if evidence.of("RF-INF-01") and (evidence.background.post_op or recent):
        yield Combined("C-18", "RF-INF-01", ("RF-INF-01",), Tier.URGENT)


def _c_19(evidence: Evidence) -> Iterator[Combined]:
    """Low mood by the two mood questions: contact, no hold [S47]."""
    least = LOW_MOOD - 1 if evidence.background.has("depression") else LOW_MOOD
    if evidence.mood_score is not None and evidence.mood_score >= least:
        yield Combined("C-19", "RF-MH-02", (), Tier.SOON, Action.CONTACT)


def _c_20(evidence: Evidence) -> Iterator[Combined]:
    """Certain pairs of URGENT signs (A7)."""
    pairs = (
        (WEAK_LEG, ("RF-NEU-03",)),
        (("RF-PAIN-01", "RF-INF-01"), (*WEAK_LEG, "RF-NEU-03")),
    )
    for firsts, seconds in pairs:
        first, second = evidence.of(*firsts), evidence.of(*seconds)
        if first and second:
            yield Combined("C-20", second[0], (*first, *second), Tier.EMERGENCY_GO)


def _c_21(evidence: Evidence) -> Iterator[Combined]:
    """Dizziness or a racing heart with a heart disease (A11)."""
    for flag in evidence.of("RF-CAR-04", "RF-CAR-05"):
        if evidence.background.has("cardiac"):
            yield Combined("C-21", flag, (flag,), Tier.EMERGENCY_CALL)


def _weekly(evidence: Evidence, *flags: str) -> tuple[str, ...]:
    """Those of these flags that stand since the last weekly check or were reported now."""
    return tuple(flag for flag in flags if flag in evidence.with_weekly)


RULES: Final[tuple[Callable[[Evidence], Iterator[Combined]], ...]] = (
    _c_01, _c_02, _c_03, _c_05, _c_06, _c_07, _c_08, _c_09, _c_10, _c_11, _c_12,
    _c_14, _c_15, _c_16, _c_17, _c_18, _c_19, _c_20, _c_21,
)  # fmt: skip
