"""Choices below each other are seen to be several: a free line, or else another shade."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from camera import Stage, at_rest, come_to
from tour import TOUR
from world import World

from exercise_companion.tui.themes import DAY, NIGHT
from exercise_companion.tui.widgets.actions import Actions
from exercise_companion.tui.widgets.big_choice import BigChoice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

IN_TWO_COLUMNS = (
    "emergency-go", "emergency-cannot-call", "locked", "diary-day", "decision", "decision-talk",
    "walk-resting", "emergency-large", "locked-large",
)  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


def glued(screen: Screen[object]) -> Iterator[str]:
    """Choices that touch the one above and have its ground."""
    choices = list(screen.query_one(Actions).query(BigChoice))
    for one in choices:
        for other in choices:
            touches = one.region.bottom == other.region.y and one.region.x == other.region.x
            if touches and one.background_colors == other.background_colors:
                yield f"{one.label} and {other.label}"


@pytest.mark.parametrize("size", [(80, 24), (90, 30), (120, 40)])
@pytest.mark.parametrize("name", IN_TWO_COLUMNS)
async def test_no_two_choices_look_like_one(name: str, size: tuple[int, int], world: World) -> None:
    stop = TOUR[name]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=size) as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        assert list(glued(app.screen)) == []
        app.theme = DAY
        await at_rest(pilot)
        assert list(glued(app.screen)) == []


async def test_answers_about_the_legs_have_one_shade_in_a_rest_too(world: World) -> None:
    stop = TOUR["walk-resting"]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        assert len({one.background_colors for one in app.screen.query(BigChoice)}) == 1
