"""What a pain score asks for, in the same words on the screen and on the printed sheet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from exercise_companion.core.pain import BeforeOutcome, DuringOutcome, before, during

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.core.pain import Limits
    from exercise_companion.core.parameters import PainParameters
    from exercise_companion.core.program import Risk
    from exercise_companion.core.terms import RiskCode

TOP_SCORE: Final = 10

STOP_SESSION: Final = "Stop exercising. Sit or lie down in a position that eases it."
STOP_EXERCISE: Final = "Stop this exercise. Rest a little, then go on to the next."
STOP_WALK: Final = "Stop this exercise."
EASIER_FROM_HERE: Final = "Do the rest of this exercise in the easier version your therapist wrote."
LEAVE_THE_REST: Final = "Leave the rest of this exercise for today."
REST_BENT: Final = "Sit and bend forward until it eases."
REST_UPRIGHT: Final = "Sit back and rest until it eases."
AGAINST_BENDING: Final[tuple[RiskCode, ...]] = (
    "osteoporosis",
    "previous_fracture",
    "steroid",
    "hip_replacement",
)
"""Risk facts that speak against bending forward, as in the exercise library. Our decision."""
GO_SLOWER: Final = "Go slower, or use a smaller movement."
ONLY_EASIER: Final = "Do only the easier versions your therapist wrote."
TOO_HIGH: Final = "Your pain is high today. Do not start now."
WAS_TOO_HIGH: Final = "Your pain was too high to start, that day."
GO_ON: Final = "Go on."
BEGIN: Final = "You can begin."


@dataclass(frozen=True, slots=True)
class Band:
    """Scores that ask for the same."""

    lowest: int
    highest: int
    words: str

    @property
    def scores(self) -> str:
        """The scores in words: "4", "0 to 3"."""
        return (
            f"{self.lowest}" if self.lowest == self.highest else f"{self.lowest} to {self.highest}"
        )


def rest_until_it_eases(risk: Risk) -> str:
    """On a walk (rule NC-1): nobody is told to bend whose risk facts speak against it.

    Not recorded counts as yes, as in V-18.
    """
    may_bend = all(getattr(risk, code) == "no" for code in AGAINST_BENDING)
    return REST_BENT if may_bend else REST_UPRIGHT


def bands_before(limits: Limits) -> tuple[Band, ...]:
    """What each score before a session allows at one site (rule PR-01, clinical-spec 2.3)."""
    words = {
        BeforeOutcome.GO: BEGIN,
        BeforeOutcome.EASY_ONLY: ONLY_EASIER,
        BeforeOutcome.HOLD_TODAY: TOO_HIGH,
    }
    return _bands(lambda score: words[before(limits, score)])


def bands_during(parameters: PainParameters, limits: Limits) -> tuple[Band, ...]:
    """What each score in an exercise asks for at one site (rules PR-02a, b, d and e).

    How far it rose over the score before (PR-02c) is said in `rise_words`.
    """
    words = {
        DuringOutcome.STOP_SESSION: STOP_SESSION,
        DuringOutcome.STOP_EXERCISE: STOP_EXERCISE,
        DuringOutcome.CONTINUE_CARE: GO_SLOWER,
        DuringOutcome.CONTINUE: GO_ON,
    }

    def asked(score: int) -> str:
        outcome = during(pain_pre=score, pain_during=score, limits=limits, parameters=parameters)
        return words[outcome]

    return _bands(asked)


def rise_words(parameters: PainParameters) -> str:
    """What a rise over the score before asks for (rule PR-02c)."""
    return (
        f"If it rises by {parameters.delta_reduce} or more over the pain you started with, do the"
        " rest of that exercise in the easier version. Where there is none, leave the rest of it"
        " for today."
    )


def _bands(asked: Callable[[int], str]) -> tuple[Band, ...]:
    found = []
    for words, group in groupby(range(TOP_SCORE + 1), key=asked):
        scores = list(group)
        found.append(Band(scores[0], scores[-1], words))
    return tuple(found)
