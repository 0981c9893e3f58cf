"""`load` at its questions: something wrong, no answers, no input at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from harness.terminal import Terminal

from exercise_companion.cli.commands import main
from exercise_companion.paths import programs_folder

if TYPE_CHECKING:
    from pathlib import Path

FILE = str(programs_folder() / "a-spinal-stenosis.json")


def test_something_wrong_at_a_question_shows_the_card_and_installs_nothing(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["load", FILE, "--data", str(tmp_path / "d")], input="!\n")
    assert done.exit_code == 1
    assert "Stop exercising now." in done.output
    assert "Nothing was installed." in done.output
    assert not (tmp_path / "d").exists()


def test_no_answer_installs_nothing(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["load", FILE, "--data", str(tmp_path / "d")], input="")
    assert done.exit_code == 1
    assert not (tmp_path / "d").exists()


WHO = ["--name", "Margaret Example", "--born", "14 March 1958"]


def test_what_comes_next_is_said_beside_the_answer(tmp_path: Path) -> None:
    folder = str(tmp_path / "my data")
    done = CliRunner().invoke(main, ["load", FILE, "--data", folder, *WHO])
    assert done.stdout.splitlines()[-1] == "Your plan is installed."
    assert done.stderr == f"To open it: exercise-companion --data '{folder}'\n"


def test_without_a_folder_of_its_own_the_bare_command_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXERCISE_COMPANION_DATA", str(tmp_path / "d"))
    done = CliRunner().invoke(main, ["load", FILE, *WHO])
    assert done.stderr == "To open it: exercise-companion\n"


@pytest.mark.parametrize("columns", [80, 40])
def test_in_a_terminal_no_word_is_broken(columns: int, tmp_path: Path) -> None:
    words = ("load", FILE, "--data", str(tmp_path / "d"), *WHO)
    with Terminal(*words, size=(columns, 60)) as terminal:
        assert terminal.wait_ended() == 0
        lines = [" ".join(line.split()) for line in terminal.text.splitlines()]
    whole = " ".join(lines)
    assert "If that is not right where you live, tell your therapist." in whole
    assert "DEMO - not a real therapist, Physiotherapist, DEMO clinic" in whole
