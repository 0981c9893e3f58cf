"""`wrong` shows whom to call at once, whatever is the matter with the data (SI-08)."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from journeys import StoppedClock, full_program, install

from exercise_companion.store.guard import BUSY_SECONDS, FILE_NAME

if TYPE_CHECKING:
    from pathlib import Path


def test_the_card_comes_while_another_program_holds_the_data(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    command = [sys.executable, "-m", "exercise_companion", "wrong", "--data", str(folder)]
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert first == "EMERGENCY\n"
            assert process.poll() is None  # it still waits for the data
            process.kill()
    assert BUSY_SECONDS > 1


def test_the_card_comes_for_a_folder_that_cannot_be_looked_into(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / FILE_NAME).mkdir()
    command = [sys.executable, "-m", "exercise_companion", "wrong", "--data", str(folder)]
    done = subprocess.run(command, input="", capture_output=True, text=True, check=False)
    assert done.stdout.startswith("EMERGENCY\n")
    assert "Question 1 of" in done.stdout
    assert done.returncode == 3
