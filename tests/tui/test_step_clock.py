"""Steps run by their deadlines: late looks lose no time, and a paused clock does nothing."""

from __future__ import annotations

from builders import a_step
from session_harness import Clock
from textual.app import App, ComposeResult

from exercise_companion.tui.widgets.step_clock import StepClock, whole_seconds


class ClockApp(App[None]):
    def __init__(self, clock: StepClock) -> None:
        super().__init__()
        self.step_clock = clock
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.step_clock

    def on_step_clock_step_changed(self) -> None:
        self.heard.append("step")

    def on_step_clock_finished(self) -> None:
        self.heard.append("finished")

    def on_step_clock_jumped(self) -> None:
        self.heard.append("jumped")


def two_steps() -> tuple[StepClock, Clock]:
    clock = Clock()
    return StepClock((a_step("ready", 5.0), a_step("work", 3.0)), clock=clock), clock


async def test_a_late_look_takes_the_lateness_from_the_next_step() -> None:
    steps, clock = two_steps()
    app = ClockApp(steps)
    async with app.run_test() as pilot:
        steps.resume()
        for _ in range(4):
            clock.now += 1.0
            steps.look()
        clock.now += 1.75
        steps.look()
        await pilot.pause()
        assert steps.step is not None
        assert steps.step.kind == "work"
        assert steps.seconds_left == 2.25
        assert app.heard == ["step"]


async def test_the_end_is_said_once_and_no_timer_is_left() -> None:
    steps, clock = two_steps()
    app = ClockApp(steps)
    async with app.run_test() as pilot:
        steps.resume()
        for _ in range(20):
            clock.now += 0.5
            steps.look()
        await pilot.pause()
        assert app.heard == ["step", "finished"]
        assert steps.step is None
        assert steps._timer is None


async def test_a_paused_clock_has_no_timer() -> None:
    steps, clock = two_steps()
    async with ClockApp(steps).run_test():
        steps.resume()
        assert steps._timer is not None
        clock.now += 0.75
        steps.pause()
        assert steps._timer is None
        assert steps.seconds_left == 4.25


async def test_h10_a_jump_noticed_by_the_pause_key_is_still_a_jump() -> None:
    steps, clock = two_steps()
    app = ClockApp(steps)
    async with app.run_test() as pilot:
        steps.resume()
        clock.now += 600
        steps.pause()
        await pilot.pause()
        assert app.heard == ["jumped"]
        assert steps.seconds_left == 5.0


async def test_being_late_by_less_than_a_second_is_no_jump() -> None:
    steps, clock = two_steps()
    app = ClockApp(steps)
    async with app.run_test() as pilot:
        steps.resume()
        clock.now += 1.9
        steps.look()
        await pilot.pause()
        assert app.heard == []
        assert steps.is_running


async def test_it_really_runs_on_its_own_timer() -> None:
    steps = StepClock((a_step("ready", 0.1), a_step("work", 0.1)))
    app = ClockApp(steps)
    async with app.run_test() as pilot:
        steps.resume()
        while steps.step is not None:
            await pilot.pause(0.02)
        await pilot.pause()
        assert app.heard == ["step", "finished"]


def test_seconds_are_shown_whole_and_reach_nought_only_at_the_end() -> None:
    assert [whole_seconds(left) for left in (5.0, 4.98, 4.01, 4.0, 0.5, 0.06, 0.0, -1.0)] == [
        5, 5, 4, 4, 1, 1, 0, 0,
    ]  # fmt: skip
