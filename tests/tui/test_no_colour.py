"""Without colours the main choice is told from the others all the same, and no answer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from camera import Stage, come_to
from tour import TOUR
from world import World

from exercise_companion.tui.themes import DAY, NIGHT
from exercise_companion.tui.widgets.big_choice import BigChoice

if TYPE_CHECKING:
    from textual.pilot import Pilot


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.fixture(autouse=True)
def no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def reversed_choices(pilot: Pilot[None]) -> dict[str, bool]:
    """Each choice in sight, and whether every cell of it is in reverse video."""
    lines = pilot.app.screen._compositor.render_strips()
    found = {}
    for choice in pilot.app.screen.query(BigChoice):
        place = choice.region
        if choice.display and place.area:
            rows = [lines[y].crop(place.x, place.right) for y in range(place.y, place.bottom)]
            styles = [part.style for row in rows for part in row]
            found[choice.id or ""] = all(style and style.reverse for style in styles)
    return found


async def looks(world: World, name: str, size: tuple[int, int], theme: str) -> dict[str, bool]:
    stop = TOUR[name]
    app = Stage(stop, stop.make(world), theme)
    async with app.run_test(size=size) as pilot:
        await come_to(pilot, stop)
        await pilot.pause()
        return reversed_choices(pilot)


@pytest.mark.parametrize("theme", [NIGHT, DAY])
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_main_choice_alone_is_in_reverse_video(
    world: World, size: tuple[int, int], theme: str
) -> None:
    assert await looks(world, "decision", size, theme) == {
        "begin": True,
        "minutes": False,
        "helper": False,
        "leave": False,
    }


@pytest.mark.parametrize("theme", [NIGHT, DAY])
async def test_the_answers_of_the_safety_check_look_alike(world: World, theme: str) -> None:
    assert set((await looks(world, "safety", (80, 24), theme)).values()) == {False}


async def test_of_an_advice_no_choice_is_in_reverse_video_before_it_is_marked(world: World) -> None:
    assert set((await looks(world, "emergency-go", (80, 24), NIGHT)).values()) == {False}


async def test_where_all_lines_are_taken_the_last_free_one_is_above_the_choices(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = {}
    for colours in (False, True):
        if colours:
            monkeypatch.delenv("NO_COLOR")
        stop = TOUR["emergency-cannot-call"]
        app = Stage(stop, stop.make(world), NIGHT)
        async with app.run_test(size=(80, 24)) as pilot:
            await come_to(pilot, stop)
            await pilot.pause()
            lines = [strip.text for strip in app.screen._compositor.render_strips()]
            first = next(at for at, line in enumerate(lines) if "I am on my way" in line)
            keys = next(at for at, line in enumerate(lines) if "Tab Choices" in line)
            free[colours] = (not lines[first - 1].strip(), not lines[keys - 1].strip())
            assert app.screen.query_one("#body").max_scroll_y == 0
    assert free == {False: (True, False), True: (False, True)}
