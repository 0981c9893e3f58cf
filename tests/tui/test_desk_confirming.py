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


@pytest.mark.parametrize("size", [ROOMY, (40, 12)])
async def test_the_doses_of_a_template_are_shown_and_wait_for_a_yes(
    size: tuple[int, int], folder: Path
) -> None:
    before = kept(folder)
    async with at_the_desk(folder, size=size) as pilot:
        text = await press(pilot, "enter", "ctrl+s")
        assert ASKED in text
        assert "Heel slide, one leg: 1 × 10 each side" in " ".join(text.split())
        assert "Yes, every dose" in text
        await press(pilot, "ctrl+s", "ctrl+z", "enter", "n")
        assert ASKED in await text_of(pilot)
        assert programs_in(folder) == set()
        assert ASKED not in await press(pilot, "escape")
        assert kept(folder) == before
        text = await press(pilot, "ctrl+s", "y")
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
        assert "An edit came after the doses were shown." in await press(pilot, "y")
        assert not isinstance(app.screen, ConfirmScreen)
        assert programs_in(folder) == set()
        assert "3 × 10 each side" in " ".join((await press(pilot, "ctrl+s")).split())
