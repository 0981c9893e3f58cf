"""A command that is named can be typed as it stands: with the folder the record is in."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from journeys import StoppedClock, full_program, install

from exercise_companion.cli import run
from exercise_companion.cli.faults import NOT_DONE, guarded
from exercise_companion.cli.place import Place
from exercise_companion.core.command_words import at_place

NAME = "exercise-companion"


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        (
            f"{NAME}, or {NAME} session --plain",
            f"{NAME} --data d, or {NAME} session --plain --data d",
        ),
        (f"Wrong: {NAME} wrong", f"Wrong: {NAME} wrong --data d"),
        (f"type: {NAME} wrong.", f"type: {NAME} wrong --data d."),
        ("It is called exercise-companions.", "It is called exercise-companions."),
    ],
)
def test_each_command_of_a_line_has_the_folder(line: str, typed: str) -> None:
    assert at_place(line, " --data d") == typed
    assert at_place(line, "") == line


def test_a_folder_with_blanks_is_quoted_and_one_that_goes_away_is_not_named() -> None:
    assert Place(Path("my data"), None).option == " --data 'my data'"
    assert Place(None, None).option == ""
    assert Place(Path("gone"), None, is_lasting=False).option == ""


def test_today_names_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    run(["today", "--data", str(folder)])  # the plan may have ended by now
    said = capsys.readouterr().out
    assert f"If something is wrong: exercise-companion wrong --data {folder}" in said


@pytest.mark.parametrize("number", [errno.ENAMETOOLONG, errno.ENOSPC])
def test_a_name_that_is_too_long_or_an_output_without_room_is_no_crash(
    number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> None:
        raise OSError(number, "x")

    assert guarded(fails) == NOT_DONE
    assert "Something went wrong in this program" not in capsys.readouterr().err


def test_a_very_long_name_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = Path(__file__).parents[2] / "programs" / "a-spinal-stenosis.json"
    name = tmp_path / ("x" * 300 + ".html")
    assert run(["program", "handout", str(plan), "--out", str(name)]) == NOT_DONE
    assert "The name of a file or folder is too long." in capsys.readouterr().err
