"""Thoughts of death or self-harm: words and numbers at once, and never a lock (H-27)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, get_args

import pytest
from journeys import NOT_SURE, YES, Patient, console_for, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import crisis_prompts, prompts
from exercise_companion.core.crisis_prompts import CrisisAnswer
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.terms import Answer

FLAG = "RF-MH-01"
SAMARITANS, EMERGENCY = "116 123", "999"
CRISIS_ANSWERS: tuple[CrisisAnswer, ...] = get_args(CrisisAnswer)


@pytest.mark.parametrize("value", [YES, NOT_SURE])
def test_h27_the_numbers_are_shown_at_once(
    folder: Path, clock: StoppedClock, value: Answer
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient({FLAG: value}), until=crisis_prompts.AskCrisis)
        asked = shown[-1]
        assert isinstance(asked, crisis_prompts.AskCrisis)
        assert asked.numbers == (("Samaritans", SAMARITANS), ("Emergency", EMERGENCY))
        assert "does not send this to anyone" in asked.closing
        last = shown[-2]
        assert isinstance(last, prompts.AskSafety)
        assert last.question.id == FLAG


@pytest.mark.parametrize("answer", CRISIS_ANSWERS)
def test_h27_whatever_is_answered_nothing_is_locked(
    folder: Path, clock: StoppedClock, answer: CrisisAnswer
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient({FLAG: YES}, crisis=answer))
        assert not companion.is_blocked()
    told = [prompt for prompt in shown if isinstance(prompt, crisis_prompts.ShowCrisis)]
    assert len(told) == 1
    first, second = (SAMARITANS, EMERGENCY) if answer == "no" else (EMERGENCY, SAMARITANS)
    assert [number for _, number in told[0].numbers] == [first, second]
    assert any(EMERGENCY in line for line in told[0].lines) is (answer != "no")
    assert any(SAMARITANS in line for line in told[0].lines)
    assert not any(isinstance(prompt, prompts.ShowAdvice) for prompt in shown)
    assert rows(folder, "SELECT answer FROM crisis_event") == [(answer,)]
    assert rows(folder, "SELECT flag_id, action FROM alert") == [(FLAG, "K")]
    assert rows(folder, "SELECT session_end FROM session_end") == [("complete",)]


def test_h27_it_is_asked_once_and_the_numbers_stay_for_fourteen_days(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({FLAG: YES}))
    with Companion(folder, clock) as companion:
        assert companion.next() is None
        assert SAMARITANS in companion.today().alert_line
    clock.advance(14 * 24 * 3600)
    with Companion(folder, clock) as companion:
        assert SAMARITANS in companion.today().alert_line
    clock.advance(24 * 3600)
    with Companion(folder, clock) as companion:
        assert companion.today().alert_line == ""


@pytest.mark.parametrize("answer", CRISIS_ANSWERS)
def test_h27_what_to_do_is_shown_again_until_it_was_read(
    folder: Path, clock: StoppedClock, answer: CrisisAnswer
) -> None:
    """The window was closed on it; the question is not asked again."""
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({FLAG: YES}, crisis=answer), until=crisis_prompts.ShowCrisis)
    with Companion(folder, clock) as companion:
        shown = companion.next()
        assert isinstance(shown, crisis_prompts.ShowCrisis)
        assert (shown.numbers[0][1] == EMERGENCY) is (answer != "no")
        companion.reply(shown, prompts.Go())
        assert companion.next() is None
        assert EMERGENCY in companion.today().alert_line
    assert rows(folder, "SELECT answer FROM crisis_event") == [(answer,)]


def test_h27_an_unanswered_crisis_question_comes_first_when_opened_again(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({FLAG: YES}), until=crisis_prompts.AskCrisis)
    with Companion(folder, clock) as companion:
        assert isinstance(companion.next(), crisis_prompts.AskCrisis)


def test_h27_in_a_session_it_does_not_end_the_session(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
        companion.something_is_wrong()
        visit(companion, Patient({FLAG: YES}))
    assert rows(folder, "SELECT session_end FROM session_end") == [("complete",)]


def test_h27_beside_a_warning_sign_both_are_told(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient({FLAG: YES, "RF-NEU-01": YES}, begins=False))
        assert companion.is_blocked()
    kinds = [type(prompt) for prompt in shown]
    assert crisis_prompts.AskCrisis in kinds
    assert prompts.ShowAdvice in kinds
    assert kinds.index(crisis_prompts.AskCrisis) < kinds.index(prompts.ShowAdvice)


def test_h27_line_by_line(folder: Path, clock: StoppedClock) -> None:
    console, out = console_for(Patient({FLAG: YES}), clock)
    with Companion(folder, clock) as companion:
        code = PlainSession(companion, console).exercise()
    printed = out.getvalue()
    assert code == 0
    assert f"Samaritans: {SAMARITANS}" in printed
    assert f"Emergency: {EMERGENCY}" in printed
    assert "Thank you for telling us." in printed
    assert rows(folder, "SELECT answer FROM crisis_event") == [("no",)]


@pytest.mark.parametrize("hours", [1, 24, 40 * 24])
@pytest.mark.parametrize("left_at", [crisis_prompts.AskCrisis, crisis_prompts.ShowCrisis])
def test_h27_its_screens_come_again_on_another_day_until_they_were_read(
    folder: Path, clock: StoppedClock, left_at: type, hours: int
) -> None:
    """The exercise day changes at four in the morning; nothing of it is lost then."""
    clock.instant = datetime(2026, 11, 24, 3, 55, tzinfo=UTC)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        visit(companion, Patient({FLAG: YES}, crisis="yes", begins=False), until=left_at)
    clock.advance(hours * 3600)
    with Companion(folder, clock) as companion:
        assert isinstance(companion.next(), left_at)
        assert SAMARITANS in companion.today().alert_line
        visit(companion, Patient(crisis="yes", begins=False))
        assert companion.next() is None


def test_h27_in_danger_after_four_in_the_morning_is_told_what_to_do(
    companion: Companion, clock: StoppedClock
) -> None:
    clock.instant = datetime(2026, 11, 24, 3, 59, tzinfo=UTC)
    companion.something_is_wrong()
    patient = Patient({FLAG: YES}, crisis="yes", begins=False)
    asked = visit(companion, patient, until=crisis_prompts.AskCrisis)[-1]
    clock.advance(120)
    companion.reply(asked, crisis_prompts.CrisisAnswered("yes"))
    assert isinstance(companion.next(), crisis_prompts.ShowCrisis)


def test_h27_its_answer_is_found_whatever_the_clock_says(
    companion: Companion, clock: StoppedClock
) -> None:
    companion.something_is_wrong()
    patient = Patient({FLAG: YES}, crisis="yes", begins=False)
    asked = visit(companion, patient, until=crisis_prompts.AskCrisis)[-1]
    clock.advance(-600)
    companion.reply(asked, crisis_prompts.CrisisAnswered("yes"))
    assert isinstance(companion.next(), crisis_prompts.ShowCrisis)


def test_h27_its_numbers_stay_beside_a_warning_sign(companion: Companion) -> None:
    """1.6: they stay on the home screen for fourteen days, whatever else is open."""
    companion.something_is_wrong()
    visit(companion, Patient({FLAG: YES, "RF-NEU-03": YES}, begins=False))
    line = companion.today().alert_line
    assert line.startswith("You reported a warning sign. In an emergency call 999.")
    assert "To talk to someone: Samaritans, 116 123." in line
