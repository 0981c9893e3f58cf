"""What may happen now is shown with its reasons, and kept with the numbers that fired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeys import YES, Patient, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

DECISIONS = "SELECT kind, rule, set_by, numbers FROM decision LEFT JOIN decision_reason ON decision_id = decision.id ORDER BY decision.id, decision_reason.id"  # noqa: E501 - one query


def test_a_decision_is_kept_once_however_often_it_is_looked_at(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.ShowDecision)
        for _ in range(3):
            assert isinstance(companion.next(), prompts.ShowDecision)
    assert rows(folder, DECISIONS) == [("go", None, None, None)]


def test_the_scores_that_fired_stand_beside_their_rule(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient(pain=6), until=prompts.ShowDecision)[-1]
        assert isinstance(shown, prompts.ShowDecision)
    numbers = "Back 6, easier from 6, no session from 8; Leg 6, easier from 6, no session from 8."
    assert rows(folder, DECISIONS) == [("easy_only", "PR-01b", "therapist", numbers)]
    (reason,) = shown.decision.reasons
    assert reason.startswith("You see this because: Your pain is higher than usual today.")
    assert reason.endswith(f"{numbers} (rule PR-01b, the limits your therapist set)")


def test_a_lock_is_kept_as_it_was_shown(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({"RF-DVT-01": YES}))
        report = companion.report(None, None)
    assert rows(folder, DECISIONS) == [("locked", "RF-DVT-01", "safety", "")]
    ((when, made),) = report.decisions
    assert when.local_day == clock.when().local_day
    assert [reason.rule for reason in made.reasons] == ["RF-DVT-01"]
