"""TR-7: where little was done the patient is asked what got in the way, kindly and not often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, console_for, full_program, install, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.obstacles import OBSTACLES, AskObstacle, HeldBack
from exercise_companion.core.terms import Answer
from exercise_companion.errors import Refused
from exercise_companion.plain.session import PlainSession
from exercise_companion.reports import json_report

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 3600
TWO_WEEKS = 14 * DAY


def start(folder: Path, clock: StoppedClock, patient: Patient | None = None) -> list[object]:
    """One visit with nothing to report; what was shown."""
    with Companion(folder, clock) as companion:
        companion.start()
        return list(visit(companion, patient or Patient()))


def asked(shown: list[object]) -> list[AskObstacle]:
    return [one for one in shown if isinstance(one, AskObstacle)]


def test_it_is_asked_after_the_questions_and_the_pain_and_before_the_decision(
    folder: Path, clock: StoppedClock
) -> None:
    clock.advance(TWO_WEEKS)
    shown = start(folder, clock)
    place = next(at for at, one in enumerate(shown) if isinstance(one, AskObstacle))
    assert isinstance(shown[place - 1], prompts.AskPain)
    assert isinstance(shown[place + 1], prompts.ShowDecision)
    (question,) = asked(shown)
    assert question.done == 0
    assert question.lines[0].startswith("In the last two weeks you exercised on 0 of ")
    found = rows(folder, "SELECT done_days, planned_days, reason FROM obstacle")
    assert found == [(0, question.planned, "no_time")]


def test_it_is_not_asked_before_two_weeks_nor_where_half_was_done(
    folder: Path, clock: StoppedClock
) -> None:
    for _ in range(20):
        clock.advance(DAY)
        assert asked(start(folder, clock)) == []


def test_it_is_asked_again_after_two_weeks_and_not_sooner(
    folder: Path, clock: StoppedClock
) -> None:
    clock.advance(TWO_WEEKS)
    assert len(asked(start(folder, clock))) == 1
    clock.advance(13 * DAY)
    assert asked(start(folder, clock)) == []
    clock.advance(DAY)
    assert len(asked(start(folder, clock))) == 1


def test_who_leaves_it_is_asked_at_the_next_start(folder: Path, clock: StoppedClock) -> None:
    clock.advance(TWO_WEEKS)
    with Companion(folder, clock) as companion:
        companion.start()
        question = visit(companion, Patient(), until=AskObstacle)[-1]
        companion.reply(question, prompts.Leave())
        assert companion.next() is None
        assert rows(folder, "SELECT * FROM obstacle") == []
        companion.start()
        assert companion.next() == question


def test_an_answer_to_something_else_is_refused(folder: Path, clock: StoppedClock) -> None:
    clock.advance(TWO_WEEKS)
    with Companion(folder, clock) as companion:
        companion.start()
        question = visit(companion, Patient(), until=AskObstacle)[-1]
        with pytest.raises(Refused):
            companion.reply(question, prompts.Go())
        companion.reply(question, HeldBack("not_said"))
        with pytest.raises(Refused):
            companion.reply(question, HeldBack("pain"))
    assert rows(folder, "SELECT reason FROM obstacle") == [("not_said",)]


@pytest.mark.parametrize(
    "patient", [Patient({"RF-DVT-01": Answer.YES}, begins=False), Patient(pain=9)]
)
def test_nobody_is_asked_who_may_not_begin(
    folder: Path, clock: StoppedClock, patient: Patient
) -> None:
    clock.advance(TWO_WEEKS)
    assert asked(start(folder, clock, patient)) == []


def test_days_off_are_no_misses(folder: Path, clock: StoppedClock) -> None:
    today = clock.instant.date()
    clock.advance(TWO_WEEKS)
    with Companion(folder, clock) as companion:
        companion.log_pause(today, clock.instant.date(), "holiday")
    assert asked(start(folder, clock)) == []


def test_line_by_line_the_same_is_asked_and_kept(folder: Path, clock: StoppedClock) -> None:
    clock.advance(TWO_WEEKS)
    console, out = console_for(Patient(), clock)
    with Companion(folder, clock) as companion:
        assert PlainSession(companion, console).exercise() == 0
    assert (
        "What got in the way? Pain, time, unclear, not in the mood, other, rather not say"
        in out.getvalue().splitlines()
    )
    assert rows(folder, "SELECT reason FROM obstacle") == [("no_time",)]


def test_the_report_has_the_answer(folder: Path, clock: StoppedClock) -> None:
    clock.advance(TWO_WEEKS)
    start(folder, clock)
    with Companion(folder, clock) as companion:
        document = json_report.document(companion.report(None, None))
    (one,) = document["obstacles"]
    assert (one["done_days"], one["reason"]) == (0, "no_time")


def test_every_answer_has_its_own_key_and_none_of_those_that_work_everywhere() -> None:
    keys = [key for key, _ in OBSTACLES.values()]
    assert len(set(keys)) == len(keys)
    assert not {"q", "!", "?", "y", "n"} & set(keys)


def test_a_store_of_before_is_brought_up_to_date_and_asks(
    tmp_path: Path, clock: StoppedClock
) -> None:
    install(tmp_path / "data", full_program(), clock)
    clock.advance(TWO_WEEKS)
    assert len(asked(start(tmp_path / "data", clock))) == 1
