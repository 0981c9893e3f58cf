"""The emergency card shows signs in the smallest window, too, not its number twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from camera import Stage, at_rest, come_to
from tour import LARGE, TOUR
from world import World

from exercise_companion.core.settings import Settings
from exercise_companion.tui.themes import NIGHT


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.mark.parametrize("settings", [Settings(), LARGE])
async def test_a_small_window_shows_the_number_once_and_the_first_signs(
    settings: Settings, world: World
) -> None:
    stop = replace(TOUR["wrong"], settings=settings)
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=(40, 12)) as pilot:
        await come_to(pilot, stop)
        seen = (await at_rest(pilot)).text
    assert "Call 999" in seen
    assert "█" not in seen.replace("▌", "")
    assert "chest pain or pressure" in seen
    assert "you fainted" in seen
