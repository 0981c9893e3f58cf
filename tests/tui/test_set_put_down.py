"""A set that `!`, leaving or a closed window cuts short: what was done of it is kept (H-17)."""

from __future__ import annotations

import os
import signal
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import pytest
from disks import full_disk
from journeys import Patient, StoppedClock, full_program, install, rows, visit
from scripts import press_until, screen, until, words_on
from session_harness import press
from test_hands_free import fast, going_by_itself
from test_leaving_the_pain_page import deny_all, leave

from exercise_companion import signals
from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.going_on import AskGoOn
from exercise_companion.tui.screens.base import NOT_SAVED
from exercise_companion.tui.screens.go_on import GoOnScreen
from exercise_companion.tui.screens.player import PlayerScreen
from exercise_companion.tui.screens.safety import SafetyScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from test_hands_free import FastClock, Run

__all__ = ["fast"]

SETS = "SELECT set_number, done_reps, target_reps, counted_by FROM set_log ORDER BY id"
LEAD_IN, A_REPETITION = 5, 4
SEVEN = LEAD_IN + 6 * A_REPETITION + 1
"""Seconds after which the seventh repetition of eight runs."""
ALL = LEAD_IN + 8 * A_REPETITION


@asynccontextmanager
async def in_a_set(
    folder: Path, fast: FastClock, seconds: float, *, hands_free: bool = False
) -> AsyncIterator[Run]:
    """The first set of a session, so many seconds after it came; it asks where they are over."""
    clock = StoppedClock()
    install(folder, full_program(), clock)
    with Companion(folder, clock) as companion:
        companion.change_settings({"hands_free": "on" if hands_free else "off"})
        companion.start()
        visit(companion, Patient(), until=prompts.ShowDecision)
    async with going_by_itself(folder, clock, fast) as run:
        await press(run.pilot, "enter")
        await screen(run.pilot, "PlayerScreen")
        began = fast.now
        while fast.now < began + seconds and await run.tick():
            pass
        await run.pilot.pause()
        try:
            yield run
        finally:
            run.app.background.close()


@contextmanager
def asked_to_go_on(folder: Path) -> Iterator[tuple[Companion, AskGoOn]]:
    """The program opened again: it asks whether the session goes on."""
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        asked = companion.next()
        assert isinstance(asked, AskGoOn)
        yield companion, asked


@pytest.mark.parametrize("hands_free", [True, False])
async def test_h17_the_exclamation_mark_keeps_the_set_and_nothing_begins_by_itself_after_it(
    tmp_path: Path,
    fast: FastClock,
    hands_free: bool,  # noqa: FBT001 - a parameter
) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, SEVEN, hands_free=hands_free) as run:
        await deny_all(run.pilot)
        assert rows(folder, SETS) == [(1, 7, 8, "clock")]
        await screen(run.pilot, "GoOnScreen")
        assert "set 2 of 2" in words_on(run.pilot)
        fast.now += 600
        await run.pilot.pause(0.2)
        assert isinstance(run.app.screen, GoOnScreen)
        await press_until(run.pilot, "enter", lambda: isinstance(run.app.screen, PlayerScreen))
        assert run.app.screen.prompt.target.set_number == 2
        assert run.app.screen.clock.step.kind == "rest"


async def test_before_the_set_has_begun_it_is_still_to_do_and_waits(
    tmp_path: Path, fast: FastClock
) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, 2, hands_free=True) as run:
        await deny_all(run.pilot)
        await screen(run.pilot, "GoOnScreen")
        assert "set 1 of 2" in words_on(run.pilot)
    assert rows(folder, SETS) == []


async def test_instructions_that_go_by_themselves_wait_after_the_exclamation_mark(
    tmp_path: Path, fast: FastClock
) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, 2, hands_free=True) as run:
        await press(run.pilot, "b")
        await screen(run.pilot, "IntroScreen")
        await deny_all(run.pilot)
        await screen(run.pilot, "GoOnScreen")


async def test_the_session_that_raised_the_alert_shows_what_was_done(
    tmp_path: Path, fast: FastClock
) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, ALL) as run:
        assert run.app.screen.asking
        await press(run.pilot, "!")
        await screen(run.pilot, "WrongScreen")
        await press(run.pilot, "a")
        await screen(run.pilot, "SafetyScreen")
        await press_until(run.pilot, "y", lambda: type(run.app.screen).__name__ == "AdviceScreen")
    assert rows(folder, SETS) == [(1, 8, 8, "clock")]
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_flag",)]


async def test_a_count_that_was_mended_is_kept_as_the_patients_own(
    tmp_path: Path, fast: FastClock
) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, ALL) as run:
        await press(run.pilot, "6")
        await deny_all(run.pilot)
    assert rows(folder, SETS) == [(1, 6, 8, "patient")]


async def test_a_set_that_cannot_be_kept_does_not_stand_in_the_way_of_the_questions(
    tmp_path: Path, fast: FastClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, SEVEN) as run:
        with full_disk(monkeypatch):
            await press(run.pilot, "!")
            await screen(run.pilot, "WrongScreen")
            await press(run.pilot, "a")
            await screen(run.pilot, "SafetyScreen")
    assert rows(folder, SETS) == []


