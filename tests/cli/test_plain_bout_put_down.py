"""Line by line, too, a bout that `!` or the end cuts short goes on where it was (H-17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from disks import full_disk
from journeys import Patient, StoppedClock, install, rows, visit
from test_plain_set_put_down import NOS, Counting
from walks import walk_program

from exercise_companion.companion import Companion
from exercise_companion.core import walk_prompts as walks
from exercise_companion.errors import StoreFault
from exercise_companion.plain.console import EndOfInputError, SomethingIsWrongError
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

MARKS = "SELECT kind, seconds FROM walk_mark ORDER BY id"
HALF = 120
"""Seconds of a bout of four minutes: in the middle of it something comes."""
KEPT = "What was done of this part is saved: 2 min"


def walk(folder: Path, typed: str, comes: type[BaseException] | None = None) -> str:
    """What is printed from the first bout on; something comes in the middle of what is counted."""
    install(folder, walk_program(), StoppedClock())
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(), until=walks.DoBout)
        console = Counting(typed, comes, "")
        console._comes_at = "Go"
        try:
            PlainSession(companion, console)._run()
        except KeyboardInterrupt:
            assert comes is KeyboardInterrupt
    return console.printed.getvalue()


def test_h17_the_exclamation_mark_keeps_how_far_the_bout_came(tmp_path: Path) -> None:
    said = walk(tmp_path / "data", f"start\n{NOS}", SomethingIsWrongError)
    assert rows(tmp_path / "data", MARKS) == [("so_far", HALF)]
    assert said.index("emergency") < said.index(KEPT)
    assert "part 1 of 3, after 2 min of it" in said


@pytest.mark.parametrize("comes", [EndOfInputError, KeyboardInterrupt])
def test_h17_the_end_of_the_answers_and_a_closed_window_keep_it(
    tmp_path: Path, comes: type[BaseException]
) -> None:
    said = walk(tmp_path / "data", "start\n", comes)
    assert rows(tmp_path / "data", MARKS) == [("so_far", HALF)]
    assert KEPT in said


def test_at_its_end_all_of_it_is_kept(tmp_path: Path) -> None:
    walk(tmp_path / "data", f"start\n!\n{NOS}")
    assert rows(tmp_path / "data", MARKS) == [("so_far", 2 * HALF)]


@pytest.mark.parametrize("typed", ["!\n", ""])
def test_a_bout_that_was_not_started_is_still_to_do(tmp_path: Path, typed: str) -> None:
    said = walk(tmp_path / "data", typed)
    assert rows(tmp_path / "data", MARKS) == []
    assert "What was done of this part" not in said


def test_at_the_end_of_the_answers_what_cannot_be_kept_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "data", walk_program(), StoppedClock())
    with Companion(tmp_path / "data", StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(), until=walks.DoBout)
        console = Counting("start\n", EndOfInputError, "")
        console._comes_at = "Go"
        with full_disk(monkeypatch), pytest.raises(StoreFault):
            PlainSession(companion, console)._run()
    assert "is saved" not in console.printed.getvalue()
