"""E at the desk: an easier version is begun, and its first field has the keys, in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import ROOMY, at_the_desk, kept, press, with_draft

from exercise_companion.core.draft import value_at, with_value
from exercise_companion.core.form_dose import SWITCH
from exercise_companion.tui.widgets.field_form import FieldForm

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from exercise_companion.core.draft import Draft

EASIER = ("phases", 0, "items", 0, "modify_down")


def without_easier(draft: Draft) -> Draft:
    return with_value(draft, EASIER, None)


def place_with_the_keys(pilot: Pilot[None]) -> object:
    form = pilot.app.screen.query_one(FieldForm)
    row = form.row_with_keys
    assert row is not None
    assert pilot.app.screen.find_widget(row).visible_region.height > 0
    return row.field.path


@pytest.mark.parametrize("size", [ROOMY, (80, 24), (40, 12)])
async def test_its_first_field_has_the_keys_and_is_in_sight(
    size: tuple[int, int], tmp_path: Path
) -> None:
    folder = with_draft(tmp_path, "a-spinal-stenosis", without_easier)
    async with at_the_desk(folder, size=size) as pilot:
        text = await press(pilot, "enter", "e")
        assert place_with_the_keys(pilot) == (*EASIER, "instruction")
        assert "In words" in text
        assert value_at(kept(folder), (*EASIER, "dose", "type"))


async def test_one_that_is_written_stays_and_is_gone_to(tmp_path: Path) -> None:
    folder = with_draft(tmp_path, "a-spinal-stenosis")
    before = kept(folder)
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, "enter", "e")
        assert place_with_the_keys(pilot) == (*EASIER, "instruction")
    assert kept(folder) == before


async def test_where_the_library_has_none_that_is_said(tmp_path: Path) -> None:
    def with_it(draft: Draft) -> Draft:
        return with_value(without_easier(draft), ("phases", 0, "items", 0, "exercise"), "our-own")

    folder = with_draft(tmp_path, "a-spinal-stenosis", with_it)
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter", "e")
        assert "The library has no easier version of it." in text
        assert place_with_the_keys(pilot) == (*EASIER, SWITCH)
