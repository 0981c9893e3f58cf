"""Leaving the desk while the folder cannot be written: what would be lost is said first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import at_the_desk, kept, press, with_draft

from exercise_companion.clinic.desk import Desk
from exercise_companion.errors import CompanionError

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from exercise_companion.core.draft import Draft

LOSES = "Ctrl+Q now leaves and loses what is not saved."


class Disk(Desk):
    """Full until there is room."""

    has_room = False

    def keep(self, name: str, draft: Draft) -> str:
        if not self.has_room:
            what_happened = "The disk is full."
            raise CompanionError(what_happened, "Make room, then go on.")
        return super().keep(name, draft)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "a-spinal-stenosis")


@pytest.fixture(autouse=True)
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Disk, "has_room", False)


def words(text: str) -> str:
    return " ".join(text.replace("▌", "").split())


async def has_left(pilot: Pilot[None]) -> bool:
    await pilot.press("ctrl+q")
    await pilot.app.workers.wait_for_complete()
    return pilot.app.return_value == 0  # type: ignore[comparison-overlap]  # a desk returns a number


@pytest.mark.parametrize("key", ["ctrl+q", "escape"])
async def test_it_is_said_that_the_next_key_loses_something(folder: Path, key: str) -> None:
    async with at_the_desk(folder, Disk) as pilot:
        assert LOSES not in words(await press(pilot, "enter", "x"))
        text = words(await press(pilot, key))
        assert "The disk is full. Make room, then go on." in text
        assert LOSES in text
        assert pilot.app.is_running
        assert await has_left(pilot)


async def test_escape_alone_never_loses_anything(folder: Path) -> None:
    async with at_the_desk(folder, Disk) as pilot:
        text = words(await press(pilot, "enter", "x", "escape", "escape", "escape"))
        assert LOSES in text
        assert "NOT SAVED" in text


async def test_another_key_asks_anew(folder: Path) -> None:
    async with at_the_desk(folder, Disk) as pilot:
        await press(pilot, "enter", "x", "ctrl+q", "down")
        assert LOSES in words(await press(pilot, "ctrl+q"))
        assert pilot.app.is_running


async def test_what_could_be_written_in_the_meantime_asks_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(folder)
    async with at_the_desk(folder, Disk) as pilot:
        await press(pilot, "enter", "x", "ctrl+q")
        monkeypatch.setattr(Disk, "has_room", True)
        assert ", saved" in await press(pilot, "x")
        monkeypatch.setattr(Disk, "has_room", False)
        assert LOSES in words(await press(pilot, "x", "ctrl+q"))
        assert pilot.app.is_running
    assert kept(folder) != before
