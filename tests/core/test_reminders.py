"""What the computed rules remind of: two of them, and no more (TR-0, FL-4)."""

from __future__ import annotations

import pytest

from exercise_companion.core.noticed import Noticed, Weight
from exercise_companion.core.reminders import GIVE_SCORES, reminders

LASTING = Noticed("FL-4", Weight.NOTE, "Flare-up since 3 May: 6 → 6")
TOLD = Noticed("FL-4", Weight.CONTACT, "Flare-up since 3 May: 6 → 6")
UNKNOWN = Noticed("TR-0", Weight.UNKNOWN, "Leg pain: not enough scores", "leg")
BACK = Noticed("TR-0", Weight.UNKNOWN, "Back pain: not enough scores", "back")
OTHERS = (
    Noticed("TR-5", Weight.UNKNOWN, "Walking: not enough walks", "leg"),
    Noticed("TR-10", Weight.UNKNOWN, "At 6 weeks: too few scores", "back"),
    Noticed("TR-2", Weight.NOTE, "Leg pain: 3 → 4 since 3 May", "leg"),
)
FLARE = "Flare-up since 3 May: 6 → 6. Please tell your therapist."


@pytest.mark.parametrize(
    ("noticed", "talked", "said"),
    [
        ((), False, ()),
        (OTHERS, False, ()),
        ((LASTING, *OTHERS), False, (FLARE,)),
        ((LASTING,), True, ()),
        # On day 7 the contact says it, with an advice of its own.
        ((TOLD,), False, ()),
        ((UNKNOWN, BACK), False, (GIVE_SCORES,)),
        ((UNKNOWN,), True, (GIVE_SCORES,)),
        ((UNKNOWN, LASTING), False, (FLARE, GIVE_SCORES)),
    ],
)
def test_what_is_remembered(
    noticed: tuple[Noticed, ...],
    talked: bool,  # noqa: FBT001 - a parameter
    said: tuple[str, ...],
) -> None:
    assert reminders(noticed, talked=talked, left_out=True) == said
    flares = tuple(line for line in said if line != GIVE_SCORES)
    assert reminders(noticed, talked=talked, left_out=False) == flares
