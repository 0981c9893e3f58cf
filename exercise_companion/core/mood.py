"""The two questions about mood that rule C-19 counts: how often low, how often without joy.

They ask for what the PHQ-2 measures, in our own words, because its terms of use are not confirmed
(clinical-spec 5.1). Each is asked in steps of days: 2, 7 and 12 of the last 14 stand for its
answers 1, 2 and 3, as in the days version of the PHQ-8 (Kroenke et al. 2009). Our wording has not
been tested against either: our decision, needs sign-off. The number is never shown to the patient
(clinical-spec 5.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.follow_ups import FollowUp
from exercise_companion.core.terms import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

MOOD_FLAG: Final = "RF-MH-02"
"""The sign the program works out from the two questions."""

LADDERS: Final = (
    (FollowUp.LOW_2_DAYS, FollowUp.LOW_7_DAYS, FollowUp.LOW_12_DAYS),
    (FollowUp.JOYLESS_2_DAYS, FollowUp.JOYLESS_7_DAYS, FollowUp.JOYLESS_12_DAYS),
)
"""The steps of each question; the next one is asked as long as the answer is not no."""

STEPS: Final = frozenset(step for ladder in LADDERS for step in ladder)

LOW_MOOD: Final = 3
"""The least score of rule C-19 [S47]; one less with a history of depression."""


def score(answers: Mapping[tuple[str, FollowUp], Answer]) -> int | None:
    """The score 0-6 so far; None when nothing was asked.

    A step that is left unsure counts as yes: in doubt the cautious answer.
    """
    values = [answers[MOOD_FLAG, step] for step in STEPS if (MOOD_FLAG, step) in answers]
    return sum(value is not Answer.NO for value in values) if values else None


def next_step(answers: Mapping[tuple[str, FollowUp], Answer]) -> FollowUp | None:
    """The step to ask next; None when both questions are answered, or enough is known."""
    known = score(answers)
    if known is not None and known >= LOW_MOOD:
        return None
    for ladder in LADDERS:
        said = [answers.get((MOOD_FLAG, step)) for step in ladder]
        if Answer.NO not in said:
            return ladder[said.index(None)]  # three steps without a no would be enough known
    return None
