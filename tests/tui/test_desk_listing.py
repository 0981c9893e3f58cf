"""The list of patients: what is no program stands apart, twins are told apart, Esc stays."""

from __future__ import annotations

import json
import os
import shutil
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from desk_harness import ROOMY, TODAY, at_the_desk, drafts_in, kept, press, text_of

from exercise_companion import paths
from exercise_companion.clinic import desk_folder
from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft import Draft

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

OTHERS: dict[str, object] = {
    "a-package.json": {"name": "x", "version": "1.0.0"},
    "clearance.json": {"kind": "clearance", "patient_id": "p-1"},
    "list.json": [1, 2],
    "me.json": {"prescriber": {"name": "Ruth Hall"}, "region": "GB"},
}


def open_draft(pilot: Pilot[None]) -> object:
    return pilot.app.keeping.sheet  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", OTHERS)
async def test_a_file_that_is_no_program_says_so_and_is_left_alone(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(OTHERS[name]), "utf-8")
    async with at_the_desk(tmp_path) as pilot:
        text = await text_of(pilot)
        assert "not a program" in text
        assert f"{name}: not a program, a template or a draft." in text
        assert "problem" not in text
        text = await press(pilot, "s")
        assert f"Not signed: {name}" in text
        await press(pilot, "enter")
        assert open_draft(pilot) is None
    assert json.loads(path.read_text("utf-8")) == OTHERS[name]
    assert drafts_in(tmp_path) == set()


def test_what_is_no_program_stands_last_and_the_schema_is_not_listed(tmp_path: Path) -> None:
    shutil.copy(paths.programs_folder() / "a-spinal-stenosis.json", tmp_path / "zoe.json")
    shutil.copy(paths.programs_folder() / "program.schema.json", tmp_path)
    (tmp_path / "list.json").write_text("[]", "utf-8")
    (tmp_path / "half.json").write_text('{"kind": ', "utf-8")
    (tmp_path / "p-1.draft.json").write_text("{}", "utf-8")
    (tmp_path / "unnamed.json").write_text('{"phases": []}', "utf-8")
    desk = Desk(tmp_path, lambda: TODAY)
    entries = [desk.look_at(entry.name) for entry in desk.entries()]
    assert [(entry.name, entry.state) for entry in entries] == [
        ("p-1.draft.json", "draft"),
        ("unnamed.json", "problems"),
        ("zoe.json", "ready"),
        ("half.json", "unreadable"),
        ("list.json", "other"),
    ]


async def test_a_template_of_the_folder_begins_a_program_and_stays(tmp_path: Path) -> None:
    shipped = paths.programs_folder() / "templates" / "hip-pain.template.json"
    shutil.copy(shipped, tmp_path / "my-hips.template.json")
    async with at_the_desk(tmp_path) as pilot:
        text = await text_of(pilot)
        assert "my-hips.template.json: a template. Enter begins a program from it." in text
        await press(pilot, "enter", "g")
    draft = kept(tmp_path).tree
    assert (draft["kind"], draft["version"]) == ("prescription", 1)
    assert draft["valid_from"] == TODAY.isoformat()
    assert (tmp_path / "my-hips.template.json").read_bytes() == shipped.read_bytes()


async def test_drafts_that_look_alike_say_when_each_was_changed(tmp_path: Path) -> None:
    tree = {"patient": {"display_name": "Anna"}, "title": "Back", "version": 2}
    for name, moment in (
        ("a", datetime(2026, 11, 29, 9, 5)),  # noqa: DTZ001 - by the clock of this computer
        ("b", datetime(2026, 11, 28, 14, 30)),  # noqa: DTZ001
        ("c", datetime(2025, 2, 3, 8, 0)),  # noqa: DTZ001
    ):
        path = tmp_path / f"{name}.draft.json"
        path.write_text(json.dumps(tree), "utf-8")
        os.utime(path, (moment.timestamp(), moment.timestamp()))
    (tmp_path / "other.draft.json").write_text(json.dumps(tree | {"version": 3}), "utf-8")
    async with at_the_desk(tmp_path) as pilot:
        lines = (await text_of(pilot)).split("\n")
        anna = [line.rpartition(", ")[2].strip() for line in lines if "Anna" in line]
        assert anna[1:] == ["today 09:05", "28 November 14:30", "3 February 2025 08:00"]
        assert "problem" in anna[0]
        text = await press(pilot, "down", "down")
        assert "b.draft.json: changed 28 November 14:30. Enter goes on writing it." in text


@pytest.mark.parametrize("size", [ROOMY, (80, 24), (40, 12)])
async def test_files_that_are_not_shown_are_counted_above_the_list(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_folder, "MOST_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.json").write_text("[]", "utf-8")
    async with at_the_desk(tmp_path, size=size) as pilot:
        text = await text_of(pilot)
        assert "1 more file is not shown" in text
        assert "c.json" not in text
        assert "1 more file is not shown" in await press(pilot, "f", *"zoe")
        (tmp_path / "a.json").unlink()
        text = await press(pilot, "escape", "r")
        assert "not shown" not in text
        assert "c.json" in text


async def test_escape_never_leaves_the_desk(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as pilot:
        text = await press(pilot, "escape", "escape")
        assert "Q leaves the desk." in text
        assert pilot.app.is_running
        await pilot.press("q")
        assert pilot.app.return_code == 0


@pytest.mark.parametrize("content", [{}, {"title": "Knees"}, {"phases": [], "patient": {}}])
async def test_a_draft_with_next_to_nothing_in_it_can_be_mended_like_a_new_one(
    content: dict[str, object], tmp_path: Path
) -> None:
    path = tmp_path / "p-1.draft.json"
    path.write_text(json.dumps(content), "utf-8")
    desk = Desk(tmp_path, lambda: TODAY)
    opened, new = desk.open(path.name), desk.begin("blank")
    missing = {problem.path for problem in desk.check(opened.draft).problems}
    given_with_a_new_one = {
        ("patient", "patient_id"), ("valid_from",), ("version_note",), ("phases", 0, "starts_on"),
    }  # fmt: skip
    usual = {problem.path for problem in desk.check(new.draft).problems}
    assert missing - usual <= given_with_a_new_one
    assert json.loads(path.read_text("utf-8")) == content
    async with at_the_desk(tmp_path) as pilot:
        await press(pilot, "enter", "f5", *"Anna")
    tree = kept(tmp_path).tree
    assert (tree["kind"], tree["version"]) == ("prescription", 1)
    assert tree["patient"] == {"display_name": "Anna"}
    assert tree.get("title") == content.get("title")


def test_a_draft_that_lacks_nothing_it_needs_is_opened_as_it_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path, lambda: TODAY)
    opened = desk.begin("a-spinal-stenosis")
    tree = {name: part for name, part in opened.draft.tree.items() if name != "clearance_key"}
    desk.keep(opened.name, Draft(tree))
    again = desk.open(opened.name)
    assert again.draft.tree == tree | {"draft": True}
    assert not again.is_new
    desk.keep(opened.name, Draft(tree | {"kind": None}))
    mended = desk.open(opened.name)
    assert mended.draft.tree == tree | {"draft": True}
    assert mended.is_new
