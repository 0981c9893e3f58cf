"""Short on time and going on later, told through the keyboard with the real rules and store."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from builders import make_dose, make_exercise, make_item, make_program
from journeys import Patient, StoppedClock, install, rows, visit
from scripts import screen, until, words_on
from session_harness import press

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.tui.app import ExerciseApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two exercises of seven and a half minutes each; the second has the first rank."""
    program = make_program(
        exercises=[make_exercise(), make_exercise("reach", name="Reach")],
        baseline_pain={"back": 3, "leg": 2},
    )
    long = make_dose(sets=6, reps=10)
    program["phases"][0]["items"] = [
        make_item(dose=long, priority=2),
        make_item("reach-1", "reach", dose=long, priority=1),
    ]
    folder = tmp_path_factory.mktemp("loaded") / "data"
    install(folder, program, StoppedClock())
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    return shutil.copytree(loaded, tmp_path / "data")


@asynccontextmanager
async def opened(folder: Path, clock: StoppedClock) -> AsyncIterator[Pilot[int]]:
    app = ExerciseApp(lambda: Companion(folder, clock), None)
    try:
        async with app.run_test() as pilot:
            await until(pilot, lambda: app.today.confirmed)
            yield pilot
    finally:
        app.background.close()


async def answer(pilot: Pilot[int], name: str, *keys: str) -> None:
    await screen(pilot, name)
    await until(pilot, lambda: getattr(pilot.app.screen, "ready", True))
    await press(pilot, *keys)


def up_to(folder: Path, until_prompt: type) -> None:
    """Answer everything up to a prompt, and close the window there."""
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(), until=until_prompt)


async def test_with_little_time_the_first_in_rank_is_done_and_the_other_offered_later(
    folder: Path,
) -> None:
    up_to(folder, prompts.ShowDecision)
    async with opened(folder, StoppedClock()) as pilot:
        await answer(pilot, "TodayScreen", "enter")
        await answer(pilot, "DecisionScreen", "m")
        await screen(pilot, "ChoiceDialog")
        assert "The shortest choice takes about 8 minutes." in words_on(pilot)
        await press(pilot, "1")
        await screen(pilot, "DecisionScreen")
        await until(pilot, lambda: "Left out, no time: Bridge." in words_on(pilot))
        assert rows(folder, "SELECT id FROM session") == []
        await answer(pilot, "DecisionScreen", "enter")
        await screen(pilot, "IntroScreen")
        assert "Reach   1 of 1" in words_on(pilot)
    assert rows(folder, "SELECT item_id, outcome, reason FROM item_end") == [
        ("bridge-1", "skipped", "no_time")
    ]


async def test_an_open_session_asks_before_it_goes_on(folder: Path) -> None:
    up_to(folder, prompts.ShowIntro)
    async with opened(folder, StoppedClock()) as pilot:
        await screen(pilot, "TodayScreen")
        at = "You were at exercise 1 of 2: Bridge, set 1 of 6."
        await until(pilot, lambda: at in words_on(pilot))
        await press(pilot, "enter")
        await answer(pilot, "GoOnScreen", "t")
        await screen(pilot, "TodayScreen")
        await press(pilot, "enter")
        await answer(pilot, "GoOnScreen", "enter")
        await screen(pilot, "IntroScreen")
    assert rows(folder, "SELECT id FROM session_end") == []


async def test_one_of_yesterday_says_that_it_was_closed(folder: Path) -> None:
    up_to(folder, prompts.ShowIntro)
    clock = StoppedClock()
    clock.advance(24 * 3600)
    async with opened(folder, clock) as pilot:
        await answer(pilot, "TodayScreen", "enter")
        await screen(pilot, "ToldScreen")
        said = words_on(pilot)
        assert "Your earlier session was closed" in said
        assert "No exercise was done in it." in said
        await answer(pilot, "ToldScreen", "enter")
        await until(pilot, lambda: type(pilot.app.screen).__name__ != "ToldScreen")
    assert rows(folder, "SELECT session_end FROM session_end") == [("closed",)]
