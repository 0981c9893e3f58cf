"""The list of the desk follows its folder: on coming back to its window, and with R."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from builders import changed, make_program
from desk_harness import at_the_desk, press, text_of
from textual import events

from exercise_companion.tui.desk.screens.patients import PatientsScreen
from exercise_companion.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


def put(folder: Path, name: str) -> Path:
    tree = changed(make_program(), "patient", "display_name", to=name)
    path = folder / f"{name.split(maxsplit=1)[0].lower()}.json"
    path.write_text(json.dumps(changed(tree, "program_id", to=path.stem)), "utf-8")
    return path


async def come_back(pilot: Pilot[None]) -> str:
    """To the window of the desk, from another one."""
    pilot.app.post_message(events.AppBlur())
    pilot.app.post_message(events.AppFocus())
    return await text_of(pilot)


def marked(pilot: Pilot[None]) -> str:
    patients = pilot.app.screen
    assert isinstance(patients, PatientsScreen)
    return patients.found[patients.query_one(PickList).marked].name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "Bo Hale")
    put(tmp_path, "Cy Young")
    return tmp_path


async def test_what_was_put_there_and_taken_away_is_seen_on_coming_back(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        put(folder, "Ana Novak")
        (folder / "cy.json").unlink()
        text = await come_back(pilot)
        assert "Ana Novak" in text
        assert "Cy Young" not in text


async def test_the_mark_stays_with_its_patient(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await press(pilot, "down")
        assert marked(pilot) == "cy.json"
        put(folder, "Ana Novak")
        await come_back(pilot)
        assert marked(pilot) == "cy.json"
        put(folder, "Al Novak")
        await press(pilot, "r")
        assert marked(pilot) == "cy.json"


async def test_behind_another_page_it_is_read_as_well(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await press(pilot, "f1")
        put(folder, "Ana Novak")
        await come_back(pilot)
        assert "Ana Novak" in await press(pilot, "escape")


async def test_a_draft_that_is_written_is_left_alone(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        before = await press(pilot, "n", "enter")
        put(folder, "Ana Novak")
        assert await come_back(pilot) == before
