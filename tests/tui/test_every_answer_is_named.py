"""The key line of the smallest window names every answer of a question, or none of them."""

from __future__ import annotations

import pytest
from camera import Stage, at_rest, come_to
from tour import TOUR
from world import World

from exercise_companion.tui.themes import NIGHT
from exercise_companion.tui.widgets.key_line import KeyLine

ANSWERS = {
    "safety": "NYU",
    "crisis-question": "YNUR",
    "pain-checking": "YN",
    "load-found": "YN",
    "flare": "NY",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
@pytest.mark.parametrize("name", ANSWERS)
async def test_every_answer_has_its_key_in_the_key_line(
    name: str, size: tuple[int, int], world: World
) -> None:
    stop = TOUR[name]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=size) as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        keys = [one.key for one in app.screen.query_one(KeyLine).hints]
        assert [key for key in keys if key in ANSWERS[name]] == list(ANSWERS[name])
        assert "!" in keys
