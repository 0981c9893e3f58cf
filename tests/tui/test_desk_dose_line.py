"""What stands typed on the line of a dose: taken however it is left, never lost or misplaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from desk_harness import (
    TODAY,
    at_once,
    at_the_desk,
    drafts_in,
    kept,
    press,
    text_of,
    type_at_once,
    with_draft,
)

from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft import value_at, with_value
from exercise_companion.tui.widgets.entry_line import EntryLine
from exercise_companion.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from exercise_companion.canonical import JsonValue

SMALL: Final = (40, 12)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "a-spinal-stenosis")


def item(folder: Path, number: int, name: str) -> JsonValue:
    return value_at(kept(folder), ("phases", 0, "items", number, name))


def amounts(folder: Path, number: int) -> tuple[JsonValue, JsonValue]:
    path = ("phases", 0, "items", number, "dose")
    return value_at(kept(folder), (*path, "sets")), value_at(kept(folder), (*path, "reps"))


def line(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one("#quick", EntryLine).value


def to_mend(pilot: Pilot[None]) -> list[str]:
    return [one.text for one in pilot.app.screen.query_one("#problem-list", PickList).rows]


@pytest.mark.parametrize("key", ["escape", "f5", "down", "f4", "f3", "f2"])
async def test_a_dose_that_stands_typed_is_taken_however_the_line_is_left(
    key: str, folder: Path
) -> None:
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter")
        await at_once(pilot, "d", *"3 x 7", key)
        assert amounts(folder, 0) == (3, 7)
        assert item(folder, 0, "typed_dose") is None


async def test_a_key_that_writes_the_program_or_leaves_takes_it_as_well(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter")
        await at_once(pilot, "d", *"3 x 7", "ctrl+s")
        assert amounts(folder, 0) == (3, 7)
        await press(pilot, "escape", "home", "d")
        type_at_once(pilot, *"4 x 9")
        await pilot.press("ctrl+q")
        await pilot.app.workers.wait_for_complete()
    assert amounts(folder, 0) == (4, 9)


async def test_what_is_typed_is_on_disk_before_it_is_a_dose_and_the_draft_says_so(
    folder: Path,
) -> None:
    before = amounts(folder, 0)
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter")
        text = await at_once(pilot, "d", *"2 x 1")
        assert ", saved" in text
        assert item(folder, 0, "typed_dose") == "2 x 1"
        assert amounts(folder, 0) == before, "on the way to 2 x 12 it is no dose of 1"
        assert any('Pelvic tilt: "2 x 1" is typed' in one for one in to_mend(pilot))
    async with at_the_desk(folder) as pilot:  # as after a kill
        text = await press(pilot, "enter")
        assert "typed: 2 x 1" in text
        await press(pilot, "f5", "escape")
        assert amounts(folder, 0) == before, "nobody was on the line"
        await press(pilot, "d")
        assert line(pilot) == "2 x 1"
        await at_once(pilot, *"2 x 12", "enter")  # takes its place, as in any field
        assert amounts(folder, 0) == (2, 12)
        assert item(folder, 0, "typed_dose") is None


@pytest.mark.parametrize("size", [(120, 40), SMALL])
async def test_what_is_no_dose_is_said_and_stays_with_its_own_exercise(
    size: tuple[int, int], folder: Path
) -> None:
    before = kept(folder)
    async with at_the_desk(folder, size=size) as pilot:
        await press(pilot, "enter")
        text = await at_once(pilot, "d", *"2 xx", "escape")
        assert "no dose: 2 xx" in text
        assert ", saved" in text or "problems saved" in text
        assert any('"2 xx" is not a dose. It is not taken.' in one for one in to_mend(pilot))
        await press(pilot, "down")
        assert line(pilot) == ""
        await at_once(pilot, "d", *"3 x 5", "enter")
        assert amounts(folder, 1)[0] == 3
        assert item(folder, 0, "dose") == value_at(before, ("phases", 0, "items", 0, "dose"))
        await press(pilot, "escape", "home")
        assert line(pilot) == "2 xx"
        await at_once(pilot, "d", *"2 x 6", "enter")
        assert amounts(folder, 0) == (2, 6)
        assert not any("is not taken" in one for one in to_mend(pilot))


async def test_the_list_of_problems_leads_to_the_line(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter")
        await at_once(pilot, "d", *"2 xx", "f2")
        number = next(n for n, one in enumerate(to_mend(pilot)) if "2 xx" in one)
        await at_once(pilot, "home", *["down"] * number, "enter")
        assert pilot.app.focused is pilot.app.screen.query_one("#quick")
        assert line(pilot) == "2 xx"


async def test_one_step_back_undoes_the_dose_with_its_letters(folder: Path) -> None:
    before = kept(folder)
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter")
        await at_once(pilot, "d", *"3 x 7", "enter")
        assert amounts(folder, 0) == (3, 7)
        await press(pilot, "ctrl+z")
        assert kept(folder) == before
        await at_once(pilot, "escape", "d", *"3 x")
        await press(pilot, "ctrl+z")
        assert line(pilot) == ""
        assert kept(folder) == before


async def test_a_line_that_was_emptied_leaves_the_dose(folder: Path) -> None:
    (path,) = drafts_in(folder)
    desk = Desk(folder, lambda: TODAY)
    draft = desk.open(path.name).draft
    desk.keep(path.name, with_value(draft, ("phases", 0, "items", 0, "typed_dose"), "2"))
    before = amounts(folder, 0)
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter", "d")
        assert line(pilot) == "2"
        await press(pilot, "backspace", "enter")
        assert item(folder, 0, "typed_dose") is None
        assert amounts(folder, 0) == before
        assert ", saved" in await text_of(pilot)


async def test_what_a_dose_keeps_is_said_while_it_is_typed_and_stays_until_something_else(
    folder: Path,
) -> None:
    """H-17: no part of a dose is left standing, or taken away, unseen."""
    (path,) = drafts_in(folder)
    desk = Desk(folder, lambda: TODAY)
    band: JsonValue = {"type": "band", "label": "red band"}
    draft = desk.open(path.name).draft
    desk.keep(path.name, with_value(draft, ("phases", 0, "items", 2, "dose", "load"), band))
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter", *["down"] * 2)
        assert "Kept: red band." in await at_once(pilot, "d", *"2 x 6 hold 9 s, let go 4 s")
        text = await press(pilot, "enter")
        assert value_at(kept(folder), ("phases", 0, "items", 2, "dose", "load")) == band
        assert "2 × 6, hold 9 s, red band" in text
        assert "Kept: red band." in text
        await press(pilot, "escape")
        assert "Left out: hold 9 s, red band, let go 4 s." in await at_once(pilot, "d", *"3 x 20 s")
        text = await press(pilot, "ctrl+z")
        assert "Left out" not in text
        await at_once(pilot, *"1 x 9", "enter", "escape", "up")
        assert "Kept" not in await text_of(pilot), "it is said of its own exercise"


async def test_the_empty_line_says_of_its_example_that_it_is_one(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter")
        for size, said in (
            ((120, 40), "for example 2 x 8, mon wed"),
            ((80, 24), "for example 2 x 8, mon wed"),
            (SMALL, "for example 2 x 8"),
        ):
            await pilot.resize_terminal(*size)
            assert said in await press(pilot, "d"), size
            await press(pilot, "escape")


async def test_h17_what_lies_between_two_holds_is_asked_for_where_it_is_typed(folder: Path) -> None:
    """Nothing is filled in: the line stays, says how, and is taken once it is whole."""
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter", *["down"] * 3)
        before = amounts(folder, 3)
        text = await at_once(pilot, "d", *"3 x 9, hold 7 s, rest 5 s", "enter")
        assert '"let go 5 s"' in text
        assert amounts(folder, 3) == before
        for _ in range(len("rest 5 s")):
            await pilot.press("backspace")
        text = await at_once(pilot, *"let go 2 s", "enter")
        assert "3 × 9" in text
        dose = value_at(kept(folder), ("phases", 0, "items", 3, "dose"))
        assert isinstance(dose, dict)
        assert (dose["hold_seconds"], dose["release_seconds"]) == (7, 2)
