"""`!` asks every sign anew, chest and stroke first, whatever was asked before (SI-08)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import NOT_SURE, YES, Patient, rows, visit
from questions import asked, up_to

from exercise_companion.companion import Companion
from exercise_companion.core import prompts

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.prompts import Prompt

MINUTE, HOUR = 60, 3600
CHEST = "T3"


def press(companion: Companion, until: str, patient: Patient | None = None) -> Prompt:
    """Press `!` and answer up to a question."""
    companion.something_is_wrong()
    return up_to(companion, patient or Patient(begins=False), until)


@pytest.mark.parametrize("minutes", [1, 60, 5 * 60])
@pytest.mark.parametrize("leaves", [True, False])
def test_pressed_again_it_does_not_go_on_where_it_was_left(
    folder: Path, clock: StoppedClock, minutes: int, *, leaves: bool
) -> None:
    with Companion(folder, clock) as companion:
        prompt = press(companion, "T8")
        if leaves:
            companion.reply(prompt, prompts.Leave())
    clock.advance(minutes * MINUTE)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        assert asked(companion.next()) == CHEST
        visit(companion, Patient({"RF-CAR-01": YES}, begins=False), until=prompts.ShowAdvice)
    assert rows(folder, "SELECT flag_id FROM alert") == [("RF-CAR-01",)]


def test_in_the_middle_of_its_questions_it_leads_back_to_them_for_some_minutes(
    companion: Companion, clock: StoppedClock
) -> None:
    """The card is looked up between two questions; hours later the first has another answer."""
    press(companion, "T8")
    clock.advance(9 * MINUTE)
    companion.something_is_wrong()
    assert asked(companion.next()) == "T8"
    clock.advance(2 * MINUTE)
    companion.something_is_wrong()
    assert asked(companion.next()) == CHEST


def test_a_clock_set_back_is_no_reason_to_go_on(companion: Companion, clock: StoppedClock) -> None:
    press(companion, "T8")
    clock.advance(-HOUR)
    companion.something_is_wrong()
    assert asked(companion.next()) == CHEST


def test_what_was_told_in_the_questions_left_comes_before(
    folder: Path, clock: StoppedClock
) -> None:
    sign, follow_up = "RF-CES-02", "RF-CES-02/ces_onset_14_days"
    with Companion(folder, clock) as companion:
        press(companion, follow_up, Patient({sign: YES}, begins=False))
    clock.advance(HOUR)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        first = companion.next()
        assert isinstance(first, prompts.AskSafety)
        assert first.purpose == "You told us about this before. It comes first."
        up_to(companion, Patient(begins=False), follow_up)
        visit(companion, Patient({follow_up: NOT_SURE}, begins=False), until=prompts.ShowAdvice)
    assert rows(folder, "SELECT flag_id, tier FROM alert") == [(sign, "E-go")]


def test_after_a_restart_the_questions_go_on_where_they_were(
    folder: Path, clock: StoppedClock
) -> None:
    """SI-07: the program was closed, and nobody pressed `!` again."""
    with Companion(folder, clock) as companion:
        press(companion, "T8")
    with Companion(folder, clock) as companion:
        companion.start()
        assert asked(companion.next()) == "T8"
