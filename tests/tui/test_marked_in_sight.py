"""What is marked is in sight: nobody changes or opens a line that cannot be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import StoppedClock, full_program, install
from lived import lived
from scripts import screen, story, until, words_on
from session_harness import press, text_of
from test_settings_screen import Silent, listed

from exercise_companion.core.settings import Settings
from exercise_companion.tui.cueing import Cueing

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from exercise_companion.tui.widgets.marked_list import MarkedList

MARK = "→"


def marked_line(pilot: Pilot[int]) -> str:
    """The line with the arrow, as far as it can be seen."""
    lines = [line for line in text_of(pilot.app).splitlines() if MARK in line]
    return lines[0] if lines else ""


def named(pilot: Pilot[int]) -> str:
    """The name of the setting whose line has the arrow."""
    rows: MarkedList = listed(pilot)
    return str(rows.rows[rows.marked].setting.label)


async def in_sight(pilot: Pilot[int]) -> None:
    await until(pilot, lambda: named(pilot) in marked_line(pilot))


async def at_the_settings(pilot: Pilot[int], downs: int) -> None:
    await press(pilot, "o")
    await screen(pilot, "SettingsScreen")
    await press(pilot, *["down"] * downs)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_warning_leaves_the_marked_setting_in_sight(size: tuple[int, int]) -> None:
    async with story(size=size) as (pilot, fake):
        pilot.app.cueing = Cueing(pilot.app, Silent())
        await at_the_settings(pilot, 5)
        assert named(pilot) == "Hands-free"
        await press(pilot, "enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#fault")))
        await in_sight(pilot)
        assert "nothing to play it with" in " ".join(text_of(pilot.app).split())
        await press(pilot, "up")
        await in_sight(pilot)
        await press(pilot, "up")
        await in_sight(pilot)
        assert fake.kept == Settings(hands_free=True)


@pytest.mark.parametrize("downs", [3, 6])
async def test_a_smaller_window_leaves_the_marked_setting_in_sight(downs: int) -> None:
    async with story() as (pilot, _fake):
        await at_the_settings(pilot, downs)
        for size in ((40, 12), (80, 24), (30, 8)):
            await pilot.resize_terminal(*size)
            await in_sight(pilot)


async def test_what_was_scrolled_out_of_sight_is_shown_before_it_is_changed() -> None:
    async with story(size=(40, 12)) as (pilot, fake):
        await at_the_settings(pilot, 6)
        pilot.app.screen.query_one("#body").scroll_home(animate=False, immediate=True)
        await until(pilot, lambda: not marked_line(pilot))
        await press(pilot, "enter")
        await in_sight(pilot)
        assert fake.kept == Settings()
        await press(pilot, "enter")
        await until(pilot, lambda: fake.kept == Settings(confirm_keys=True))


async def test_a_smaller_window_leaves_the_marked_page_and_exercise_in_sight(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    async with lived(folder, StoppedClock(), (80, 30)) as pilot:
        await press(pilot, "d")
        await screen(pilot, "MenuScreen")
        await press(pilot, *["down"] * 7)
        await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: "Load a program file" in marked_line(pilot))
        await pilot.resize_terminal(80, 30)
        await press(pilot, "s")
        await screen(pilot, "LateDayScreen")
        await press(pilot, "t", "m", "enter")
        await screen(pilot, "LateItemsScreen")
        await press(pilot, "down")
        await pilot.resize_terminal(40, 8)
        await until(pilot, lambda: "Reach" in marked_line(pilot))


async def test_the_missing_answer_stays_in_sight_under_what_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    async with lived(folder, StoppedClock(), (40, 12)) as pilot:
        await press(pilot, "s")
        await screen(pilot, "LateDayScreen")
        await press(pilot, "enter")
        await until(pilot, lambda: "One answer is missing." in words_on(pilot))
        await until(pilot, lambda: "Today" in text_of(pilot.app))
        await press(pilot, "t", "enter")
        await until(pilot, lambda: "One answer is missing." in text_of(pilot.app))
        await until(pilot, lambda: "From memory" in text_of(pilot.app))
        assert "From paper" in text_of(pilot.app)
        await press(pilot, "m")
        await until(pilot, lambda: not pilot.app.screen.query("#fault"))
