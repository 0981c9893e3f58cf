"""Every form says what Enter and Esc do, and they do it; "no" is N wherever it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from camera import Stage, at_rest, come_to
from scripts import screen, story, until, words_on
from textual.widgets import Input
from tour import TOUR
from world import World

from exercise_companion.tui.screens.check_in import TextCheckInScreen
from exercise_companion.tui.themes import NIGHT
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from textual.pilot import Pilot


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


def label(pilot: Pilot[int], name: str) -> str:
    choice = pilot.app.screen.query_one(f"#{name}", BigChoice)
    return f"{choice.key} {choice.label}"


async def test_loading_says_what_enter_does_in_every_field() -> None:
    async with story() as (pilot, fake):
        await pilot.press("l")
        await screen(pilot, "LoadScreen")
        path = pilot.app.screen.query_one("#path", Input)
        assert path.placeholder.startswith("For example: ")
        assert label(pilot, "open") == "Enter Open this file"
        await pilot.press("a")
        await pilot.click("#open")
        await until(pilot, lambda: "Is that right where you live?" in words_on(pilot))
        assert not pilot.app.screen.query_one("#open").display
        await until(pilot, lambda: pilot.app.screen.seconds_shown > 0)
        await pilot.press("y")
        await screen(pilot, "IdentityScreen")
        assert label(pilot, "load") == "Enter Next line"
        await pilot.press("M", "enter")
        await until(pilot, lambda: label(pilot, "load") == "Enter Load this program")
        assert fake.installed == []
        await pilot.press("1", "enter")
        await screen(pilot, "TodayScreen")
        assert fake.installed == [("M", "1")]


async def test_escape_goes_back_from_words_of_ones_own(world: World) -> None:
    stop = TOUR["check-in-text"]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test() as pilot:
        await come_to(pilot, stop)
        page = app.screen
        assert isinstance(page, TextCheckInScreen)
        assert label(pilot, "back") == "Esc Back"  # type: ignore[arg-type]
        line = page.query_one(KeyLine)
        assert "Esc Back" in [hint.text for hint in line.hints]
        await pilot.press("escape")
        await until(pilot, lambda: page._answered)  # type: ignore[arg-type]


# --- dialogs --------------------------------------------------------------------------------------

WAYS_OUT = {
    "leave": "Esc Stay here",
    "sure": "Esc No, go back",
    "notes-flare": "Esc No",
    "skip": "Esc Do not leave it out",
    "notes-days-off-take-back": "Esc No",
}


@pytest.mark.parametrize("name", WAYS_OUT)
async def test_the_key_line_of_a_dialog_says_what_its_way_out_says(name: str, world: World) -> None:
    stop = TOUR[name]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test() as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        assert WAYS_OUT[name] in [one.text for one in app.screen.query_one(KeyLine).hints]


@pytest.mark.parametrize("name", ["leave", "sure", "notes-flare", "notes-days-off-take-back"])
@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_the_answers_of_a_dialog_are_of_one_height_and_next_to_each_other(
    name: str, size: tuple[int, int], world: World
) -> None:
    stop = TOUR[name]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=size) as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        yes, no = (one.region for one in app.screen.query(BigChoice))
        assert yes.height == no.height
        assert no.y - yes.bottom <= 1


@pytest.mark.parametrize("name", ["notes-flare", "notes-days-off-take-back", "sure"])
async def test_no_is_n_in_a_dialog_as_on_a_screen(name: str, world: World) -> None:
    stop = TOUR[name]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test() as pilot:
        await come_to(pilot, stop)
        assert app.screen.query_one("#way-out", BigChoice).key == "N"
        dialog, left = app.screen, []
        dialog.action_leave = lambda: left.append(True)  # type: ignore[attr-defined]
        await pilot.press("n")
        await pilot.pause()
        assert left == [True]
