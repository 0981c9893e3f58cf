"""Every screen of the tour, at three sizes and in both themes: as it was agreed to look, and whole.

The pictures are text files beside this one. After a change that is meant, record them anew and
read the difference before it is kept:

    RECORD_SCREENS=1 python -m pytest tests/tui/test_every_screen.py

To look at them in their colours, also those of the desk, and beside others:

    DRAW_SCREENS=drawn python -m pytest tests/tui -k "every_screen or desk_pictures"
    python tests/harness/screen_sheet.py drawn [picture.png ...]
"""

from __future__ import annotations

import os
import pkgutil
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from camera import SIZES, Stage, at_rest, come_to, draw, without_colours
from inspection import (
    colours_in,
    cut_off,
    faint,
    is_marked,
    out_of_sight,
    overfull,
    unfilled,
)
from session_harness import Clock
from textual.screen import Screen
from tour import TOUR
from world import World

from exercise_companion.tui import late_entry, noting, screens, widgets
from exercise_companion.tui.themes import DAY, NIGHT
from exercise_companion.tui.widgets import figure_view, step_clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from camera import Picture
    from textual.pilot import Pilot

PICTURES = Path(__file__).with_name("pictures")
RECORDS = "RECORD_SCREENS" in os.environ

IN_ITS_FIGURE_ALONE = frozenset({"intro-still", "player-still"})
"""States that differ from another in what a picture on file leaves out."""

ONE_FORM = frozenset({"notes-talk"})
"""The same form as another state's: a talk is written down in one way everywhere."""

SMALL = (40, 12)
"""Where not all there is to read has its place, but what is asked and what can be done has."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.fixture(autouse=True)
def no_clock_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (step_clock, figure_view):
        monkeypatch.setattr(module, "steady_seconds", Clock())
    monkeypatch.delenv("NO_COLOR", raising=False)


# --- every screen is on the tour ------------------------------------------------------------------


def all_screens() -> Iterator[str]:
    modules = [late_entry, noting, *_modules_of(screens), *_modules_of(widgets)]
    for module in modules:
        for name, one in vars(module).items():
            own = isinstance(one, type) and one.__module__ == module.__name__
            if own and issubclass(one, Screen) and not name.startswith("_"):
                yield name


def _modules_of(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(package.__path__):
        if not found.name.startswith("base"):
            yield import_module(f"{package.__name__}.{found.name}")


def test_every_screen_is_on_the_tour() -> None:
    shown = {stop.screen for stop in TOUR.values()}
    assert set(all_screens()) - shown == set()


def test_there_is_no_picture_of_what_is_not_on_the_tour() -> None:
    assert {path.stem for path in PICTURES.glob("*.txt")} == set(TOUR)


# --- each of them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TOUR)
async def test_a_screen_looks_as_agreed_and_is_whole(name: str, world: World) -> None:
    stop, pictures, problems = TOUR[name], [], []
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=SIZES[0]) as pilot:
        await come_to(pilot, stop)
        assert stop.screen in {one.__name__ for one in type(app.screen).__mro__}
        for size in SIZES:
            if size != SIZES[0]:
                await pilot.resize_terminal(*size)
            pictures.append(await at_rest(pilot))
            draw(app, name, "night")
            problems += [f"{size}: {found}" for found in _found(pilot, pictures[-1])]
        problems += await _told_by_colour_alone(pilot, name, pictures[-1])
        app.theme = DAY
        by_day = await at_rest(pilot)
        draw(app, name, "day")
        problems += [f"by day: {found}" for found in faint(by_day)]
        problems += await _unmarked(pilot, by_day)
    assert problems == []
    assert by_day.text == pictures[-1].text
    _compare(name, pictures)


def _found(pilot: Pilot[None], picture: Picture) -> Iterator[str]:
    yield from overfull(picture)
    yield from out_of_sight(pilot.app.screen)
    yield from faint(picture)
    if picture.size != SMALL:
        yield from cut_off(pilot.app.screen)


async def _told_by_colour_alone(pilot: Pilot[None], name: str, coloured: Picture) -> list[str]:
    """Without colours the same is said, and the main choice is filled all the same."""
    async with without_colours(pilot):
        plain = await at_rest(pilot)
        draw(pilot.app, name, "no-colour")
        found = [f"sent without colours: {colour}" for colour in colours_in(plain)]
        found += unfilled(pilot.app.screen, plain)
    if plain.text != coloured.text:
        found.append("without colours it says something else")
    return found


async def _unmarked(pilot: Pilot[None], before: Picture) -> list[str]:
    """Tab goes to something, and that is seen without colours."""
    await pilot.press("tab")
    after = await at_rest(pilot)
    if is_marked(pilot.app.screen, before.text, after.text):
        return []
    return [f"not seen to be marked: {pilot.app.focused}"]


def _compare(name: str, pictures: list[Picture]) -> None:
    """With the pictures on file; recording puts them there."""
    drawn = "\n".join(one.on_file for one in pictures)
    path = PICTURES / f"{name}.txt"
    if RECORDS:
        path.write_text(drawn, encoding="utf-8")
    assert drawn.splitlines() == path.read_text(encoding="utf-8").splitlines()


# --- without colours ------------------------------------------------------------------------------


def test_no_two_states_differ_in_colour_alone() -> None:
    """The pictures on file have no colours: what differs is told by them as well."""
    seen: dict[str, str] = {}
    for path in sorted(PICTURES.glob("*.txt")):
        if path.stem in IN_ITS_FIGURE_ALONE | ONE_FORM:
            continue
        twin = seen.setdefault(path.read_text(encoding="utf-8"), path.stem)
        assert twin == path.stem


@pytest.mark.parametrize(
    "name",
    ["today", "safety", "emergency-go", "urgent", "pain-chosen", "goals", "settings", "load"],
)
async def test_no_color_sends_no_colour_and_says_the_same(
    name: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stop = TOUR[name]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=SIZES[0]) as pilot:
        await come_to(pilot, stop)
        picture = await at_rest(pilot)
    assert colours_in(picture) == set()
    on_file = (PICTURES / f"{name}.txt").read_text(encoding="utf-8")
    assert on_file.startswith(picture.on_file)
