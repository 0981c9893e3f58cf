"""What may happen now is shown with its reasons, and kept with the numbers that fired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeys import YES, Patient, full_program, install, rows, visit

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
    told = "Reported on Monday 23 November, 09:00."
    assert rows(folder, DECISIONS) == [("locked", "RF-DVT-01", "safety", told)]
    ((when, made),) = report.decisions
    assert when.local_day == clock.when().local_day
    assert [reason.rule for reason in made.reasons] == ["RF-DVT-01"]


def locked_by(folder: Path, clock: StoppedClock, *signs: str) -> prompts.ShowDecision:
    """The lock after these signs, as it is shown."""
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(dict.fromkeys(signs, YES), begins=False))
        companion.start()
        shown = companion.next()
    assert isinstance(shown, prompts.ShowDecision)
    return shown


def test_a_lock_names_every_rule_that_had_a_part_in_it_once(
    folder: Path, clock: StoppedClock
) -> None:
    shown = locked_by(folder, clock, "RF-NEU-01", "RF-NEU-03")
    kept = rows(folder, DECISIONS)
    rules = [rule for _, rule, _, _ in kept]
    assert any(rule.startswith("C-") for rule in rules)
    assert len(rules) == len(set(rules))
    assert all(rule in " ".join(shown.decision.reasons) for rule in rules)


def test_a_sign_the_therapist_added_is_said_to_be_the_therapists(
    tmp_path: Path, clock: StoppedClock
) -> None:
    program = full_program()
    program["extra_flags"] = [{"id": "own-1", "question": "Has your scar opened?", "tier": "U"}]
    install(tmp_path / "data", program, clock)
    shown = locked_by(tmp_path / "data", clock, "own-1")
    assert any("the limits your therapist set" in line for line in shown.decision.reasons)
    assert rows(tmp_path / "data", DECISIONS)[0][2] == "therapist"


def test_what_was_counted_stands_beside_the_rule_that_counts(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({"RF-FALL-03": YES}))
        clock.advance(2 * 24 * 3600)
        companion.start()
        visit(companion, Patient({"RF-FALL-03": YES}), until=prompts.ShowDecision)
        due = " ".join(companion.today().due)
    ((numbers,),) = rows(folder, "SELECT DISTINCT numbers FROM alert WHERE rules LIKE '%C-16%'")
    assert numbers == "2 falls in 30 days"
    assert "Please talk to your therapist: 2 falls in 30 days." in due


def test_pr02a_a_stop_at_once_is_kept_under_its_own_rule_with_the_score(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        in_a_set = visit(companion, Patient(), until=prompts.DoSet)[-1]
        companion.reply(in_a_set, prompts.Hurts())
        asked = companion.next()
        assert isinstance(asked, prompts.AskPain)
        companion.reply(asked, prompts.Scored(tuple((one.site, 9) for one in asked.sites)))
        visit(companion, Patient())
        companion.start()
        visit(companion, Patient(begins=False), until=prompts.ShowDecision)
    last = rows(folder, DECISIONS)[-1]
    assert last[:3] == ("rest_today", "PR-02a", "therapist")
    assert "9" in last[3]
