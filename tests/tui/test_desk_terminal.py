"""The desk in a real terminal: from blank to a checked program, a kill, and no terminal at all."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from harness.terminal import ROOT, Terminal, environment

if TYPE_CHECKING:
    from pathlib import Path

NOW: Final = "2026-11-29T09:00"
SIZE: Final = (120, 40)

EXERCISES: Final = (
    ("pelvic ti", "Pelvic tilt", "2 x 10 x 5 s"),
    ("bri", "Bridge", "2 x 8 x 3 s, rest 30 s"),
    ("heel-to", "Heel-to-toe stand", "2 x 20 s"),
    ("sit to", "Sit to stand", "2 x 8, mon wed fri"),
)
"""What is typed to find each, its name, and its dose as the therapist writes it."""

PERSON: Final = (
    ("Name", "Ann Brown"),
    ("Born", "14.3.1958"),
    ("Patient id", "ann-1"),
    ("Program", "A stronger back"),
    ("Diagnosis", "Low back pain"),
    ("Shown to them", "y"),
    ("Fitness", ""),
    ("Time they have", "30"),
)
RISKS: Final = 13

AFTER_RISKS: Final = ("", "3", "", "", *[""] * 6, "", "Walk to the shop", "3", "6", "6w")
"""Spinal injection, back, its side, its morning, six more sites, why so high, one goal."""

DATES: Final = (
    *("", "6w", "", "Learn and build", "Learn each move.", "", "", ""),
    *("6w", "v", "How it goes", "", "gb", "", "", "Sam Lee", "01632 960101"),
)
"""From, until; title, aim, starts, ends, done when; a review; grace, country, emergency number,
zone, whom to call."""

PRESCRIBER: Final = (
    "Sam Lee",
    "Physiotherapist",
    "HCPC",
    "PH123456",
    "Hill clinic",
    "01632 960100",
)


def desk_at(folder: Path, size: tuple[int, int] = SIZE) -> Terminal:
    return Terminal("desk", str(folder), "--now", NOW, size=size)


@pytest.fixture(autouse=True)
def own_details(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "details"))


def answer(terminal: Terminal, text: str) -> None:
    """Fill in the field with the arrow, then go on."""
    terminal.type(text)
    terminal.press("enter")


def add_exercises(terminal: Terminal) -> None:
    for letters, name, dose in EXERCISES:
        terminal.type(letters)
        terminal.wait_for(f"→  {name}")
        terminal.press("enter")
        terminal.wait_for("→ Dose")
        answer(terminal, dose)
        terminal.wait_until(lambda: not terminal.sees("→ Dose"))


def fill_in_the_person(terminal: Terminal) -> None:
    terminal.type("\x1b[15~")  # F5
    terminal.wait_for("→ Name")
    for label, text in PERSON:
        terminal.wait_for(f"→ {label}")
        answer(terminal, text)
    terminal.wait_for("→ Blood thinners")
    terminal.type("n" * RISKS)
    terminal.wait_for("→ Spinal injection")
    for text in AFTER_RISKS:
        answer(terminal, text)
    terminal.press("escape")


def test_a_new_user_comes_from_blank_to_a_checked_program_of_four_exercises(tmp_path: Path) -> None:
    folder = tmp_path / "patients"
    with desk_at(folder) as terminal:
        terminal.wait_for("No programs here yet.")
        terminal.press("n")
        terminal.wait_for("Blank: choose from the library")
        terminal.press("enter")
        terminal.wait_for("Library", "no exercise yet")
        add_exercises(terminal)
        fill_in_the_person(terminal)
        terminal.wait_for("Person")
        print(terminal.text)
    raise AssertionError
