"""What is to be read comes first: choices and gaps have the lines that it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from camera import Stage, at_rest, come_to
from tour import TOUR
from world import World

from exercise_companion.tui.themes import NIGHT
from exercise_companion.tui.widgets.actions import Actions, lines_to_spare
from exercise_companion.tui.widgets.big_choice import BigChoice

if TYPE_CHECKING:
    from textual.pilot import Pilot

ADVICE = (
    "urgent",
    "urgent-not-saved",
    "emergency-call",
    "emergency-go",
    "emergency-cannot-call",
    "soon",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


async def heights(pilot: Pilot[None], size: tuple[int, int]) -> set[int]:
    await pilot.resize_terminal(*size)
    await at_rest(pilot)
    choices = pilot.app.screen.query_one(Actions).query(BigChoice)
    return {one.region.height for one in choices}


@pytest.mark.parametrize("name", ADVICE)
async def test_all_of_an_advice_is_in_sight_at_80_by_24(name: str, world: World) -> None:
    stop = TOUR[name]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        assert pilot.app.screen.query_one("#body").max_scroll_y == 0


async def test_choices_in_two_columns_are_large_where_the_words_leave_room(world: World) -> None:
    stop = TOUR["decision"]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        assert await heights(pilot, (80, 24)) == {3}
        assert await heights(pilot, (80, 20)) == {1}
        assert await heights(pilot, (40, 12)) == {1}
        assert await heights(pilot, (120, 40)) == {3}


async def test_choices_in_two_columns_are_single_lines_apart_below_words_to_scroll(
    world: World,
) -> None:
    stop = TOUR["locked"]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        assert await heights(pilot, (80, 24)) == {1}
        body = pilot.app.screen.query_one("#body")
        rows = sorted({one.region.y for one in pilot.app.screen.query("#actions BigChoice")})
        assert rows == [body.region.bottom + 1, body.region.bottom + 3]


async def test_choices_in_a_row_get_lower_only_where_all_words_are_in_sight_then(
    world: World,
) -> None:
    stop = TOUR["urgent-not-saved"]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        assert await heights(pilot, (80, 24)) == {1}
        assert await heights(pilot, (80, 21)) == {3}
        assert await heights(pilot, (80, 30)) == {3}


async def test_paragraphs_of_an_advice_stand_apart_where_there_is_room(world: World) -> None:
    stop = TOUR["soon"]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        say, end = (pilot.app.screen.query_one(name).region for name in ("#say", "#end"))
        assert end.y == say.bottom + 1
        assert lines_to_spare(pilot.app.screen) >= 0
