"""The measured baseline is the first seven scores, and each outcome names its rule (2.5)."""

from __future__ import annotations

import pytest

from exercise_companion.core.trend import RULE_IDS, TrendOutcome, baseline


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 0, 0, 9, 9, 9, 9], 9),
        ([0, 0, 0, 9, 9, 9, 9, 0], 9),
        ([0, 0, 0, 9, 9, 9], 4.5),
        ([0, 0, 9, 9], 4.5),
        ([0, 0, 9], None),
    ],
)
def test_the_eighth_score_moves_no_baseline(values: list[float], expected: float | None) -> None:
    assert baseline(values) == expected


def test_every_outcome_that_says_something_names_its_rule() -> None:
    assert RULE_IDS[TrendOutcome.UNKNOWN] == "TR-0"
    assert RULE_IDS[TrendOutcome.WORSE] == "TR-1"
    assert RULE_IDS[TrendOutcome.WATCH] == "TR-2"
    assert TrendOutcome.STEADY_OR_BETTER not in RULE_IDS
