"""Every outcome of the pain rules names the rule behind it (clinical-spec 2.3)."""

from __future__ import annotations

from exercise_companion.core.pain import RULE_IDS, BeforeOutcome, DuringOutcome


def test_every_outcome_names_its_rule() -> None:
    assert RULE_IDS == {
        BeforeOutcome.HOLD_TODAY: "PR-01a",
        BeforeOutcome.EASY_ONLY: "PR-01b",
        BeforeOutcome.GO: "PR-01c",
        DuringOutcome.STOP_SESSION: "PR-02a",
        DuringOutcome.STOP_EXERCISE: "PR-02b",
        DuringOutcome.REDUCE: "PR-02c",
        DuringOutcome.CONTINUE: "PR-02d",
        DuringOutcome.CONTINUE_CARE: "PR-02e",
    }
