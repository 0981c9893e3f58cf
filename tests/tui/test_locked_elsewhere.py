"""A warning sign reported in a second window ends the set that runs in the first (H-23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import make_dose, make_item, make_program
from camera import let_pass
from journeys import Patient, StoppedClock, install, rows, visit
from locks import report
from scripts import screen, until, words_on
from session_harness import Clock, press

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.conversation import LOOK_EVERY_SECONDS
from exercise_companion.tui.screens.player import PlayerScreen
from exercise_companion.tui.widgets import figure_view, step_clock

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_h23_a_lock_in_another_window_ends_the_running_set_within_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (step_clock, figure_view):
        monkeypatch.setattr(module, "steady_seconds", Clock())
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, make_program_of_one_long_set(), clock)
    with Companion(folder, clock) as first:
        first.start()
        visit(first, Patient(), until=prompts.ShowIntro)
    app = ExerciseApp(lambda: Companion(folder, clock), None)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.today.confirmed)
        await press(pilot, "enter")
        for name in ("GoOnScreen", "IntroScreen"):
            await screen(pilot, name)
            await until(pilot, lambda: getattr(pilot.app.screen, "ready", True))
            await press(pilot, "enter")
        await screen(pilot, "PlayerScreen")
        assert isinstance(app.screen, PlayerScreen)
        let_pass(app.screen.clock, 2 * LOOK_EVERY_SECONDS)
        await pilot.pause()
        assert isinstance(app.screen, PlayerScreen), "nothing is locked yet"
        with Companion(folder, clock) as second:
            report(second, "RF-CES-01")
        let_pass(app.screen.clock, LOOK_EVERY_SECONDS + 1)
        await screen(pilot, "TodayScreen")
        await until(pilot, lambda: "A warning sign was reported." in words_on(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: type(app.screen).__name__ == "LockedScreen")
    app.background.close()
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_flag",)]
    assert rows(folder, "SELECT id FROM set_log") == []


def make_program_of_one_long_set() -> dict[str, object]:
    program = make_program(baseline_pain={"back": 3, "leg": 2})
    program["phases"][0]["items"] = [make_item(dose=make_dose(sets=6, reps=30))]
    return program
