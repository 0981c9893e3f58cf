"""A draft that names an exercise nobody knows: its item and its problem are shown, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import at_the_desk, press, with_draft

from exercise_companion.core.draft import with_value

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWN = ("phases", 0, "items", 1, "exercise")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(
        tmp_path, "a-spinal-stenosis", lambda draft: with_value(draft, UNKNOWN, "wolk")
    )


async def test_its_item_is_shown_with_its_problem(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter", "down")
        assert "2  wolk" in text
        assert "wolk" in text.partition("What the patient sees")[2]
        assert "Problem" in text
        text = await press(pilot, "f3", "t")
        print(text)


async def test_another_item_of_its_day_is_shown_as_ever(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter")
        assert "Stop signs" in text
        text = await press(pilot, "f3", "t")
        print(text)
