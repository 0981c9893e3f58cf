"""What a typed line means. A line that means nothing is asked again, never taken as a default."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.dose_words import POUNDS_PER_KG
from exercise_companion.core.prompts import Back, DidSet, StoppedBecause
from exercise_companion.core.terms import Answer

if TYPE_CHECKING:
    from exercise_companion.core.crisis_prompts import CrisisAnswer
    from exercise_companion.core.dose import SetTarget
    from exercise_companion.core.obstacles import Obstacle
    from exercise_companion.core.records import Ack, SkipReason

SCORE_WORDS: Final = "a whole number from 0 to 10"

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

STOP_REASONS: Final[dict[str, StoppedBecause | Back]] = {
    "pain": StoppedBecause("pain"),
    "tired": StoppedBecause("tired"),
    "time": StoppedBecause("no_time"),
    "unwell": StoppedBecause("unwell"),
    "other": StoppedBecause("other"),
    "go on": Back(),
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

_DONE: Final = re.compile(
    r"done(?: (?P<number>[0-9]{1,5}))?"
    r"(?: left (?P<left>[0-9]{1,3}),? right (?P<right>[0-9]{1,3}))?"
    r"(?:,? hold (?P<hold>[0-9]{1,3})(?: s)?)?"
    r"(?:,? with (?P<weight>[0-9]{1,3}(?:\.[0-9]{1,2})?) ?(?P<unit>kg|lb))?"
)


def score(text: str) -> int | None:
    """A score 0-10; None when the text is none. Only plain digits count."""
    if not text.isascii() or not text.isdigit() or len(text) > 2:  # noqa: PLR2004 - "10"
        return None
    value = int(text)
    return value if value <= TOP_SCORE else None


def did_set(text: str, target: SetTarget) -> DidSet | None:
    """What "done", "done 8", "done 8 hold 4 with 2 kg" says about a set; None when nothing.

    "done left 8 right 7" is read where the sides alternate (H-13). A hold is only read of a set
    that is held, a weight only of one that has a weight.
    """
    said = _DONE.fullmatch(text)
    if said is None:
        return None
    hold, weight = said["hold"], said["weight"]
    held = target.reps is not None and target.seconds is not None
    if (hold and not held) or (weight and target.load_kg is None):
        return None
    if said["left"] and (said["number"] or target.side != "alternate" or target.reps is None):
        return None
    did = _counted(int(said["number"]), _unit(target)) if said["number"] else DidSet()
    if said["left"]:
        did = replace(did, left_reps=int(said["left"]), right_reps=int(said["right"]))
    if hold:
        did = replace(did, seconds=int(hold))
    return replace(did, load_kg=_kilograms(weight, said["unit"])) if weight else did


def _kilograms(number: str, unit: str) -> float:
    return round(float(number) / POUNDS_PER_KG, 2) if unit == "lb" else float(number)


def amount_done(did: DidSet) -> int | None:
    """The number that was typed with "done"; None when there was none.

    Of two sides the larger one.
    """
    if did.left_reps is not None and did.right_reps is not None:
        return max(did.left_reps, did.right_reps)
    typed = (did.reps, did.metres, did.seconds)
    return next((amount for amount in typed if amount is not None), None)


def says_how_much(did: DidSet, target: SetTarget) -> bool:
    """Whether "done" was typed with a number of what the set is counted in."""
    typed = {"reps": did.reps, "metres": did.metres, "seconds": did.seconds}
    return did.left_reps is not None or typed[_unit(target)] is not None


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
