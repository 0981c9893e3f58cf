"""The bare command is read without click, and means what click would have read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from exercise_companion.cli import opening, run
from exercise_companion.cli.commands import run_command
from exercise_companion.cli.place import COMPLETING, Place, bare_place

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2027-01-04T09:00"
BARE = (
    (),
    ("--data", "."),
    ("--now", NOW),
    ("--now", ""),
    ("--data", ".", "--now", NOW),
    ("--now", NOW, "--data", "."),
    ("--now", "first", "--now", NOW),
)
NOT_BARE = (
    ("--help",),
    ("today",),
    ("--data",),
    ("--data", ".", "today"),
    ("--data", "."[:0]),
    ("--data", "no-such-folder"),
    ("--data=.",),
    ("--now", "--help"),
    ("--nowadays", NOW),
)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Place]:
    """The places that the interface was opened at."""
    places: list[Place] = []

    def note(place: Place) -> int:
        places.append(place)
        return 0

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(opening, "open_interface", note)
    return places


@pytest.mark.parametrize("arguments", BARE)
def test_it_opens_the_place_that_click_would_have_read(
    arguments: tuple[str, ...], opened: list[Place]
) -> None:
    assert bare_place(arguments, {}) is not None
    assert run(arguments) == 0
    assert run_command(arguments) == 0
    plainly, by_click = opened
    assert (plainly.data, plainly.now or None) == (by_click.data, by_click.now or None)


@pytest.mark.parametrize("arguments", NOT_BARE)
def test_everything_else_is_left_to_click(arguments: tuple[str, ...], opened: list[Place]) -> None:
    assert bare_place(arguments, {}) is None
    assert opened == []


def test_a_file_given_as_the_folder_is_refused_by_click(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notes.txt"
    file.touch()
    assert run(("--data", str(file))) == 2
    assert "is a file" in capsys.readouterr().err


def test_completion_is_left_to_click() -> None:
    assert bare_place((), {COMPLETING: "bash_complete"}) is None


def test_a_wrong_time_is_refused_in_the_same_words_by_both(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(("--now", "noon")) == run(("--now=noon",)) == 2
    first, second = capsys.readouterr().err.split("That is not a date and time.")[1:]
    assert first == second


def test_what_was_typed_is_read_when_no_arguments_are_handed_over(
    opened: list[Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["exercise-companion", "--now", NOW])
    assert run() == 0
    assert [place.now for place in opened] == [NOW]
