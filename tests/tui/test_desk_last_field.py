"""The last field of a form: Down stays there, Enter is done with the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import at_the_desk, press, with_draft

from exercise_companion.tui.desk.screens.base_form import FormScreen
from exercise_companion.tui.desk.screens.builder import BuilderScreen
from exercise_companion.tui.widgets.field_form import FieldForm

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", ["f5", "f6", "f7", "f8"])
async def test_down_stays_in_the_form_and_enter_leaves_it(page: str, tmp_path: Path) -> None:
    async with at_the_desk(with_draft(tmp_path, "hip-pain")) as pilot:
        await press(pilot, "enter", page)
        form = pilot.app.screen.query_one(FieldForm)
        form.screen.set_focus(form.rows[-2].entry)
        await press(pilot, "down", "down", "down")
        assert isinstance(pilot.app.screen, FormScreen)
        assert form.row_with_keys is form.rows[-1]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, BuilderScreen)


async def test_down_stays_in_the_form_of_an_exercise(tmp_path: Path) -> None:
    async with at_the_desk(with_draft(tmp_path, "hip-pain")) as pilot:
        await press(pilot, "enter", "d", "down")
        form = pilot.app.screen.query_one(FieldForm)
        form.screen.set_focus(form.rows[-1].entry)
        await press(pilot, "down", "down")
        assert form.row_with_keys is form.rows[-1]
        form.screen.set_focus(form.rows[0].entry)
        await press(pilot, "up")
        assert form.row_with_keys is form.rows[0]
