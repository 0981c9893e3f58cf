"""The desk in a real terminal: four exercises typed, a kill, and no terminal at all."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from harness.terminal import ROOT, Terminal, environment

if TYPE_CHECKING:
    from pathlib import Path

NOW: Final = "2026-11-29T09:00"

EXERCISES: Final = (
    ("pelvic ti", "Pelvic tilt", "2 x 10 x 5 s"),
    ("bri", "Bridge", "2 x 8 x 3 s, rest 30 s"),
    ("heel-to", "Heel-to-toe stand", "2 x 20 s"),
    ("sit to", "Sit to stand", "2 x 8, mon wed fri"),
)
"""What is typed to find each, its name, and its dose as the therapist writes it."""


def test_four_exercises_are_typed_and_a_kill_loses_nothing_that_was_called_saved(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "patients"
    with Terminal("desk", str(folder), "--now", NOW, size=(120, 40)) as terminal:
        terminal.wait_for("No programs here yet.")
        terminal.press("n")
        terminal.wait_for("Blank: choose from the library")
        terminal.press("enter")
        terminal.wait_for("no exercise yet")
        for letters, name, dose in EXERCISES:
            terminal.type(letters)
            terminal.wait_for(f"→  {name}")
            terminal.press("enter")
            terminal.wait_for("→ Dose", "No dose yet")
            terminal.type(dose)
            terminal.press("enter")
            assert terminal.wait_until(lambda: not terminal.sees("→ Dose"))
        terminal.wait_for("4  Sit to stand", "   saved")
        assert terminal.wait_until(lambda: not terminal.sees("No dose yet"))
        terminal.wait_for("   saved")
        terminal.kill()
    (kept,) = folder.glob("*.draft.json")
    items = json.loads(kept.read_text("utf-8"))["phases"][0]["items"]
    assert [item["exercise"] for item in items] == [
        "pelvic-tilt",
        "bridge",
        "heel-to-toe",
        "sit-to-stand",
    ]
    assert [item["dose"]["sets"] for item in items] == [2, 2, 2, 2]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_without_a_terminal_it_says_so_and_ends(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "exercise_companion", "desk", str(tmp_path)],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 2
    assert "needs a terminal" in told.stderr
    assert told.stdout == ""
