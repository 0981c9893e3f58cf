"""The questions that follow a yes: whether it is recent, on both sides, or has settled.

Each is a closed question like every other, so that the same three keys answer it. The onset of a
bladder or bowel sign (decisions A4) is therefore asked in two steps: within 14 days, then within
three months. How often the mood was low is asked in steps too (`core.mood`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exercise_companion.core.combination import Evidence

CES_SIGNS: Final = (
    "RF-CES-01", "RF-CES-02", "RF-CES-03", "RF-CES-04", "RF-CES-05", "RF-CES-06",
)  # fmt: skip
"""Bladder, bowel and saddle signs."""

NEU_SIGNS: Final = ("RF-NEU-01", "RF-NEU-02", "RF-NEU-03", "RF-NEU-04", "RF-NEU-05")
"""Nerve signs."""

_BESIDE_UNSTEADINESS: Final = (*CES_SIGNS, "RF-NEU-01", "RF-NEU-02")
"""What makes unsteadiness (RF-NEU-04) worth asking about (C-02)."""

BODY_SIGNS: Final = (*CES_SIGNS, "RF-CES-07", *NEU_SIGNS)
"""Every sign of bladder, bowel, saddle, both legs or nerves."""

SEPARATOR: Final = "/"
"""Between a flag and its follow-up in the id of a stored question."""


class FollowUp(StrEnum):
    """What is asked after a yes (clinical-spec 1.3, decisions A3, A4, A9, A10), or in steps."""

    RECENT = "recent_2_days"
    """Did it start or get much worse in the last 2 days? (C-02, C-14)"""
    BOTH_LEGS = "both_legs"
    """Is it both legs? (C-03)"""
    HEAD_INJURY = "head_injury_signs"
    """Passed out, sick, confused, bad headache, or sleepy? (C-05)"""
    AFTER_FALL = "began_after_fall"
    """Did it begin after the fall? (C-07, decisions A3)"""
    SETTLED = "dizzy_settled"
    """Has the dizziness settled after ten minutes' rest? (C-13)"""
    ONSET_14_DAYS = "ces_onset_14_days"
    """Did it start or last get worse in the last 14 days? (decisions A4)"""
    ONSET_3_MONTHS = "ces_onset_3_months"
    """Did it in the last 3 months? (decisions A4)"""
    LOW_2_DAYS = "low_2_days"
    """Low on 2 days or more of the last 14? (C-19)"""
    LOW_7_DAYS = "low_7_days"
    LOW_12_DAYS = "low_12_days"
    JOYLESS_2_DAYS = "joyless_2_days"
    """Without joy on 2 days or more of the last 14? (C-19)"""
    JOYLESS_7_DAYS = "joyless_7_days"
    JOYLESS_12_DAYS = "joyless_12_days"


MAY_LOWER: Final = frozenset({FollowUp.SETTLED, FollowUp.ONSET_14_DAYS, FollowUp.ONSET_3_MONTHS})
"""Until these are answered the tier of the sign is open; the others can only raise it."""


def question_id(flag_id: str, follow_up: FollowUp) -> str:
    """The id under which a follow-up is stored."""
    return f"{flag_id}{SEPARATOR}{follow_up.value}"


def follow_up_of(asked: str) -> tuple[str, FollowUp] | None:
    """The flag and the follow-up of a stored question; None for every other question."""
    flag_id, found, name = asked.partition(SEPARATOR)
    return (flag_id, FollowUp(name)) if found else None


def due(flag_id: str, evidence: Evidence) -> FollowUp | None:
    """Which follow-up of a reported sign is to be asked next; None when there is none.

    Only what can change the outcome is asked.
    """
    for follow_up in _wanted(flag_id, evidence):
        if (flag_id, follow_up) not in evidence.follow_ups:
            return follow_up
    return None


def due_of_earlier(evidence: Evidence) -> tuple[str, FollowUp] | None:
    """What is to be asked of a sign of another check of this day, now that others joined it.

    Unsteadiness is asked about only beside a weakness, bladder or bowel sign (C-02, decisions A3);
    rules look at everything told within 24 hours (clinical-spec 1.3), in whatever order it was.
    """
    asks = ("RF-NEU-04", FollowUp.RECENT)
    is_earlier = "RF-NEU-04" in evidence.signs - evidence.reported
    joined = not evidence.reported.isdisjoint(_BESIDE_UNSTEADINESS)
    return asks if is_earlier and joined and asks not in evidence.follow_ups else None


def _wanted(flag_id: str, evidence: Evidence) -> tuple[FollowUp, ...]:
    return (*_own(flag_id, evidence), *_about_a_fall(flag_id, evidence))


def _own(flag_id: str, evidence: Evidence) -> tuple[FollowUp, ...]:
    if flag_id in CES_SIGNS:
        recent = evidence.denies(FollowUp.ONSET_14_DAYS, flag_id)
        return (FollowUp.ONSET_14_DAYS, *([FollowUp.ONSET_3_MONTHS] if recent else []))
    if flag_id == "RF-CAR-04":
        return () if evidence.had_dizzy_episode else (FollowUp.SETTLED,)
    if flag_id == "RF-NEU-04" and evidence.signs.isdisjoint(_BESIDE_UNSTEADINESS):
        return ()
    if flag_id == "RF-PAIN-01" and not evidence.background.has("anticoagulant"):
        return ()
    return _ALWAYS.get(flag_id, ())


_ALWAYS: Final[dict[str, tuple[FollowUp, ...]]] = {
    "RF-NEU-01": (FollowUp.RECENT,),
    "RF-NEU-02": (FollowUp.RECENT, FollowUp.BOTH_LEGS),
    "RF-NEU-04": (FollowUp.RECENT,),
    "RF-PAIN-01": (FollowUp.RECENT,),
    "RF-FALL-01": (FollowUp.HEAD_INJURY,),
}


def _about_a_fall(flag_id: str, evidence: Evidence) -> tuple[FollowUp, ...]:
    """Whether a nerve or bladder sign began with the fall: asked with the later of the two."""
    after = flag_id in BODY_SIGNS and "RF-FX-01" in evidence.signs
    before = flag_id == "RF-FX-01" and not evidence.signs.isdisjoint(BODY_SIGNS)
    return (FollowUp.AFTER_FALL,) if after or before else ()
