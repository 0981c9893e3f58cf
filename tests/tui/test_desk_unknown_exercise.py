"""A draft that names an exercise nobody knows: its item and its problem are shown, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import at_the_desk, drafts_in, kept, press, text_of, with_draft

from exercise_companion.clinic.drafting import text_of as text_of_draft
from exercise_companion.core.draft import with_value
from exercise_companion.tui.desk.screens.builder import BuilderScreen

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWN = ("phases", 0, "items", 1, "exercise")

HEADING = "What the patient sees"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(
        tmp_path, "a-spinal-stenosis", lambda draft: with_value(draft, UNKNOWN, "wolk")
    )


def in_preview(text: str) -> str:
    """The words of the last column, as they are read on from line to line."""
    lines = text.splitlines()
    column = next(place for place in (line.find(HEADING) for line in lines) if place >= 0)
    return " ".join(" ".join(line[column:].replace("▌", " ") for line in lines).split())


async def test_its_item_is_shown_with_its_problem(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter", "down")
        assert "2  wolk" in text
        assert "wolk" in in_preview(text)
        assert "Problem" in text
        seen = in_preview(await press(pilot, "f3", "t"))
        assert 'There is no exercise "wolk" in this file' in seen


async def test_another_item_of_its_day_is_shown_as_ever(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter")
        assert "Stop signs" in text
        text = await press(pilot, "f3", "t")
        assert "Today: 5 exercises" in text
        assert "wolk" not in in_preview(text)


async def test_it_is_shown_as_well_where_another_has_no_dose_yet(folder: Path) -> None:
    (path,) = drafts_in(folder)
    undosed = with_value(kept(folder), ("phases", 0, "items", 2, "dose"), None)
    path.write_text(text_of_draft(undosed), "utf-8")
    async with at_the_desk(folder) as pilot:
        seen = in_preview(await press(pilot, "enter", "down"))
        assert 'There is no exercise "wolk" in this file' in seen
        seen = in_preview(await press(pilot, "down"))
        assert "No dose yet" in seen
        assert "Pelvic tilt" in await press(pilot, "up", "up", "f3", "t")


async def test_it_stays_in_sight_beside_a_new_empty_phase(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter", "p", "left", "down", "down")
        assert "2  wolk" in text
        seen = in_preview(await press(pilot, "up"))
        assert 'There is no exercise "wolk" in this file' in seen


EASIER = ("phases", 0, "items", 0, "modify_down", "exercise")


async def test_an_easier_version_may_be_renamed_letter_by_letter(tmp_path: Path) -> None:
    with_draft(
        tmp_path, "c-after-decompression", lambda draft: with_value(draft, EASIER, "heel-slide")
    )
    async with at_the_desk(tmp_path) as pilot:
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, BuilderScreen)
        screen.go_to(EASIER)
        await text_of(pilot)
        text = await press(pilot, "end", "backspace")
        seen = in_preview(text)
        assert 'There is no exercise "heel-slid" in this file' in seen
        assert "Its easier version cannot be shown yet." in seen
        assert "Stop signs" in seen
        await press(pilot, *["backspace"] * len("heel-slid"), "w")
    async with at_the_desk(tmp_path) as pilot:
        text = await press(pilot, "enter")
        assert "Stop signs" in text
        assert 'There is no exercise "w" in this file' in in_preview(text)


async def test_one_on_disk_can_be_opened_and_every_page_gone_to(tmp_path: Path) -> None:
    with_draft(tmp_path, "c-after-decompression", lambda draft: with_value(draft, EASIER, "b"))
    async with at_the_desk(tmp_path) as pilot:
        await press(pilot, "enter", "f3", "t", "f2", "escape")
        for page in ("f5", "f6", "f7", "f8"):
            assert "saved" in await press(pilot, page)
        assert "problem" in await press(pilot, "ctrl+s")
