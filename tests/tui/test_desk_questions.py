"""At the desk through the keyboard: what the plan asks before a session, measures and own words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner
from desk_harness import (
    ROOMY,
    TODAY,
    at_once,
    at_the_desk,
    go_to_field,
    kept,
    press,
    text_of,
    with_draft,
)

from exercise_companion.cli.program import program
from exercise_companion.core.draft import value_at
from exercise_companion.core.draft_questions_patient import RISKS
from exercise_companion.tui.desk.screens.questions import QuestionsScreen
from exercise_companion.tui.widgets.field_form import FieldForm
from exercise_companion.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from exercise_companion.canonical import JsonObject, JsonValue

SMALL: Final = (40, 12)
STIFF: Final = "How stiff was your back?"

PERSON: Final[tuple[tuple[str, ...], ...]] = (
    (*"Jo Hale", "enter"),
    (*"14.3.1958", "enter", "enter"),  # the id was made up
    (*"Back", "enter"),
    (*"a stiff back", "enter", "enter", "enter"),  # whether they read it, and fitness: left
    (*"30", "enter"),
    (*"n" * len(RISKS), *"no", "enter", *"no", "enter"),  # no injection, no surgery
    (*"3", "enter", "f2"),
    (*"Walk to the shop", "enter", "3", "enter", "7", "enter", *"6w"),
)
DATES: Final[tuple[tuple[str, ...], ...]] = (
    (*"6w", "enter"),
    (*"Settle", "enter", *"Learn the moves", "f2"),
    (*"5w", "enter", "v", "enter", *"Review", "f2"),
    (*"Ruth Hall", "enter"),
    (*"Physiotherapist", "enter"),
    (*"HCPC", "enter"),
    (*"PH-104233", "enter"),
    (*"Hill Road", "enter"),
    (*"020 7946 0123", "f2"),
    (*"gb",),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "a-spinal-stenosis")


def finished(folder: Path) -> tuple[Path, JsonObject]:
    (written,) = folder.glob("*.json")
    return written, json.loads(written.read_bytes())


def asked(folder: Path) -> dict[str, JsonValue]:
    """How often each measure is asked, in days."""
    tree = kept(folder).tree
    return {one["measure"]: one.get("every_days") for one in tree.get("outcomes", [])}  # type: ignore[union-attr,index,call-overload,misc]


def at_field(pilot: Pilot[None]) -> str:
    row = pilot.app.screen.query_one(FieldForm).row_with_keys
    return row.field.label if row is not None else ""


async def test_from_blank_to_a_plan_that_asks_every_week_and_the_preview_says_so(
    tmp_path: Path,
) -> None:
    async with at_the_desk(tmp_path) as pilot:
        await press(pilot, "n", "enter")
        await at_once(pilot, *"walk", "enter", *"12 min, daily", "enter")
        for page, script in (("f5", PERSON), ("f6", DATES)):
            await press(pilot, page)
            for keys in script:
                await at_once(pilot, *keys)
        await press(pilot, "f8")
        await at_once(pilot, *"1 week", *["down"] * 9)
        await at_once(pilot, *STIFF, "enter", "0", "enter", *"3 days")
        text = await press(pilot, "escape")
        assert "no problems" in text, text
        await press(pilot, "ctrl+s")
        text = await press(pilot, "y")
        assert "Finished and checked" in text, text
    written, tree = finished(tmp_path)
    assert tree["outcomes"] == [{"measure": "activities", "every_days": 7}]
    assert tree["check_ins"] == [
        {"id": "own-1", "question": STIFF, "kind": "score", "every_days": 3}
    ]
    words = ["preview", str(written), "--days", "7", "--now", f"{TODAY}T09:00"]
    shown = " ".join(CliRunner().invoke(program, words).stdout.split())
    assert shown.count(STIFF) == 2
    assert shown.count("How well can you do this now? Walk to the shop") == 1


async def test_a_measure_is_switched_off_and_on_and_every_step_is_undone(folder: Path) -> None:
    before, whole = asked(folder), kept(folder)
    assert before["activities"] == 7
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter", "f8")
        assert "Activities               1 week" in text
        screen = pilot.app.screen
        assert isinstance(screen, QuestionsScreen)
        screen.go_to(("outcomes", "activities"))
        await text_of(pilot)
        assert at_field(pilot) == "Activities"
        text = await at_once(pilot, "delete", *["delete"] * 6)
        assert "activities" not in asked(folder)
        assert "Activities               not asked" in text
        await at_once(pilot, *"10 d")
        assert asked(folder)["activities"] == 10
        assert at_field(pilot) == "Activities"
        await press(pilot, "ctrl+z")
        assert kept(folder) == whole, "letters of one field are one step"


async def test_what_cannot_be_read_or_is_too_seldom_is_said_at_once_and_leads_there(
    folder: Path,
) -> None:
    async with at_the_desk(folder) as pilot:
        await go_to_field(pilot, "f8", "outcomes", "sleep")
        text = await at_once(pilot, *"so", "enter")
        assert at_field(pilot) == "Sleep"
        assert '"so" is not a number of days or weeks, such as 2 weeks.' in text
        assert asked(folder)["sleep"] == "so", "nothing that was typed is lost"
        text = await at_once(pilot, *"30 weeks")
        assert "210" in text
        await press(pilot, "escape", "f2")
        listed = pilot.app.screen.query_one("#problem-list", PickList)
        lines = [one.text for one in listed.rows]
        number = next(n for n, words in enumerate(lines) if "Questions: " in words)
        await at_once(pilot, *["down"] * number, "enter")
        assert at_field(pilot) == "Sleep"


@pytest.mark.parametrize("size", [ROOMY, SMALL])
async def test_a_question_is_added_changed_and_taken_out(
    size: tuple[int, int], folder: Path
) -> None:
    count = len(kept(folder).tree["check_ins"])  # type: ignore[arg-type]
    async with at_the_desk(folder, size=size) as pilot:
        await go_to_field(pilot, "f8", "check_ins", count, "question")
        await at_once(pilot, *"Which chair?", "enter", "c", "enter", *"low", "enter", *"high")
        assert value_at(kept(folder), ("check_ins", count)) == {
            "id": f"own-{count + 1}", "question": "Which chair?", "kind": "choice",
            "choices": ["low", "high"],
        }  # fmt: skip
        await press(pilot, "up", "up")
        assert at_field(pilot) == "Answered by"
        await press(pilot, "y")
        assert "choices" not in value_at(kept(folder), ("check_ins", count))  # type: ignore[operator]
        await press(pilot, "ctrl+z")
        assert value_at(kept(folder), ("check_ins", count, "choices")) == ["low", "high"]
        await press(pilot, "up")
        await at_once(pilot, "home", *["delete"] * len("Which chair?"))
        await press(pilot, "escape")
        assert len(kept(folder).tree["check_ins"]) == count  # type: ignore[arg-type]
        text = await press(pilot, "ctrl+z", "ctrl+z")
        assert value_at(kept(folder), ("check_ins", count, "question")) == "Which chair?"
        assert "Questions" in text


async def test_letters_that_are_seen_are_kept_when_it_is_left_at_once(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await go_to_field(pilot, "f8", "outcomes", "walking")
        pilot.app.screen.query_one(FieldForm).row_with_keys.entry.value = "3 weeks"  # type: ignore[union-attr]
        await pilot.press("ctrl+q")
        await pilot.app.workers.wait_for_complete()
    assert asked(folder)["walking"] == 21


async def test_undo_elsewhere_names_the_measure(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await go_to_field(pilot, "f8", "outcomes", "sleep")
        await at_once(pilot, *"3 weeks", "escape")
        assert "Taken back: Questions, Sleep" in await press(pilot, "ctrl+z")


async def test_the_page_in_sight_is_not_gone_to_again(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter", "f8")
        assert "F7 Limits" in text
        assert "F8 Questions" not in text
        screen = pilot.app.screen
        await press(pilot, "f8")
        assert pilot.app.screen is screen
        assert "F8 Questions" in await press(pilot, "f7")
