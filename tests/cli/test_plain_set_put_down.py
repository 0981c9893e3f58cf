"""Line by line, too, what was done of a set is kept when `!` or the end cuts it short (H-17)."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from builders import make_dose, make_item, without
from disks import full_disk
from journeys import StoppedClock, full_program, in_a_set, install, rows

from exercise_companion.companion import Companion
from exercise_companion.errors import StoreFault
from exercise_companion.plain.console import Console, EndOfInputError, SomethingIsWrongError
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builders import Tree

    from exercise_companion.plain.console import Line

SETS = "SELECT set_number, done_reps, target_reps, counted_by FROM set_log ORDER BY id"
NOS = "no\n" * 30


class Counting(Console):
    """Time passes at once; in the middle of a repetition something comes, or after the count."""

    def __init__(self, typed: str, comes: type[BaseException] | None, at: str) -> None:
        self.printed = io.StringIO()
        super().__init__(StoppedClock(), source=io.StringIO(typed), out=self.printed)
        self._comes, self._comes_at = comes, f" {at}"

    def wait_until(self, due: float) -> Line | None:
        last = self.printed.getvalue().splitlines()[-1]
        comes = self._comes
        if comes is not None and last.endswith(self._comes_at):
            self._comes = None
            self._skipped_seconds += (due - self.now()) / 2
            raise comes
        self._skipped_seconds += max(0.0, due - self.now())
        return None


@contextmanager
def in_a_set_of(folder: Path, console: Console, *items: Tree) -> Iterator[PlainSession]:
    """A session line by line from its first set on; the instructions were read."""
    program = full_program()
    program["phases"][0]["items"] = list(items) or program["phases"][0]["items"]
    install(folder, program, StoppedClock())
    with Companion(folder, StoppedClock()) as companion:
        in_a_set(companion)
        yield PlainSession(companion, console)


def session(
    folder: Path, typed: str, comes: type[BaseException] | None = None, *items: Tree
) -> str:
    """What is printed from the first set on."""
    console = Counting(typed, comes, "1 of 1" if items else "7 of 8")
    with in_a_set_of(folder, console, *items) as plain:
        try:
            plain._run()
        except KeyboardInterrupt:
            assert comes is KeyboardInterrupt
    return console.printed.getvalue()


def test_h17_the_exclamation_mark_keeps_the_set_and_the_session_waits(tmp_path: Path) -> None:
    said = session(tmp_path / "data", f"start\n{NOS}", SomethingIsWrongError)
    assert rows(tmp_path / "data", SETS) == [(1, 7, 8, "clock")]
    assert "What was done of this set is saved: 7" in said
    card = said.index("emergency")
    assert card < said.index("What was done of this set is saved")
    assert "Your session is not finished" in said
    assert "set 2 of 2" in said


def test_after_the_count_all_of_it_is_kept(tmp_path: Path) -> None:
    session(tmp_path / "data", f"start\n!\n{NOS}")
    assert rows(tmp_path / "data", SETS) == [(1, 8, 8, "clock")]


@pytest.mark.parametrize("comes", [EndOfInputError, KeyboardInterrupt])
def test_h17_the_end_of_the_answers_and_a_closed_window_keep_it(
    tmp_path: Path, comes: type[BaseException]
) -> None:
    said = session(tmp_path / "data", "start\n", comes)
    assert rows(tmp_path / "data", SETS) == [(1, 7, 8, "clock")]
    assert "What was done of this set is saved: 7" in said


@pytest.mark.parametrize("typed", ["!\n", ""])
def test_a_set_that_was_not_started_is_still_to_do(tmp_path: Path, typed: str) -> None:
    said = session(tmp_path / "data", typed)
    assert rows(tmp_path / "data", SETS) == []
    assert "What was done of this set" not in said


@pytest.mark.parametrize("comes", [SomethingIsWrongError, EndOfInputError])
def test_a_single_hold_is_kept_with_its_seconds(tmp_path: Path, comes: type[BaseException]) -> None:
    dose = without(make_dose(type="hold", reps=1, hold_seconds=40), "tempo")
    said = session(tmp_path / "data", f"start\n{NOS}", comes, make_item(dose=dose))
    assert rows(tmp_path / "data", "SELECT done_reps, done_seconds FROM set_log") == [(1, 20)]
    assert "What was done of this set is saved: 1 hold of 20 s" in said


def test_it_does_not_stand_in_the_way_of_the_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Counting("start\nno\n", SomethingIsWrongError, "7 of 8")
    with in_a_set_of(tmp_path / "data", console) as plain, full_disk(monkeypatch):
        plain._run()
    said = console.printed.getvalue()
    assert "What was done of this set is saved" not in said
    assert said.count("No, yes, not sure") >= 2


def test_at_the_end_of_the_answers_it_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Counting("start\n", EndOfInputError, "7 of 8")
    with (
        in_a_set_of(tmp_path / "data", console) as plain,
        full_disk(monkeypatch),
        pytest.raises(StoreFault),
    ):
        plain._run()
    assert "is saved" not in console.printed.getvalue()
