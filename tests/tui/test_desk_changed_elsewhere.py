"""A draft that another window wrote meanwhile: both are kept, and that can be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_harness import at_once, at_the_desk, drafts_in, press, text_of, with_draft

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "a-spinal-stenosis")


def written_elsewhere(folder: Path) -> str:
    """Another window writes the draft; the name under which this one is kept from then on."""
    (path,) = drafts_in(folder)
    tree = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(tree | {"title": "Written elsewhere"}), "utf-8")
    return f"{path.name.removesuffix('.draft.json')}-2.draft.json"


def is_said(text: str, name: str) -> bool:
    words = " ".join(text.replace("▌", " ").split())
    return "hanged in another window" in words and f"Yours is now {name}." in words


async def in_the_name(pilot: Pilot[None]) -> None:
    await press(pilot, "enter", "f5")


async def test_it_stays_while_letters_are_typed(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await in_the_name(pilot)
        name = written_elsewhere(folder)
        await press(pilot, "J")
        assert is_said(await at_once(pilot, *"o Hale"), name)
        assert is_said(await press(pilot, "ctrl+z"), name)
    assert {path.name for path in drafts_in(folder)} >= {name}
    assert len(drafts_in(folder)) == len({"theirs", "this one's"})


async def test_it_stays_on_the_other_pages_of_the_draft(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await in_the_name(pilot)
        name = written_elsewhere(folder)
        await press(pilot, "J")
        for key in ("f6", "escape", "d", "escape", "f5"):
            assert is_said(await press(pilot, key), name)


async def test_it_is_said_on_the_list_even_if_it_came_with_the_last_letter(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await in_the_name(pilot)
        name = written_elsewhere(folder)
        await at_once(pilot, *"Jo", "escape", "escape")
        text = await text_of(pilot)
        assert "Patients and their programs" in text
        assert is_said(text, name)
        text = await press(pilot, "enter")
        assert not is_said(text, name)


async def test_it_is_said_in_a_narrow_window_and_not_in_one_that_is_too_small(
    folder: Path,
) -> None:
    async with at_the_desk(folder, size=(40, 12)) as pilot:
        await in_the_name(pilot)
        name = written_elsewhere(folder)
        assert is_said(await press(pilot, "J"), name)
        await pilot.resize_terminal(20, 6)
        text = await text_of(pilot)
        assert " ".join(text.split()) == "Please make this window larger."


async def test_nothing_is_said_where_nobody_else_wrote(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await in_the_name(pilot)
        assert "another window" not in await press(pilot, *"Jo", "escape", "escape")
