"""That it hurts can be said at any time of a session; every screen of it says with which key."""

from __future__ import annotations

import pytest
from camera import SIZES, Stage, at_rest, come_to
from session_harness import Clock, press
from tour import TOUR
from world import World

from exercise_companion.core.prompts import Hurts
from exercise_companion.tui.themes import NIGHT
from exercise_companion.tui.widgets import figure_view, step_clock

STOPS = (
    "go-on",
    "go-on-large",
    "intro",
    "intro-hands-free",
    "intro-large",
    "intro-large-stop",
    "item-effort",
    "notice-easier",
    "player-asking",
    "player-hold",
    "player-large",
    "player-large-asking",
    "player-large-rest",
    "player-paused",
    "player-rest",
    "walk",
    "walk-asking",
    "walk-legs",
    "walk-resting",
    "walk-running",
    "walk-running-large",
)


SAID = ("It hurts", "H Hurts")
"""The second where the first would push the word "Stop" out of the key line."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.fixture(autouse=True)
def no_clock_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (step_clock, figure_view):
        monkeypatch.setattr(module, "steady_seconds", Clock())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", STOPS)
async def test_it_hurts_is_in_sight_and_one_key_away(
    name: str, size: tuple[int, int], world: World
) -> None:
    stop = TOUR[name]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=size) as pilot:
        await come_to(pilot, stop)
        picture = await at_rest(pilot)
        assert any(said in picture.text for said in SAID)
        await press(pilot, "h")
        assert [type(reply) for reply in app.replies] == [Hurts]


@pytest.mark.parametrize("size", SIZES)
async def test_where_the_session_is_over_the_questions_come_instead(
    size: tuple[int, int], world: World
) -> None:
    stop = TOUR["notice"]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=size) as pilot:
        await come_to(pilot, stop)
        text = (await at_rest(pilot)).text
        assert not any(said in text for said in SAID)
        await press(pilot, "h")
        assert app.replies == []
