"""Sessions and mornings over time (PR-04, PR-08, PR-09)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.noticed import Weight
from exercise_companion.core.pain import MorningOutcome
from exercise_companion.core.session_trend import RatedMorning, red_with_leg

if TYPE_CHECKING:
    from exercise_companion.core.terms import Site

DAY = date(2026, 5, 3)
RED, AMBER, GREEN, UNKNOWN = (
    MorningOutcome.RED, MorningOutcome.AMBER, MorningOutcome.GREEN, MorningOutcome.UNKNOWN,
)  # fmt: skip


@pytest.mark.parametrize(
    ("back", "leg", "new_feeling", "asks"),
    [
        (GREEN, RED, False, True),
        (RED, AMBER, False, True),
        (RED, GREEN, True, True),
        (RED, GREEN, False, False),
        (RED, UNKNOWN, False, False),
        (AMBER, AMBER, True, False),
        (GREEN, GREEN, True, False),
    ],
)
def test_pr09_a_red_morning_with_the_leg_asks(
    back: MorningOutcome, leg: MorningOutcome, *, new_feeling: bool, asks: bool
) -> None:
    outcomes: dict[Site, MorningOutcome] = {"back": back, "leg": leg}
    given = datetime(2026, 5, 3, 8, tzinfo=UTC)
    found = red_with_leg(RatedMorning(DAY, given, outcomes, new_feeling))
    assert (found is not None) is asks
    if found is not None:
        assert (found.rule, found.weight, found.site) == ("PR-09", Weight.NOTE, "leg")
        assert found.asks
