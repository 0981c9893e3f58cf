"""`contacts`: whom to call, and the patient's own numbers, which replace none (decisions D11)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from journeys import StoppedClock, full_program, install, rows

from exercise_companion.cli import run
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    return folder


def contacts(folder: Path, *words: str) -> int:
    return run(["--data", str(folder), "contacts", *words])


@pytest.mark.parametrize(
    "words",
    [
        ("Nora", "999"),
        ("Nora", "9 9 9"),
        ("Nora", "112"),
        ("Nora", "(020) 7946-0123"),
        ("Nora", "call me"),
        ("Nora", "12"),
        ("Nora", "( - )"),
        ("Nora", "١٢٣٤٥٦"),
        ("Nora", "1" * 22),
        ("Nora", "123;456"),
        (" ", "123 456"),
        ("n" * 41, "123 456"),
        ("No\x1b[2Jra", "123 456"),
        ("No\nra\u202e", "123 456"),
        ("Emergency line", "123 456"),
        ("AMBULANCE", "123 456"),
    ],
)
def test_nothing_is_kept_of_a_wrong_number(folder: Path, words: tuple[str, ...]) -> None:
    assert contacts(folder, "add", "--", *words) == UsageFault.exit_code
    assert rows(folder, "SELECT id FROM own_contact") == []


def test_an_own_number_comes_last_and_the_emergency_number_stays_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert contacts(folder, "add", " Nora,  my [b]daughter[/b] ", "+44 20 7946 0999") == 0
    capsys.readouterr()
    assert contacts(folder, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found[0]["role"], found[0]["phone"], found[0]["own_id"]) == ("Emergency", "999", None)
    assert found[-1]["role"] == "Added by you"
    assert found[-1]["name"] == "Nora, my [b]daughter[/b]"
    assert contacts(folder) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "This app cannot call for you."
    assert lines[1] == "Emergency. 999."
    assert lines[-1] == "Number 1. Added by you. Nora, my [b]daughter[/b]. +44 20 7946 0999."


def test_the_hours_are_said_and_what_each_is_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert contacts(folder) == 0
    text = capsys.readouterr().out
    assert "Mon to Fri 08:00 to 18:00, " in text
    assert "For: Your operation and your wound." in text


def test_only_an_own_number_can_be_taken_away(folder: Path) -> None:
    assert contacts(folder, "remove", "1") == UsageFault.exit_code
    assert contacts(folder, "add", "Nora", "123 456") == 0
    assert contacts(folder, "add", "Nora again", "123-456") == UsageFault.exit_code
    assert contacts(folder, "add", "Olaf", "123 457") == 0
    for wrong in ("0", "3", "x", "1x"):
        assert contacts(folder, "remove", wrong) == UsageFault.exit_code
    assert contacts(folder, "remove", "1") == 0
    shown = "SELECT name FROM own_contact WHERE id NOT IN (SELECT own_contact_id"
    assert rows(folder, f"{shown} FROM own_contact_end)") == [("Olaf",)]
    assert len(rows(folder, "SELECT id FROM own_contact")) == 2, "nothing is deleted"


def test_there_is_an_end_to_own_numbers(folder: Path) -> None:
    for number in range(8):
        assert contacts(folder, "add", f"Friend {number}", f"555 000{number}") == 0
    assert contacts(folder, "add", "One more", "555 0009") == UsageFault.exit_code


def test_without_a_program_the_emergency_words_are_said_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert contacts(tmp_path / "none") == 0
    assert "your local emergency number" in capsys.readouterr().out
    assert contacts(tmp_path / "none", "add", "Nora", "123 456") != 0
    assert list(tmp_path.iterdir()) == []