async def test_the_questions_do_not_wait_for_the_set(
    tmp_path: Path, fast: FastClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, shown = tmp_path / "data", []
    async with in_a_set(folder, fast, SEVEN) as run:
        keep = Companion.reply

        def noting(self: Companion, prompt: prompts.Prompt, reply: prompts.Reply) -> bool:
            shown.append((type(reply).__name__, isinstance(run.app.screen, SafetyScreen)))
            return keep(self, prompt, reply)

        monkeypatch.setattr(Companion, "reply", noting)
        await press(run.pilot, "!")
        await screen(run.pilot, "WrongScreen")
        await press(run.pilot, "a")
        await until(run.pilot, lambda: bool(shown))
    assert shown == [("SetAside", True)]


async def test_back_from_the_card_the_set_goes_on_where_it_was(
    tmp_path: Path, fast: FastClock
) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, SEVEN) as run:
        player = run.app.screen
        await press(run.pilot, "!")
        await screen(run.pilot, "WrongScreen")
        await press(run.pilot, "b")
        await until(run.pilot, lambda: run.app.screen is player)
        assert player.clock.step.rep == 7
        assert not player.clock.is_running
    assert rows(folder, SETS) == []


# --- leaving ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "done"), [(SEVEN, 7), (ALL, 8)])
async def test_h17_leaving_keeps_the_set_and_the_session_goes_on_with_the_next(
    tmp_path: Path, fast: FastClock, seconds: float, done: int
) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, seconds) as run:
        await press(run.pilot, "q")
        await screen(run.pilot, "LeaveDialog")
        assert f"What you did of this set is kept: {done}." in words_on(run.pilot)
        await press_until(run.pilot, "q", lambda: run.app._exit)
    assert rows(folder, SETS) == [(1, done, 8, "clock")]
    with asked_to_go_on(folder) as (_, asked):
        assert "set 2 of 2" in asked.where


async def test_finished_after_that_the_exercise_was_done_in_part(
    tmp_path: Path, fast: FastClock
) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, SEVEN) as run:
        await leave(run.pilot, "q")
        await until(run.pilot, lambda: run.app._exit)
    with asked_to_go_on(folder) as (companion, asked):
        companion.reply(asked, prompts.Stop())
        visit(companion, Patient())
    ended = rows(folder, "SELECT outcome FROM item_end ORDER BY id LIMIT 1")
    assert ended == [("partly",)]


async def test_before_the_set_has_begun_leaving_keeps_nothing_and_says_nothing_of_it(
    tmp_path: Path, fast: FastClock
) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, 2) as run:
        await press(run.pilot, "q")
        await screen(run.pilot, "LeaveDialog")
        assert "is kept and goes on where it stopped" in words_on(run.pilot)
        assert "What you did of this set" not in words_on(run.pilot)
        await press_until(run.pilot, "q", lambda: run.app._exit)
    assert rows(folder, SETS) == []


async def test_who_stays_goes_on_with_the_set(tmp_path: Path, fast: FastClock) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, SEVEN) as run:
        player = run.app.screen
        await press(run.pilot, "q")
        await screen(run.pilot, "LeaveDialog")
        await press(run.pilot, "escape")
        await until(run.pilot, lambda: run.app.screen is player)
        assert player.clock.step.rep == 7
    assert rows(folder, SETS) == []


@pytest.mark.parametrize("leaving", ["q", "ctrl+q"])
async def test_a_set_that_cannot_be_kept_is_said_before_the_program_is_left(
    tmp_path: Path, fast: FastClock, monkeypatch: pytest.MonkeyPatch, leaving: str
) -> None:
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, SEVEN) as run:
        player = run.app.screen
        with full_disk(monkeypatch):
            await leave(run.pilot, leaving)
            await until(run.pilot, lambda: "the disk is full" in words_on(run.pilot))
            assert run.app.screen is player
            assert not run.app._exit
            await press(run.pilot, "q")
            await screen(run.pilot, "LeaveDialog")
            assert NOT_SAVED in words_on(run.pilot)
            assert "of this set is kept" not in words_on(run.pilot)
            await press_until(run.pilot, "q", lambda: run.app._exit)
    assert rows(folder, SETS) == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
@pytest.mark.parametrize("card", [True, False])
async def test_a_closed_window_keeps_the_set(
    tmp_path: Path,
    fast: FastClock,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    card: bool,  # noqa: FBT001 - a parameter
) -> None:
    monkeypatch.setattr(signals, "last_resort", lambda _code: None)
    folder = tmp_path / "data"
    async with in_a_set(folder, fast, SEVEN) as run:
        if card:
            await press(run.pilot, "!")
            await screen(run.pilot, "WrongScreen")
        os.kill(os.getpid(), number)
        await until(run.pilot, lambda: run.app._exit)
    assert rows(folder, SETS) == [(1, 7, 8, "clock")]
