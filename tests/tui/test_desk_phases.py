"""Phases at the desk: one more, an empty one filled by the same keys, and taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from desk_harness import at_the_desk, kept, press, with_draft

from exercise_companion.core.draft import entries_at, value_at
from exercise_companion.core.draft_items import with_phase

if TYPE_CHECKING:
    from pathlib import Path

PHASES: Final = ("phases",)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two phases: one with exercises, and a second without."""
    return with_draft(tmp_path, "hip-pain", lambda draft: with_phase(draft, 28))


def items(folder: Path, phase: int) -> int:
    return len(entries_at(kept(folder), (*PHASES, phase, "items")))


def phases(folder: Path) -> int:
    return len(entries_at(kept(folder), PHASES))


async def test_an_empty_phase_is_filled_and_left_by_the_same_keys_as_any_other(
    folder: Path,
) -> None:
    last = phases(folder) - 1
    before = items(folder, 0)
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter", *["right"] * last)
        assert f"Phase {last + 1} of {last + 1}" in text
        assert "→ Nothing yet." in text
        assert "A Add" in text
        assert "D Dose" not in text, "there is no item to give one"
        text = await press(pilot, "d", "x", "g", "u", "left")
        assert f"Phase {last} of {last + 1}" in text
        await press(pilot, "right", "a", *"bri", "enter", *"2 x 8", "enter")
        assert (items(folder, 0), items(folder, last)) == (before, 1)
        text = await press(pilot, "escape", "x")
        assert "→ Nothing yet." in text, "the last one taken out leaves the keys where they were"
        text = await press(pilot, "a")
        assert "→  Pelvic tilt" in text


async def test_a_phase_without_exercises_goes_at_once_and_comes_back(folder: Path) -> None:
    whole, last = kept(folder), phases(folder) - 1
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter", *["right"] * last, "r")
        assert phases(folder) == last
        await press(pilot, "ctrl+z")
        assert kept(folder) == whole
        text = await press(pilot, "p")
        assert phases(folder) == last + 2
        assert f"Phase {last + 2} of {last + 2}" in text


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_one_with_exercises_is_asked_about_first(size: tuple[int, int], folder: Path) -> None:
    whole, count = kept(folder), phases(folder)
    async with at_the_desk(folder, size=size) as pilot:
        text = await press(pilot, "enter", "r")
        assert "Take out this phase with its exercises?" in " ".join(text.split())
        assert f"Phase 1 of {count}" in text
        await press(pilot, "escape")
        assert kept(folder) == whole
        await press(pilot, "r", "y")
        assert phases(folder) == count - 1
        assert value_at(kept(folder), (*PHASES, 0)) == value_at(whole, (*PHASES, 1))
        await press(pilot, "ctrl+z")
        assert kept(folder) == whole


async def test_the_only_phase_stays(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as pilot:
        await press(pilot, "n", "enter", *"bri", "enter", *"2 x 8", "enter")
        text = await press(pilot, "escape", "r")
        assert "A program has at least one phase: this one stays." in text
        assert (phases(tmp_path), items(tmp_path, 0)) == (1, 1)
        text = await press(pilot, "x", "r")
        assert "this one stays" in text
    assert (phases(tmp_path), items(tmp_path, 0)) == (1, 0)


async def test_a_phase_that_is_taken_back_or_done_again_is_named(folder: Path) -> None:
    title = value_at(kept(folder), (*PHASES, 0, "title"))
    count = phases(folder)
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter", "r", "y", "ctrl+z")
        assert f"Taken back: Phase 1 of {count}: {title}" in text
        assert "Taken back: Dates" not in text
        assert f"Done again: Phase 1 of {count}: {title}" in await press(pilot, "ctrl+y")
        text = await press(pilot, "ctrl+z", "p", "ctrl+z")
        assert f"Taken back: Phase {count + 1} of {count + 1}" in text
