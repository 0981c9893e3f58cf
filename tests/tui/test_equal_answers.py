"""No answer about safety stands out from the others, and what asks for a key names every one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from camera import Stage, come_to
from scripts import words_on
from tour import TOUR
from world import World

from exercise_companion.tui.themes import NIGHT
from exercise_companion.tui.widgets.big_choice import BigChoice

if TYPE_CHECKING:
    from textual.app import App

ANSWERS = {
    "walk-legs": ("none", "numb_or_weak", "gave_way"),
    "walk-resting": ("none", "numb_or_weak", "gave_way"),
    "load-found": ("accept", "refuse"),
    "safety": ("no", "yes", "not-sure"),
    "anything-new": ("no", "yes", "not-sure"),
}
"""On which screens of the tour which choices answer such a question."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


def looks_of(app: App[None], name: str) -> set[tuple[object, ...]]:
    """How the answers look: their ground, their frame and their letters."""
    styles = [app.screen.query_one(f"#{one}", BigChoice).styles for one in ANSWERS[name]]
    return {(one.background, one.color, one.border, one.height, one.text_style) for one in styles}


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
@pytest.mark.parametrize("name", ANSWERS)
async def test_the_answers_look_alike(name: str, size: tuple[int, int], world: World) -> None:
    stop = TOUR[name]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=size) as pilot:
        await come_to(pilot, stop)
        if app.screen.query(".-waiting"):
            await pilot.press("5")  # "nothing numb or weak" answers with a number only
            await pilot.pause()
        assert len(looks_of(app, name)) == 1


async def test_a_chosen_number_names_all_three_keys_of_the_legs(world: World) -> None:
    stop = TOUR["walk-legs"]
    async with Stage(stop, stop.make(world), NIGHT).run_test() as pilot:
        await come_to(pilot, stop)
        assert "5, moderate. Press N, W or G." in words_on(pilot)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_country_of_an_emergency_number_comes_before_the_question(
    size: tuple[int, int], world: World
) -> None:
    stop = TOUR["load-found"]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=size) as pilot:
        await come_to(pilot, stop)
        words = words_on(pilot)
        assert words.index("United Kingdom") < words.index("Is that right where you live?")
        asked = pilot.app.screen.query_one("#ask-number Words")
        assert str(asked.render()) == "United Kingdom: call 999 in an emergency. Is that right?"
