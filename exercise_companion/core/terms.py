"""The field's own words as types: tiers, actions, answers, sites, sides."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal, get_args


class Tier(StrEnum):
    """How urgent a finding is (clinical-spec 1.1), highest first."""

    EMERGENCY_CALL = "E-call"
    EMERGENCY_GO = "E-go"
    URGENT = "U"
    SOON = "S"
    MONITOR = "Mo"
    CRISIS = "MH"

    @property
    def is_emergency(self) -> bool:
        """True for both emergency tiers."""
        return self in {Tier.EMERGENCY_CALL, Tier.EMERGENCY_GO}

    @property
    def is_serious(self) -> bool:
        """True for EMERGENCY and URGENT: what locks exercise."""
        return self.is_emergency or self is Tier.URGENT


TIER_RANK: Final[dict[Tier, int]] = {
    Tier.EMERGENCY_CALL: 5,
    Tier.EMERGENCY_GO: 4,
    Tier.URGENT: 3,
    Tier.SOON: 2,
    Tier.MONITOR: 1,
    Tier.CRISIS: 0,
}
"""Severity for comparing. Crisis stands apart: it never blocks (clinical-spec 1.6)."""


class Action(StrEnum):
    """What a finding makes the program do (clinical-spec 1.1, decisions A10)."""

    LOCK = "X"
    HOLD = "H"
    CONTACT = "C"
    SKIP_TODAY = "Z"
    LOG = "L"
    CRISIS = "K"

    @property
    def blocks(self) -> bool:
        """True for what keeps exercise from beginning until somebody has ended it."""
        return self in {Action.LOCK, Action.HOLD}


TO_BE_ENDED: Final = frozenset({Action.LOCK, Action.HOLD, Action.CONTACT})
"""What is open until somebody ends it. With the others there is nothing to end: a crisis is shown
until it was read, and a note or a day left out ends with its day (clinical-spec 1.1, 1.6)."""


class Answer(StrEnum):
    """A patient's answer to one closed question."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class Moment(StrEnum):
    """When a pain score was asked (clinical-spec 2.1)."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    MORNING = "morning"
    DAY = "day"
    """Logged by the patient outside a session."""
    WEEK = "week"
    """The average of the last seven days, as remembered."""


Site = Literal["back", "leg", "neck", "shoulder", "hip", "knee", "other"]
"""Where pain is asked. Every pain rule is worked out per site (clinical-spec 2.1)."""

Side = Literal["left", "right", "each_side", "alternate", "both_together", "none"]
"""Which side a dose is for. `each_side`: the whole dose on one side, then the other."""

ONE_SIDE: Final = frozenset({"left", "right"})
"""The sides that are one side of the body."""


def on_your_side(side: str) -> str:
    """A side written out at the end of a clause (H-13): ", your LEFT side"; else nothing."""
    return f", your {side.upper()} side" if side in ONE_SIDE else ""


PerformedSide = Literal["left", "right", "alternate", "both_together", "none"]
"""Which side one performed set was done on."""

VariantKind = Literal["as_written", "easier", "harder", "flare"]
"""Which of the doses the therapist wrote is being done; `harder` is the authored next step, `flare`
the dose of a flare-up."""

ExerciseCategory = Literal[
    "core",
    "flexibility",
    "mobility",
    "strength",
    "balance",
    "aerobic",
    "breathing",
    "pain_skill",
]
"""What kind of work an exercise is (clinical-spec 3.2)."""
CATEGORIES: Final[tuple[ExerciseCategory, ...]] = get_args(ExerciseCategory)

ExercisePosition = Literal[
    "supine",
    "prone",
    "side_lying",
    "sitting",
    "standing",
    "kneeling",
    "four_point",
    "other",
]
"""How the body is held (clinical-spec 3.2)."""
POSITIONS: Final[tuple[ExercisePosition, ...]] = get_args(ExercisePosition)

HelperNeeded = Literal["none", "nearby", "hands_on"]
"""Whether somebody else has to be there (clinical-spec 3.2)."""

RiskCode = Literal[
    "anticoagulant",
    "steroid",
    "osteoporosis",
    "previous_fracture",
    "cancer",
    "immunosuppressed",
    "diabetes",
    "iv_drug_use",
    "aaa",
    "cardiac",
    "falls",
    "depression",
    "hip_replacement",
]
"""One list for risk facts and contraindications (clinical-spec 1.4, decisions D1)."""

LastDayCode = Literal["spinal_injection_date", "spinal_surgery_date"]
"""The facts about a person that are recorded by the day of the last one, or "no"."""
