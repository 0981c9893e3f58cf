"""What a typed line means. A line that means nothing is asked again, never taken as a default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.prompts import DidSet
from exercise_companion.core.terms import Answer

if TYPE_CHECKING:
    from exercise_companion.core.dose import SetTarget
    from exercise_companion.core.obstacles import Obstacle
    from exercise_companion.core.prompts import CrisisAnswer, StopReason
    from exercise_companion.core.records import Ack, SkipReason

ANSWERS: Final[dict[str, Answer]] = {
    "n": Answer.NO,
    "no": Answer.NO,
    "y": Answer.YES,
    "yes": Answer.YES,
    "u": Answer.NOT_SURE,
    "not sure": Answer.NOT_SURE,
    "unsure": Answer.NOT_SURE,
}

CRISIS_ANSWERS: Final[dict[str, CrisisAnswer]] = {
    "y": "yes",
    "yes": "yes",
    "n": "no",
    "no": "no",
    "u": "not_sure",
    "not sure": "not_sure",
    "p": "prefer_not_to_say",
    "prefer not to say": "prefer_not_to_say",
}

SKIP_REASONS: Final[dict[str, SkipReason]] = {
    "pain": "pain",
    "tired": "tired",
    "time": "no_time",
    "unclear": "unclear",
    "equipment": "equipment",
    "not today": "not_today",
}

STOP_REASONS: Final[dict[str, StopReason]] = {
    "pain": "pain",
    "tired": "tired",
    "time": "no_time",
    "unwell": "unwell",
    "other": "other",
}

OBSTACLES: Final[dict[str, Obstacle]] = {
    "pain": "pain",
    "time": "no_time",
    "unclear": "unclear",
    "not in the mood": "mood",
    "other": "other",
    "rather not say": "not_said",
}

ACKS: Final[dict[str, Ack]] = {
    "calling": "calling",
    "helped": "helped",
    "cannot call": "cannot_call",
    "seen": "seen",
    "mistake": "mistake",
}

TOP_SCORE: Final = 10


def score(text: str) -> int | None:
    """A score 0-10; None when the text is none. Only plain digits count."""
    if not text.isascii() or not text.isdigit() or len(text) > 2:  # noqa: PLR2004 - "10"
        return None
    value = int(text)
    return value if value <= TOP_SCORE else None


def did_set(text: str, target: SetTarget) -> DidSet | None:
    """What "done", "done 8" says about a set; None when it says nothing."""
    words = text.split()
    if not words or words[0] != "done":
        return None
    if len(words) == 1:
        return DidSet()
    number = words[1]
    if len(words) > 2 or not number.isascii() or not number.isdigit() or len(number) > 5:  # noqa: PLR2004
        return None
    return _counted(int(number), _unit(target))


def amount_done(did: DidSet) -> int | None:
    """The number that was typed with "done"; None when there was none."""
    typed = (did.reps, did.metres, did.seconds)
    return next((amount for amount in typed if amount is not None), None)


def amount_asked(target: SetTarget) -> int:
    """How much the set asks, in the unit a typed number is read in."""
    return target.reps or target.metres or target.seconds or 0


def _unit(target: SetTarget) -> Literal["reps", "metres", "seconds"]:
    if target.reps is not None:
        return "reps"
    return "metres" if target.metres is not None else "seconds"


def _counted(number: int, unit: Literal["reps", "metres", "seconds"]) -> DidSet:
    if unit == "reps":
        return DidSet(reps=number)
    return DidSet(metres=number) if unit == "metres" else DidSet(seconds=number)
