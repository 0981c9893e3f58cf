"""Before a program is written at the desk: every dose is shown, and said to be right (H-17)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_harness import (
    ROOMY,
    at_the_desk,
    drafts_in,
    kept,
    press,
    text_of,
    with_draft,
    with_everything_said,
)

from exercise_companion.core.draft import with_value
from exercise_companion.tui.desk.app import DeskApp
from exercise_companion.tui.desk.messages import Edit
from exercise_companion.tui.desk.panes.dose_words import in_parts
from exercise_companion.tui.desk.screens.confirm import ConfirmScreen

if TYPE_CHECKING:
    from pathlib import Path

ASKED = "Is every dose right for this patient?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft from a template that lacks nothing but the therapist's word on its doses."""
    return with_draft(tmp_path, "hip-pain", with_everything_said)


def programs_in(folder: Path) -> set[Path]:
    return set(folder.glob("*.json")) - drafts_in(folder)


async def test_yes_is_taken_once_the_last_dose_was_in_sight(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        text = await press(pilot, "enter", "ctrl+s")
        assert "more lines: Page down shows more. Then Y." in text
        assert "Yes, every dose" not in text
        assert ASKED in await press(pilot, "y", "down")
        assert programs_in(folder) == set()
        text = await press(pilot, *["pagedown"] * 8)
        assert "Yes, every dose" in text
        assert "Page down" not in text
        assert "Finished and checked" in await press(pilot, "home", "y")


async def test_what_is_left_is_counted(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        text = await press(pilot, "enter", "ctrl+s", "end", "up")
        assert "Yes, every dose" in text
        await press(pilot, "escape")
        await pilot.resize_terminal(80, 26)
        before = await press(pilot, "ctrl+s")
        after = await press(pilot, "down")
        counts = [int(text.partition("↓ ")[2].partition(" ")[0]) for text in (before, after)]
        assert counts[0] - counts[1] == 1


async def test_what_is_all_in_sight_in_a_larger_window_can_be_said_yes_to(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        assert "Then Y." in await press(pilot, "enter", "ctrl+s")
        await pilot.resize_terminal(20, 6)
        await text_of(pilot)
        assert ASKED not in await press(pilot, "y")
        assert programs_in(folder) == set()
        await pilot.resize_terminal(120, 120)
        assert "Yes, every dose" in await text_of(pilot)


@pytest.mark.parametrize("size", [ROOMY, (40, 12)])
async def test_the_doses_of_a_template_are_shown_and_wait_for_a_yes(
    size: tuple[int, int], folder: Path
) -> None:
    before = kept(folder)
    async with at_the_desk(folder, size=size) as pilot:
        text = await press(pilot, "enter", "ctrl+s")
        assert ASKED in text
        assert "Heel slide, one leg: 1 × 10 each side" in " ".join(text.split())
        await press(pilot, "ctrl+s", "ctrl+z", "enter", "n")
        assert ASKED in await text_of(pilot)
        assert programs_in(folder) == set()
        assert ASKED not in await press(pilot, "escape")
        assert kept(folder) == before
        text = await press(pilot, "ctrl+s", "end", "y")
        assert "Finished and checked" in text
    (written,) = programs_in(folder)
    assert drafts_in(folder) == set()
    assert json.loads(written.read_text("utf-8"))["integrity"]["sha256"]


async def test_a_yes_to_other_doses_than_are_in_the_draft_writes_nothing(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter", "ctrl+s")
        app = pilot.app
        assert isinstance(app, DeskApp)
        sets = ("phases", 0, "items", 0, "dose", "sets")
        app.keeping.edit(Edit(lambda draft: with_value(draft, sets, 3)))
        assert "An edit came after the doses were shown." in await press(pilot, "end", "y")
        assert not isinstance(app.screen, ConfirmScreen)
        assert programs_in(folder) == set()
        assert "3 × 10 each side" in " ".join((await press(pilot, "ctrl+s")).split())


@pytest.mark.parametrize("cells", [72, 60, 40, 31])
def test_a_number_stays_beside_its_unit(cells: int) -> None:
    words = "Heel slide, one leg: 1 × 10 each side, 3 s out, 3 s back, rest 30 s, Mon, Thu"
    lines = in_parts(words, cells)
    assert " ".join(lines) == words
    assert max(map(len, lines)) <= cells
    assert all(line.endswith(",") for line in lines[:-1])


def test_a_part_without_a_comma_is_broken_where_it_must_be() -> None:
    assert in_parts("effort 3 to 4 out of 10, Mon", 12) == ["effort 3 to", "4 out of 10,", "Mon"]
    assert in_parts(" ", 1) == [""]
    assert in_parts("a, b", 1) == ["a", ",", "b"]
