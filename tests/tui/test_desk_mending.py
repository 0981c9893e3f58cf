"""F2 at the desk: from one field that has to be filled in to the next, page after page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import (
    TODAY,
    at_the_desk,
    drafts_in,
    kept,
    paste,
    press,
    text_of,
    with_draft,
    with_everything_said,
)

from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft import Draft, value_at, with_value
from exercise_companion.core.draft_pages import page_of
from exercise_companion.core.draft_questions_patient import LAST_DAYS, RISKS
from exercise_companion.tui.desk.screens.builder import BuilderScreen
from exercise_companion.tui.widgets.field_form import FieldForm

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from exercise_companion.core.problem import JsonPath


@pytest.fixture
def draft_folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "hip-pain")


def field_with_the_keys(pilot: Pilot[None]) -> JsonPath:
    form = pilot.app.screen.query_one(FieldForm)
    (row,) = (row for row in form.rows if row.entry.has_focus)
    return row.field.path


async def test_it_leads_through_every_field_that_is_missing_and_round_again(
    draft_folder: Path,
) -> None:
    async with at_the_desk(draft_folder) as pilot:
        await press(pilot, "enter", "f5")
        begun, met = field_with_the_keys(pilot), []
        for _ in range(60):
            await press(pilot, "f2")
            if field_with_the_keys(pilot) == begun:
                break
            met.append(field_with_the_keys(pilot))
        draft = kept(draft_folder)
    assert begun == ("patient", "display_name")
    assert all(value_at(draft, path) is None for path in met)
    assert len(set(met)) == len(met)
    pages = [page_of(path) for path in met]
    assert pages == sorted(pages, reverse=True)  # first the person, then dates and contacts
    for path in ("patient", "birth_date"), ("risk", "anticoagulant"), ("prescriber", "licence_no"):
        assert path in met
    assert ("fitness_note",) not in met  # may be left out


@pytest.mark.parametrize("page", ["f5", "f6"])
async def test_with_nothing_left_a_form_begins_at_its_first_field(
    tmp_path: Path, page: str
) -> None:
    """A field that may stay empty is not one that is left."""
    folder = with_draft(tmp_path, "hip-pain", with_everything_said)
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, "enter", page)
        form = pilot.app.screen.query_one(FieldForm)
        assert field_with_the_keys(pilot) == form.rows[0].field.path
        assert form.rows[0].region.y >= form.region.y


async def test_with_no_risk_recorded_the_person_begins_there(tmp_path: Path) -> None:
    def without_risk(draft: Draft) -> Draft:
        return with_value(with_everything_said(draft), ("risk",), None)

    async with at_the_desk(with_draft(tmp_path, "hip-pain", without_risk)) as pilot:
        await press(pilot, "enter", "f5")
        assert field_with_the_keys(pilot)[0] == "risk"


@pytest.mark.parametrize("name", ["spinal_injection_date", "spinal_surgery_date"])
async def test_a_last_injection_or_surgery_that_is_not_recorded_is_not_passed_by(
    tmp_path: Path, name: str
) -> None:
    def without_it(draft: Draft) -> Draft:
        risk = {each: "no" for each in (*RISKS, *LAST_DAYS) if each != name}
        return with_value(with_everything_said(draft), ("risk",), risk)

    async with at_the_desk(with_draft(tmp_path, "hip-pain", without_it)) as pilot:
        await press(pilot, "enter", "f5")
        assert field_with_the_keys(pilot) == ("risk", name)


async def test_what_was_typed_before_it_is_kept_and_is_passed_by(draft_folder: Path) -> None:
    async with at_the_desk(draft_folder) as pilot:
        await press(pilot, "enter", "f5", *"Jo", "f2")
        assert field_with_the_keys(pilot) == ("patient", "birth_date")
        await paste(pilot, "14.3.58")
        await press(pilot, "f2")
        assert field_with_the_keys(pilot) == ("patient", "birth_date")  # it cannot be read
        await paste(pilot, "14.3.1958")
        await press(pilot, "f2", "f5", "f2")
        assert field_with_the_keys(pilot) != ("patient", "birth_date")
        assert value_at(kept(draft_folder), ("patient", "birth_date")) == "1958-03-14"


async def test_what_no_field_says_is_said_where_it_leads(draft_folder: Path) -> None:
    desk = Desk(draft_folder, lambda: TODAY)
    (path,) = drafts_in(draft_folder)
    draft = kept(draft_folder)
    draft = with_everything_said(draft)
    draft = with_value(draft, ("contacts", "therapist"), None)
    desk.open(path.name)
    desk.keep(path.name, draft)
    async with at_the_desk(draft_folder) as pilot:
        text = await press(pilot, "enter", "f5", "f2")
        assert field_with_the_keys(pilot) == ("contacts", "therapist", "name")
        assert "There is nobody the patient can call." in text
        assert "There is nobody" not in await press(pilot, *"Ruth")


async def test_an_exercise_that_is_missing_is_shown_in_the_list_of_what_is_left(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, lambda: TODAY)
    opened = desk.begin("blank")
    desk.keep(opened.name, opened.draft)
    async with at_the_desk(tmp_path) as pilot:
        await press(pilot, "enter", "f7", "f2")  # no limit is missing
        assert isinstance(pilot.app.screen, BuilderScreen)
        assert "Phase 1: no exercise yet." in await text_of(pilot)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "problem-list"
