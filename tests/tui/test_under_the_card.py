"""The emergency card stays until the patient closes it, whatever goes on below (SI-08, H-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeys import Patient, StoppedClock, install, rows, visit
from session_harness import Clock, press
from test_hands_free import fast, going_by_itself, ready_to_start
from test_walk_screens import at, begun, told_by_keys, until
from walks import BOUT, Walker, walk_program

from exercise_companion.companion import Companion
from exercise_companion.core.prompts import ShowIntro
from exercise_companion.tui.screens.player import PlayerScreen
from exercise_companion.tui.screens.wrong import WrongScreen
from exercise_companion.tui.widgets import step_clock
from exercise_companion.tui.widgets.by_itself import ByItself

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from test_hands_free import FastClock

__all__ = ["begun", "fast"]


async def test_a_rest_that_reaches_its_limit_takes_no_card_away(begun: Path) -> None:
    clock = StoppedClock()
    with Companion(begun, clock) as companion:
        companion.start()
        walker = Walker(clock, BOUT)
        while walker.script:
            prompt = companion.next()
            assert prompt is not None
            companion.reply(prompt, walker.reply(prompt))
    async with told_by_keys(begun, clock) as (pilot, app):
        await pilot.press("enter")
        await at(pilot, "GoOnScreen", "enter")
        await at(pilot, "IntroScreen", "enter")
        await at(pilot, "WalkScreen", "enter", "enter", "l")
        await at(pilot, "LegsScreen", "5", "n")
        await until(pilot, lambda: len(rows(begun, "SELECT id FROM leg_report")) == 1)
        await at(pilot, "LegsScreen")
        rest = app.screen
        await pilot.press("!")
        await until(pilot, lambda: isinstance(app.screen, WrongScreen))
        clock.advance(rest.prompt.resting.limit_seconds + 1)
        rest._rests_since -= rest.prompt.resting.limit_seconds + 1
        rest._count()
        await pilot.pause(0.2)
        assert isinstance(app.screen, WrongScreen)
        assert len(rows(begun, "SELECT id FROM leg_report")) == 1
        await press(pilot, "b")
        await until(pilot, lambda: len(rows(begun, "SELECT id FROM leg_report")) == 2)


async def test_a_walk_that_waits_does_not_begin_under_the_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, clock, seconds = tmp_path / "data", StoppedClock(), Clock()
    monkeypatch.setattr(step_clock, "steady_seconds", seconds)
    install(folder, walk_program(), clock)
    with Companion(folder, clock) as companion:
        companion.change_settings({"hands_free": "on"})
        companion.start()
        visit(companion, Patient(), until=ShowIntro)
    async with told_by_keys(folder, clock) as (pilot, app):
        await pilot.press("enter")
        await at(pilot, "GoOnScreen", "enter")
        await at(pilot, "IntroScreen", "enter")
        await at(pilot, "WalkScreen")
        walk = app.screen
        assert walk.query_one(ByItself).is_counting
        await pilot.press("!")
        await until(pilot, lambda: isinstance(app.screen, WrongScreen))
        assert not walk.query_one(ByItself).is_counting
        seconds.now += 3600
        walk.query_one(ByItself).clock.look()
        walk.clock.look()
        await pilot.pause(0.2)
        assert isinstance(app.screen, WrongScreen)
        assert not walk.clock.is_running
        assert rows(folder, "SELECT id FROM set_log") == []


async def test_what_comes_next_waits_under_the_card(tmp_path: Path, fast: FastClock) -> None:
    """`!` while a set is being written: the card stays, and the session goes on after it."""
    folder, clock = tmp_path / "data", StoppedClock()
    ready_to_start(folder, clock)
    async with going_by_itself(folder, clock, fast) as run:
        await run.until(fast.now + 60)
        player = run.app.screen
        assert isinstance(player, PlayerScreen)
        prompt = player.prompt
        player.action_done()
        player.action_save()
        await run.app.action_wrong()
        await until(run.pilot, lambda: rows(folder, "SELECT id FROM set_log") != [])
        await run.pilot.pause(0.2)
        assert isinstance(run.app.screen, WrongScreen)
        await press(run.pilot, "b")
        await until(
            run.pilot,
            lambda: isinstance(run.app.screen, PlayerScreen) and run.app.screen.prompt != prompt,
        )
