"""The folder of the desk is taken away while a draft is edited: no other is made in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import at_the_desk, drafts_in, kept, press, with_draft

from exercise_companion.core.draft import value_at

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of programs with a draft in it, beside which another can be."""
    made = tmp_path / "programs"
    made.mkdir()
    return with_draft(made, "a-spinal-stenosis")


def taken_away(folder: Path) -> Path:
    """Rename the folder, as in another window; where it is now."""
    return folder.rename(folder.with_name("moved"))


def brought_back(moved: Path, folder: Path) -> None:
    moved.rename(folder)


async def in_the_name(pilot: Pilot[None]) -> None:
    await press(pilot, "enter", "f5")


async def test_nothing_is_made_and_it_is_said_that_it_is_not_saved(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await in_the_name(pilot)
        await press(pilot, "A")
        taken_away(folder)
        for key in ("B", "ctrl+z", "ctrl+q"):
            text = " ".join((await press(pilot, key)).replace("▌", "").split())
            assert "NOT SAVED" in text
            assert "The folder programs is not there any more." in text
            assert "Put it back where it was, then go on." in text
    assert drafts_in(folder) == set()


async def test_it_is_saved_once_the_folder_is_back(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await in_the_name(pilot)
        moved = taken_away(folder)
        assert "NOT SAVED" in await press(pilot, "A")
        brought_back(moved, folder)
        text = await press(pilot, "B")
        assert "NOT SAVED" not in text
        assert "any more" not in text
    assert len(drafts_in(folder)) == 1
    assert value_at(kept(folder), ("patient", "display_name")) == "AB"
