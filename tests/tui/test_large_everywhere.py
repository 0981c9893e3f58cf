"""In large mode every page says the one thing that matters in block letters, and cuts nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

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
    from textual.screen import Screen
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


def every_other() -> dict[str, Stop]:
    """What the first stops leave out: some state of a screen may have more to show."""
    first = one_of_each()
    return {
        name: stop
        for name, stop in TOUR.items()
        if name not in first and not stop.settings.is_large
    }


def in_large(stop: Stop) -> Stop:
    return replace(stop, settings=replace(stop.settings, text_size="large"))


def faults_of(picture: Picture, screen: Screen[Any]) -> Iterator[str]:
    """What is cut or out of sight; in the smallest window a text may be cut."""
    yield from overfull(picture)
    yield from out_of_sight(screen)
    if picture.size != SMALL:
        yield from cut_off(screen)


def drawn(picture: Picture) -> Iterator[str]:
    """Lines with block letters."""
    return (line for line in picture.text.splitlines() if "█" in line or "▀" in line)


@pytest.mark.parametrize("name", one_of_each())
async def test_what_matters_is_drawn_where_there_is_room_and_nothing_is_cut(
    name: str, world: World
) -> None:
    stop, problems = in_large(one_of_each()[name]), []
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=SMALL) as pilot:
        await come_to(pilot, stop)
        for size in (SMALL, *ROOMY):
            await pilot.resize_terminal(*size)
            picture = await at_rest(pilot)
            found = [*faults_of(picture, pilot.app.screen)]
            if size != SMALL and not any(drawn(picture)):
                found.append("nothing is drawn")
            problems += [f"{size}: {one}" for one in found]
    assert problems == []


@pytest.mark.parametrize("name", every_other())
async def test_nothing_is_cut_or_out_of_sight_in_any_state_of_a_screen(
    name: str, world: World
) -> None:
    stop, problems = in_large(every_other()[name]), []
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=ROOMY[0]) as pilot:
        await come_to(pilot, stop)
        for size in ROOMY:
            await pilot.resize_terminal(*size)
            picture = await at_rest(pilot)
            problems += [f"{size}: {one}" for one in faults_of(picture, pilot.app.screen)]
    assert problems == []
