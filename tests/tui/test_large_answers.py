"""Large mode keeps in sight what an answer is decided by, and what it can be changed with."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from camera import Stage, at_rest, come_to
from session_harness import Clock
from tour import TOUR
from world import World

from exercise_companion.tui.themes import NIGHT
from exercise_companion.tui.widgets import figure_view, step_clock
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_digits import BigDigits
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.marked_list import BIG_MARK
from exercise_companion.tui.widgets.pain_scale import NumberScale

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

ACROSS_THE_ROOM: Final = (80, 24)
LARGER: Final = (120, 40)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.fixture(autouse=True)
def no_clock_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (step_clock, figure_view):
        monkeypatch.setattr(module, "steady_seconds", Clock())


@asynccontextmanager
async def in_large(
    name: str, world: World, size: tuple[int, int] = ACROSS_THE_ROOM
) -> AsyncIterator[Pilot[None]]:
    stop = TOUR[name]
    stop = replace(stop, settings=replace(stop.settings, text_size="large"))
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=size) as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        yield pilot


async def seen(pilot: Pilot[None]) -> str:
    return (await at_rest(pilot)).text


# --- "Done?" --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [ACROSS_THE_ROOM, LARGER])
async def test_all_that_would_be_saved_is_drawn_and_named(
    size: tuple[int, int], world: World
) -> None:
    async with in_large("player-asking-weight", world, size) as pilot:
        number = pilot.app.screen.query_one("#face-number", BigDigits)
        assert number.value == "L 3 R 2"
        assert number.lines()
        assert "Save left 3, right 2" in await seen(pilot)
        await pilot.press("w", "plus")
        assert number.value == "L 3 R 3"
        assert "Save left 3, right 3" in await seen(pilot)
        await pilot.press("w")
        assert number.value == "2 KG"


async def test_the_mouse_alone_changes_what_was_done(world: World) -> None:
    async with in_large("player-asking-weight", world) as pilot:
        for name in ("#more", "#next", "#fewer"):
            await pilot.click(name)
            await at_rest(pilot)
        assert "Save left 4, right 1" in await seen(pilot)


async def test_what_changes_the_number_stands_together_and_apart_from_it_hurts(
    world: World,
) -> None:
    async with in_large("player-asking", world) as pilot:
        rows = {one.id: one.region.y for one in pilot.app.screen.query(BigChoice) if one.size}
        assert rows["fewer"] == rows["more"] == rows["all"] < rows["enter"] < rows["hurts"]


async def test_while_a_set_runs_no_choice_takes_room(world: World) -> None:
    async with in_large("player-large", world) as pilot:
        assert not any(one.region.area for one in pilot.app.screen.query(BigChoice))


# --- scales ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["check-in-large", "effort", "item-effort", "activity-scores"])
async def test_what_the_ends_of_a_scale_mean_is_in_sight_with_the_number(
    name: str, world: World
) -> None:
    async with in_large(name, world) as pilot:
        text = await seen(pilot)
        scale = pilot.app.screen.query(NumberScale).first()
        assert f"0 {scale.words.lowest}" in text
        assert f"10 {scale.words.highest}" in text


async def test_a_private_question_is_not_drawn_for_the_room(world: World) -> None:
    async with in_large("check-in-score", world, LARGER) as pilot:
        assert "In the last 7 days, how was your mood?" in await seen(pilot)
        assert not pilot.app.screen.query(Headline)


@pytest.mark.parametrize("size", [ACROSS_THE_ROOM, LARGER])
@pytest.mark.parametrize("name", ["pain-after-large", "pain-checking"])
async def test_the_pain_before_is_in_sight_where_no_more_than_before_is_offered(
    name: str, size: tuple[int, int], world: World
) -> None:
    async with in_large(name, world, size) as pilot:
        before = pilot.app.screen.prompt.sites[0].before  # type: ignore[attr-defined]
        assert f"before: {before}" in await seen(pilot)


# --- lists ----------------------------------------------------------------------------------------


async def test_the_mark_of_a_list_is_no_letter_of_its_word(world: World) -> None:
    async with in_large("menu-large", world) as pilot:
        marked = (await seen(pilot)).splitlines()[3]
        mark, _, word = marked.strip().partition(" ")
        assert mark == BIG_MARK[0]
        assert word.startswith("  ")
        assert word.lstrip().startswith("█▀▀")


async def test_two_rows_stand_further_apart_than_the_lines_of_one(world: World) -> None:
    async with in_large("learn-large", world) as pilot:
        lines = (await seen(pilot)).splitlines()
        second = next(y for y, line in enumerate(lines) if "Walk, sit, walk again" in line)
        assert lines[second - 2 : second] == ["", ""]
        drawn_twice = lines[4:11]
        assert drawn_twice.count("") == 1
