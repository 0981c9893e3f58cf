"""`settings`: shows and changes what can be set, line by line; a wrong word changes nothing."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from journeys import StoppedClock, full_program, install

from exercise_companion import cli
from exercise_companion.cli.commands import main
from exercise_companion.companion import Companion
from exercise_companion.core.settings import SETTINGS, UNHEARD_OFF, Settings
from exercise_companion.speech import Machine

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    return folder


def kept(folder: Path) -> Settings:
    with Companion(folder, StoppedClock()) as companion:
        return companion.settings()


def said(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(main, ["settings", "--data", str(folder), *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_without_words_every_setting_is_told_with_what_it_can_be(data: Path) -> None:
    lines = said(data).splitlines()
    assert [line.partition(":")[0] for line in lines] == [one.name for one in SETTINGS]
    assert lines[1].startswith("theme: follow (can be night or day or follow). ")


@pytest.mark.parametrize("words", [("theme", "day"), ("set", "theme", "day")])
def test_a_setting_is_changed_and_kept(data: Path, words: tuple[str, ...]) -> None:
    assert "theme: day" in said(data, *words)
    assert kept(data) == Settings(theme="day")
    assert json.loads(said(data, "--json")) == asdict(Settings(theme="day"))


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("theme", "red"), '"red" is not a value of theme. It can be night or day or follow.'),
        (("colour", "red"), 'There is no setting "colour". The settings are text_size,'),
        (("theme",), "A setting is changed with its name and one value."),
        (("set", "theme"), "A setting is changed with its name and one value."),
        (("theme", "day", "night"), "A setting is changed with its name and one value."),
        (("text_size", "LARGE"), '"LARGE" is not a value of text_size.'),
    ],
)
def test_a_wrong_word_is_said_and_changes_nothing(
    data: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], error: str
) -> None:
    assert cli.run(["settings", "--data", str(data), *words]) == 2
    told = capsys.readouterr()
    assert error in " ".join(told.err.split())
    assert told.out == ""
    assert kept(data) == Settings()


def test_without_data_the_defaults_are_told_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "none"
    assert json.loads(said(folder, "--json")) == asdict(Settings())
    assert cli.run(["settings", "--data", str(folder), "theme", "day"]) == 1
    assert "Load the program file" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize(("sound", "warns"), [("off", True), ("on", False)])
def test_hands_free_that_cannot_be_heard_is_warned_of_beside_the_data(
    data: Path,
    sound: str,
    warns: bool,  # noqa: FBT001 - a parameter
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = Machine(None, ("player",))
    monkeypatch.setattr(Machine, "of_this_computer", lambda: here)
    said(data, "sound", sound)
    done = CliRunner().invoke(main, ["settings", "--data", str(data), "hands_free", "on"])
    assert "hands_free: on" in done.stdout
    assert (UNHEARD_OFF[0] in done.stderr) is warns
    assert UNHEARD_OFF[0] not in done.stdout
