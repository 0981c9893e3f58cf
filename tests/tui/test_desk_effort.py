"""An effort is typed in its field as on the line of a dose, and said back beside the exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import at_the_desk, kept, press, text_of, with_draft

from exercise_companion.core.draft import value_at
from exercise_companion.tui.desk.screens.builder import BuilderScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

TARGET = ("phases", 0, "items", 0, "dose", "intensity", "target")


async def typed(pilot: Pilot[None], words: str) -> str:
    """What is seen once it was typed in the effort of the first exercise and left."""
    await press(pilot, "enter")
    screen = pilot.app.screen
    assert isinstance(screen, BuilderScreen)
    screen.go_to(TARGET)
    await text_of(pilot)
    return await press(pilot, *("space" if letter == " " else letter for letter in words), "down")


@pytest.mark.parametrize(
    ("words", "target", "said"),
    [
        ("3 of 10", [3, 3], "effort 3"),
        ("3-4 of 10", [3, 4], "effort 3 to 4"),
    ],
)
async def test_it_is_taken_as_it_is_meant_and_said_back(
    tmp_path: Path, words: str, target: list[int], said: str
) -> None:
    with_draft(tmp_path, "a-spinal-stenosis")
    async with at_the_desk(tmp_path, size=(200, 60)) as pilot:
        text = await typed(pilot, words)
        assert f"rest 30 s, {said} " in text  # in the list of exercises
        assert words in text
    assert value_at(kept(tmp_path), TARGET) == target


async def test_what_is_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with_draft(tmp_path, "a-spinal-stenosis")
    async with at_the_desk(tmp_path, size=(200, 60)) as pilot:
        text = await typed(pilot, "3 of 5")
        assert '"3 of 5" is not an effort from 0 to 10' in " ".join(text.split())
        assert "square brackets" not in text
