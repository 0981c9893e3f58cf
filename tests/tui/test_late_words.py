"""What is told afterwards can be read to its end in any window: the day, and each exercise."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from session_harness import OneScreen

from exercise_companion.core.late_entry import LateExercise, LateItem
from exercise_companion.tui.screens.late_day import LateDayScreen
from exercise_companion.tui.screens.late_items import SHORT_STATE_WIDTH, LateItemsScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

NAMES = (
    "Bend forward on a chair",
    "Front of hip stretch, upright",
    "Back of the thigh with a towel round your foot",
)
SIZES = [(40, 12), (80, 24), (120, 40)]


def shown(pilot: Pilot[None]) -> str:
    """All that is on the screen, its spaces as one."""
    lines = pilot.app.screen._compositor.render_strips()
    return " ".join(" ".join(strip.text for strip in lines).split())


@pytest.mark.parametrize("size", SIZES)
async def test_the_name_of_an_exercise_is_read_to_its_end(size: tuple[int, int]) -> None:
    exercises = tuple(
        LateExercise(str(at), name, "2 × 8 each side, hold 10 s", 2)
        for at, name in enumerate(NAMES)
    )
    app = OneScreen(LateItemsScreen("Sunday 22 November", exercises))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        words = shown(pilot)
        assert all(name in words for name in NAMES[:2])
        assert "round your foot" in words
        if size[0] > 40:
            assert words.count("hold 10 s") == len(NAMES)


def test_how_it_went_is_said_in_few_letters_where_there_are_few_cells() -> None:
    exercise = LateExercise("one", "One", "3 × 8", 3)
    told = [
        LateItem("one"),
        LateItem("one", 2),
        LateItem("one", 0),
        LateItem("one", 2, side="right"),
        LateItem("one", 0, begun=False),
    ]
    words = [one.in_short(exercise) for one in told]
    assert words == ["done", "2 of 3", "in part", "right 2/3", "not done"]
    assert max(map(len, words)) <= SHORT_STATE_WIDTH


@pytest.mark.parametrize("size", SIZES)
async def test_the_longest_day_is_read_to_its_end(size: tuple[int, int]) -> None:
    screen = LateDayScreen(date(2026, 9, 24))
    app = OneScreen(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.press("y")
        await pilot.pause()
        day = "23 September" if size[0] == 40 else "Wednesday 23 September"
        assert f"● Yesterday, {day}" in shown(pilot)
