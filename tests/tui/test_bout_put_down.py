"""A bout that `!`, leaving or a closed window cuts short goes on where it was (H-17)."""

from __future__ import annotations

import os
import signal
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from disks import full_disk
from journeys import Patient, StoppedClock, install, rows, visit
from scripts import press_until, screen, until, words_on
from session_harness import press
from test_hands_free import fast, going_by_itself
from test_leaving_the_pain_page import deny_all, leave
from test_set_put_down import asked_to_go_on
from walks import walk_program

from exercise_companion import signals
from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.tui.screens.base import NOT_SAVED
from exercise_companion.tui.screens.walk import WalkScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from test_hands_free import FastClock, Run

__all__ = ["fast"]

MARKS = "SELECT kind, seconds FROM walk_mark ORDER BY id"
SETS = "SELECT set_number, done_seconds, target_seconds FROM set_log ORDER BY id"
LEAD_IN, WALKED, A_BOUT = 5, 90, 240


@asynccontextmanager
async def in_a_bout(folder: Path, fast: FastClock, walked: int = WALKED) -> AsyncIterator[Run]:
    """The first bout of a walk, so many seconds of it done."""
    clock = StoppedClock()
    install(folder, walk_program(), clock)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.ShowDecision)
    async with going_by_itself(folder, clock, fast) as run:
        await press(run.pilot, "enter")
        await screen(run.pilot, "WalkScreen")
        await press(run.pilot, "enter")
        began = fast.now
        while fast.now < began + LEAD_IN + walked and await run.tick():
            pass
        await run.pilot.pause()
        try:
            yield run
        finally:
            run.app.background.close()


def bout_on(run: Run) -> WalkScreen:
    assert isinstance(run.app.screen, WalkScreen)
    return run.app.screen


async def test_h17_after_the_exclamation_mark_the_bout_goes_on_where_it_was(
    tmp_path: Path, fast: FastClock
) -> None:
    folder = tmp_path / "data"
    async with in_a_bout(folder, fast) as run:
        await deny_all(run.pilot)
        assert rows(folder, MARKS) == [("so_far", WALKED)]
        await screen(run.pilot, "GoOnScreen")
        assert "part 1 of 3, after 1 min 30 s of it" in words_on(run.pilot)
        await press_until(run.pilot, "enter", lambda: isinstance(run.app.screen, WalkScreen))
        assert bout_on(run).prompt.seconds_so_far == WALKED
        assert bout_on(run).clock.seconds_left == pytest.approx(A_BOUT - WALKED, abs=1)


async def test_back_from_the_card_the_bout_goes_on_and_nothing_is_kept_of_it(
    tmp_path: Path, fast: FastClock
) -> None:
    folder = tmp_path / "data"
    async with in_a_bout(folder, fast) as run:
        walking = bout_on(run)
        await press(run.pilot, "!")
        await screen(run.pilot, "WrongScreen")
        await press(run.pilot, "b")
        await until(run.pilot, lambda: run.app.screen is walking)
        assert walking.clock.seconds_left == pytest.approx(A_BOUT - WALKED, abs=1)
    assert rows(folder, MARKS) == []


async def test_a_yes_ends_the_session_with_what_was_walked(tmp_path: Path, fast: FastClock) -> None:
    folder = tmp_path / "data"
    async with in_a_bout(folder, fast) as run:
        await press(run.pilot, "!")
        await screen(run.pilot, "WrongScreen")
        await press(run.pilot, "a")
        await screen(run.pilot, "SafetyScreen")
        await press_until(run.pilot, "y", lambda: type(run.app.screen).__name__ == "AdviceScreen")
    assert rows(folder, SETS) == [(1, WALKED, A_BOUT)]
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_flag",)]


async def test_h17_leaving_keeps_how_far_the_bout_came(tmp_path: Path, fast: FastClock) -> None:
    folder = tmp_path / "data"
    async with in_a_bout(folder, fast) as run:
        await press(run.pilot, "q")
        await screen(run.pilot, "LeaveDialog")
        assert "What you did of this part is kept: 1 min 30 s." in words_on(run.pilot)
        await press_until(run.pilot, "q", lambda: run.app._exit)
    assert rows(folder, MARKS) == [("so_far", WALKED)]
    with asked_to_go_on(folder) as (companion, asked):
        assert "part 1 of 3, after 1 min 30 s of it" in asked.where
        companion.reply(asked, prompts.Stop())
        visit(companion, Patient())
    assert rows(folder, SETS) == [(1, WALKED, A_BOUT)]


async def test_what_the_patient_mended_at_its_end_is_what_is_kept(
    tmp_path: Path, fast: FastClock
) -> None:
    folder = tmp_path / "data"
    async with in_a_bout(folder, fast) as run:
        await press(run.pilot, "enter", "-")
        did = bout_on(run)._walked
        assert did < WALKED
        await leave(run.pilot, "q")
        await until(run.pilot, lambda: run.app._exit)
    assert rows(folder, MARKS) == [("so_far", did)]


async def test_before_it_runs_nothing_is_kept_and_nothing_said_of_it(
    tmp_path: Path, fast: FastClock
) -> None:
    folder = tmp_path / "data"
    async with in_a_bout(folder, fast, walked=-3) as run:
        await press(run.pilot, "q")
        await screen(run.pilot, "LeaveDialog")
        assert "is kept and goes on where it stopped" in words_on(run.pilot)
        assert "of this part is kept" not in words_on(run.pilot)
        await press_until(run.pilot, "q", lambda: run.app._exit)
    assert rows(folder, MARKS) == []


async def test_what_cannot_be_kept_is_said_before_the_program_is_left(
    tmp_path: Path, fast: FastClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    async with in_a_bout(folder, fast) as run:
        with full_disk(monkeypatch):
            await leave(run.pilot, "q")
            await until(run.pilot, lambda: "the disk is full" in words_on(run.pilot))
            await press(run.pilot, "q")
            await screen(run.pilot, "LeaveDialog")
            assert NOT_SAVED in words_on(run.pilot)
            await press_until(run.pilot, "q", lambda: run.app._exit)
    assert rows(folder, MARKS) == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
async def test_a_closed_window_keeps_how_far_it_came(
    tmp_path: Path, fast: FastClock, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(signals, "last_resort", lambda _code: None)
    folder = tmp_path / "data"
    async with in_a_bout(folder, fast) as run:
        os.kill(os.getpid(), number)
        await until(run.pilot, lambda: run.app._exit)
    assert rows(folder, MARKS) == [("so_far", WALKED)]
