"""The folder of the desk: listed at once, checked behind it, tidied of what a kill left there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import pytest

from exercise_companion import paths
from exercise_companion.clinic import desk_folder
from exercise_companion.clinic.desk import Desk
from exercise_companion.errors import Refused
from exercise_companion.reports.files import write_private

if TYPE_CHECKING:
    from pathlib import Path

TODAY: Final = date(2026, 11, 29)
LONG_AGO: Final = 1_700_000_000
EXAMPLE: Final = "a-spinal-stenosis.json"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    shutil.copy(paths.programs_folder() / EXAMPLE, tmp_path / "right.json")
    tree = json.loads((tmp_path / "right.json").read_text("utf-8"))
    (tmp_path / "wrong.json").write_text(json.dumps(tree | {"phases": []}), "utf-8")
    (tmp_path / "broken.json").write_text("{", "utf-8")
    return Desk(tmp_path, lambda: TODAY)


def test_names_are_listed_without_a_check_and_each_file_is_checked_by_itself(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.delattr(desk_folder, "counted")
        listed = {entry.name: entry for entry in desk.entries()}
    assert list(listed) == ["right.json", "wrong.json", "broken.json"]
    assert listed["right.json"].patient
    assert not listed["right.json"].is_checked
    assert listed["broken.json"].state == "unreadable"
    assert desk.look_at("right.json").state == "ready"
    assert desk.look_at("wrong.json").state == "problems"
    assert desk.look_at("wrong.json").errors


def test_what_is_known_of_a_file_is_kept_until_the_file_or_the_day_is_another(
    desk: Desk,
) -> None:
    right = desk.folder / "right.json"
    desk.look_at(right.name)
    assert _is_checked(desk, right.name)
    tree = json.loads(right.read_text("utf-8")) | {"title": "Another"}
    right.write_text(json.dumps(tree), "utf-8")
    assert not _is_checked(desk, right.name)
    assert desk.look_at(right.name).title == "Another"
    desk.today = lambda: TODAY + timedelta(days=1)
    assert not _is_checked(desk, right.name)


def test_a_file_that_has_gone_is_no_fault(desk: Desk) -> None:
    desk.entries()
    (desk.folder / "right.json").unlink()
    assert desk.look_at("right.json").state == "unreadable"


def test_files_beyond_the_list_are_counted_and_hidden_ones_take_no_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.left_out() == 0
    monkeypatch.setattr(desk_folder, "MOST_FILES", 2)
    (desk.folder / ".a.json").write_text("{}", "utf-8")
    assert {entry.name for entry in desk.entries()} == {"broken.json", "right.json"}
    assert desk.left_out() == 1


def test_a_later_version_beyond_the_list_is_gone_on_with_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_folder, "MOST_FILES", 2)
    tree = json.loads((desk.folder / "right.json").read_text("utf-8"))
    (desk.folder / "zoe.json").write_text(json.dumps(tree | {"version": 7}), "utf-8")
    with pytest.raises(Refused, match=r"Version 7 of this program is here: zoe\.json"):
        desk.open("right.json")


def test_only_what_a_killed_write_of_ours_left_is_taken_away(desk: Desk) -> None:
    gone = _ended_process()
    left = desk.folder / f".p-1-v1.draft.json.{gone}.new"
    others = [
        desk.folder / f".p-1-v1.draft.json.{os.getpid()}.new",
        desk.folder / f"p-1-v1.json.{gone}.new",
        desk.folder / f".notes.txt.{gone}.new",
        desk.folder / ".p-1-v1.json.x.new",
        desk.folder / ".p-1-v1.json.new",
    ]
    young = desk.folder / f".p-2-v1.json.{gone}.new"
    for path in (left, young, *others):
        path.write_text("{", "utf-8")
        if path is not young:
            os.utime(path, (LONG_AGO, LONG_AGO))
    linked = desk.folder / f".p-3-v1.json.{gone}.new"
    linked.symlink_to(left)
    desk.tidy()
    assert not left.exists()
    assert all(path.exists() for path in (young, *others))
    assert linked.is_symlink()


def test_a_folder_that_is_not_there_is_tidy(tmp_path: Path) -> None:
    Desk(tmp_path / "none", lambda: TODAY).tidy()
    assert not (tmp_path / "none").exists()


def test_a_write_leaves_nothing_to_tidy(tmp_path: Path) -> None:
    write_private(tmp_path / "a.json", "{}", replace=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def _is_checked(desk: Desk, name: str) -> bool:
    return next(entry.is_checked for entry in desk.entries() if entry.name == name)


def _ended_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    return ended.pid
