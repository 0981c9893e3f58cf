"""`!` asks every sign anew, chest and stroke first, whatever was asked before (SI-08)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from journeys import NOT_SURE, YES, Patient, rows, visit
from questions import asked, up_to

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.errors import Refused

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


DIZZY, RESTED = "RF-CAR-04", "RF-CAR-04/dizzy_settled"


def in_the_rest(companion: Companion) -> prompts.AskSettled:
    """Dizziness was told under `!`, and every other question of it answered with no."""
    prompt = press(companion, RESTED, Patient({DIZZY: YES}, begins=False))
    assert isinstance(prompt, prompts.AskSettled)
    return prompt


@pytest.mark.parametrize("minutes", [0, 1, 5, 9, 12])
def test_c13_in_the_rest_it_asks_anew_as_its_page_says(
    companion: Companion, folder: Path, clock: StoppedClock, minutes: int
) -> None:
    """Chest pain that begins in the rest is told at once; the dizziness then counts in full."""
    rest = in_the_rest(companion)
    assert "Press ! if it gets worse or anything else is wrong." in rest.lines
    clock.advance(minutes * MINUTE)
    companion.something_is_wrong()
    assert asked(companion.next()) == CHEST
    visit(companion, Patient({"RF-CAR-01": YES}, begins=False), until=prompts.ShowAdvice)
    told = rows(folder, "SELECT flag_id, tier FROM alert ORDER BY flag_id")
    assert told == [("RF-CAR-01", "E-call"), (DIZZY, "U")]


def test_c13_every_topic_is_asked_then_and_the_rest_goes_on_where_it_was(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    rest = in_the_rest(companion)
    clock.advance(5 * MINUTE)
    companion.something_is_wrong()
    again = []
    while not isinstance(prompt := companion.next(), prompts.AskSettled):
        assert isinstance(prompt, prompts.AskSafety)
        again.append(prompt.question.id)
        companion.reply(prompt, Patient(begins=False).reply(prompt))
    assert again[:2] == [CHEST, "T4"]
    assert {"T1", "T2", "T5", "T6", "T7", "T8", "T9"} <= set(again)
    assert prompt.ask_from == rest.ask_from
    with pytest.raises(Refused, match="too soon"):
        companion.reply(prompt, prompts.Answered(YES))
    clock.advance(5 * MINUTE)
    companion.reply(prompt, prompts.Answered(YES))
    assert rows(folder, "SELECT flag_id, tier FROM alert") == [(DIZZY, "S")]


def test_c13_told_before_the_program_was_closed_its_rest_is_no_obstacle_either(
    folder: Path, clock: StoppedClock
) -> None:
    """The topic was not asked to its end: it comes first, and with it the rest."""
    with Companion(folder, clock) as companion:
        press(companion, "RF-CAR-05", Patient({DIZZY: YES}, begins=False))
    with Companion(folder, clock) as companion:
        press(companion, RESTED, Patient({DIZZY: YES}, begins=False))
        clock.advance(MINUTE)
        companion.something_is_wrong()
        assert asked(companion.next()) == CHEST


@pytest.mark.parametrize("leaves", [True, False])
def test_c13_the_ten_minutes_are_whole_whoever_asks_for_them(
    folder: Path, clock: StoppedClock, *, leaves: bool
) -> None:
    """Left, and asked out in a check of its own: the time counts from when it was told."""
    with Companion(folder, clock) as companion:
        rest = in_the_rest(companion)
        if leaves:
            companion.reply(rest, prompts.Leave())
        companion.something_is_wrong()
        companion.next()
    clock.advance(MINUTE)
    with Companion(folder, clock) as companion:
        companion.greet()
        again = up_to(companion, Patient(begins=False), RESTED)
    assert isinstance(again, prompts.AskSettled)
    assert again.ask_from == rest.ask_from


def test_c13_a_clock_set_back_makes_the_rest_no_longer(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        in_the_rest(companion)
    clock.advance(-HOUR)
    with Companion(folder, clock) as companion:
        companion.greet()
        again = up_to(companion, Patient(begins=False), RESTED)
    assert isinstance(again, prompts.AskSettled)
    assert again.ask_from - again.handed_out == timedelta(minutes=10)
