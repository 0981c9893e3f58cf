"""`report`: to the screen or into a private file, never over another one unasked."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes, make_program

from exercise_companion.cli import run
from exercise_companion.errors import CompanionError
from exercise_companion.reports.files import write_private

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-11-24T09:00+00:00"


@pytest.fixture
def options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    path = tmp_path / "program.json"
    path.write_bytes(as_bytes(make_program()))
    options = ["--data", str(tmp_path / "data"), "--now", NOW]
    assert run(["load", str(path), "--name", "Ana Novak", "--born", "1957-03-04", *options]) == 0
    capsys.readouterr()
    return options


def test_json_is_printed_by_default(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--from", "2026-11-23", *options]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["schema"] == "exercise-companion/report"
    assert report["period"] == {"first_day": "2026-11-23", "last_day": "2026-11-24"}


def test_csv_keeps_its_line_ends(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sets.csv"
    assert run(["report", "--format", "csv", "--output", str(out), *options]) == 0
    assert capsys.readouterr().out == ""
    assert out.read_bytes().startswith(b"day,session_id,")
    assert out.read_bytes().endswith(b",done_right_reps,session_stopped_because\r\n")


def test_a_file_is_private_and_replaced_only_by_force(options: list[str], tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    out.write_text("mine")
    out.chmod(0o644)
    command = ["report", "--output", str(out), *options]
    assert run(command) == 2
    assert out.read_text() == "mine"
    assert run([*command, "--force"]) == 0
    assert json.loads(out.read_text())["schema_version"] == "1.0.0"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".new")] == []


@pytest.mark.parametrize(
    "words", [("--from", "soon"), ("--from", "2027-01-01"), ("--format", "doc")]
)
def test_wrong_options_write_nothing(
    words: tuple[str, ...], options: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "report.json"
    assert run(["report", *words, "--output", str(out), *options]) == 2
    assert not out.exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    link = tmp_path / "link.json"
    link.symlink_to(target)
    with pytest.raises(CompanionError):
        write_private(link, "text", replace=False)
    assert not target.exists()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CompanionError, match="could not be written"):
        write_private(tmp_path / "nowhere" / "report.json", "text", replace=True)
    assert list(tmp_path.iterdir()) == []
