"""`load` at its questions: something wrong, no answers, no input at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

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
