"""What the patient is reminded of by the computed rules; it locks, holds and counts nothing.

Source: rules TR-0 and FL-4 on day 3 (clinical-spec 2.5, 2.7). The words are our decision, needs
sign-off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.noticed import Weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_companion.core.noticed import Noticed

GIVE_SCORES: Final = "Few pain scores in two weeks. Please give one each time you are asked."

TELL_THERAPIST: Final = "Please tell your therapist."


def reminders(noticed: Sequence[Noticed], *, talked: bool, left_out: bool) -> tuple[str, ...]:
    """A line for a flare-up that does not ease, and one where scores are missing.

    Nobody is reminded of scores that were not asked for: a plan of few days, a lock, a rest.

    Args:
        noticed: what all rules noticed today.
        talked: whether a talk with a clinician is on record since the flare-up began.
        left_out: whether few scores were given in the last two weeks, and more could have been.

    """
    lasting = [] if talked else [one for one in noticed if _is(one, "FL-4", Weight.NOTE)]
    unknown = left_out and any(_is(one, "TR-0", Weight.UNKNOWN) for one in noticed)
    return (
        *(f"{one.numbers}. {TELL_THERAPIST}" for one in lasting),
        *((GIVE_SCORES,) if unknown else ()),
    )


def _is(one: Noticed, rule: str, weight: Weight) -> bool:
    return (one.rule, one.weight) == (rule, weight)
