"""A whole session goes by itself after "start": heard, shown and kept as the therapist wrote it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, rows, visit
from session_harness import press

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.cues import ANSWER_SECONDS
from exercise_companion.core.dose import set_steps, set_targets
from exercise_companion.core.program import Program
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.cueing import Cueing
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets import step_clock
from exercise_companion.tui.widgets.step_clock import StepClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from exercise_companion.core.cues import Tone
    from exercise_companion.core.program import Item

LOOPS_A_TICK = 8
"""Turns of the event loop that show a tick and give its cue."""

PROGRAM_A = Path(__file__).parents[2] / "programs" / "a-spinal-stenosis.json"


@dataclass
class FastClock:
    """Seconds that pass only when the session has nothing to do."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Recorder:
    """A voice and a loudspeaker that write down what they were given, and when."""

    clock: FastClock
    said: list[tuple[float, str]] = field(default_factory=list)
    tones: list[tuple[float, Tone]] = field(default_factory=list)

    def say(self, text: str) -> bool:
        self.said.append((self.clock.now, text))
        return True

    def tone(self, tone: Tone) -> bool:
        self.tones.append((self.clock.now, tone))
        return True

    def hush(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> FastClock:
    clock = FastClock()
    monkeypatch.setattr(step_clock, "steady_seconds", clock)
    return clock


def ready_to_start(folder: Path, clock: StoppedClock, program: Path = PROGRAM_A) -> Companion:
    companion = Companion(folder, clock)
    patient = json.loads(program.read_text())["patient"]
    companion.preview(program)
    companion.install(program, patient["display_name"], patient["birth_date"])
    companion.change_settings({"hands_free": "on", "speech": "on"})
    companion.start()
    visit(companion, Patient(), until=prompts.ShowDecision)
    companion.close()
    return companion


async def wait_for(pilot: Pilot[None], name: str) -> None:
    for _ in range(500):
        screen = pilot.app.screen
        if type(screen).__name__ == name and getattr(screen, "ready", True):
            return
        await pilot.pause(0.01)
    pytest.fail(f"{name} did not come; {type(pilot.app.screen).__name__} is there")


async def let_time_pass(app: ExerciseApp, fast: FastClock) -> bool:
    """Go to the moment when the clock of the screen next has something to do.

    Returns:
        False while another screen comes, or when nothing on this one goes by itself.

    """
    screen = app.screen
    if not (isinstance(screen, PromptScreen) and screen.ready):
        return False
    for clock in screen.query(StepClock):
        going = clock._going
        if going is not None and going.expected is not None:
            fast.now = max(fast.now, going.expected)
            clock.look()
            for _ in range(LOOPS_A_TICK):
                await asyncio.sleep(0)
            return True
    return False


async def play_to_the_end(app: ExerciseApp, fast: FastClock) -> None:
    """Let time pass until the session waits for an answer."""
    waited = 0
    while waited < 100:
        if await let_time_pass(app, fast):
            waited = 0
        else:
            waited += 1
            await asyncio.sleep(0.01)


async def test_program_a_by_itself_is_said_and_kept_to_the_second(
    tmp_path: Path, fast: FastClock
) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    ready_to_start(folder, clock)
    app = ExerciseApp(lambda: Companion(folder, clock))
    heard = Recorder(fast)
    app.cueing = Cueing(app, heard)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for(pilot, "TodayScreen")
        while not app.today.confirmed:
            await pilot.pause(0.01)
        await press(pilot, "enter")
        await wait_for(pilot, "DecisionScreen")
        await press(pilot, "enter")
        await wait_for(pilot, "IntroScreen")
        began = fast.now
        await play_to_the_end(app, fast)
        print(type(app.screen).__name__, fast.now-began, len(heard.said))
        for t, w in heard.said: print(round(t-began,2), w)
    print(rows(folder, "SELECT item_id, set_number, side, done_reps, done_seconds, counted_by FROM set_log"))
