"""Ctrl+Z right behind a letter: it takes back what was typed, all of it, and Ctrl+Y brings it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import at_once, at_the_desk, kept, press, with_draft

from exercise_companion.core.draft import value_at

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.canonical import JsonValue

NAME = ("patient", "display_name")
LINE = ("phases", 0, "items", 0, "typed_dose")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "a-spinal-stenosis")


def name(folder: Path) -> JsonValue:
    return value_at(kept(folder), NAME)


async def test_a_name_is_taken_back_whole_and_comes_back_whole(folder: Path) -> None:
    steps: tuple[tuple[tuple[str, ...], str | None], ...] = (
        (("J", "o", "ctrl+z"), None),
        (("ctrl+y", "ctrl+z", "ctrl+y"), "Jo"),
        (("ctrl+z", "A", "l"), "Al"),
        (("e", "x", "ctrl+z"), None),  # the letters of one field are one step
    )
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter", "f5")
        for keys, left in steps:
            await at_once(pilot, *keys)
            assert name(folder) == left, keys
            assert getattr(pilot.app.focused, "value", "") == (left or ""), keys


async def test_only_the_field_behind_which_it_came_is_taken_back(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter", "f5", *"Jo", "enter")
        await at_once(pilot, *"14.3.1950", "ctrl+z")
        assert name(folder) == "Jo"
        assert value_at(kept(folder), ("patient", "birth_date")) is None


async def test_the_letters_of_a_dose_are_taken_back_and_no_dose_is_touched(folder: Path) -> None:
    before = kept(folder)
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter", "d")
        await at_once(pilot, *"3 x 7", "ctrl+z")
        assert kept(folder) == before
        await at_once(pilot, "ctrl+y")
        assert value_at(kept(folder), LINE) == "3 x 7"
