"""In large mode every page says the one thing that matters in block letters, and cuts nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from camera import Stage, at_rest, come_to
from inspection import cut_off, out_of_sight, overfull
from session_harness import Clock
from tour import TOUR
from world import World

from exercise_companion.tui.themes import NIGHT
from exercise_companion.tui.widgets import figure_view, step_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from camera import Picture
    from tour import Stop

ROOMY: Final = ((80, 24), (120, 40))
SMALL: Final = (40, 12)


def one_of_each() -> dict[str, Stop]:
    """The first stop of every screen."""
    found: dict[str, Stop] = {}
    for stop in TOUR.values():
        found.setdefault(stop.screen, stop)
    return found


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.fixture(autouse=True)
def no_clock_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (step_clock, figure_view):
        monkeypatch.setattr(module, "steady_seconds", Clock())


def drawn(picture: Picture) -> Iterator[str]:
    """Lines with block letters."""
    return (line for line in picture.text.splitlines() if "█" in line or "▀" in line)


@pytest.mark.parametrize("name", one_of_each())
async def test_what_matters_is_drawn_where_there_is_room_and_nothing_is_cut(
    name: str, world: World
) -> None:
    stop = one_of_each()[name]
    stop = replace(stop, settings=replace(stop.settings, text_size="large"))
    problems = []
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=SMALL) as pilot:
        await come_to(pilot, stop)
        for size in (SMALL, *ROOMY):
            await pilot.resize_terminal(*size)
            picture = await at_rest(pilot)
            screen = pilot.app.screen
            found = [*overfull(picture), *out_of_sight(screen)]
            if size != SMALL:
                found += cut_off(screen)
                found += [] if any(drawn(picture)) else ["nothing is drawn"]
            problems += [f"{size}: {one}" for one in found]
    assert problems == []
