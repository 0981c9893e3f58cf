"""Line by line, "done" typed while it counts is asked back: what was counted is what is saved."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from builders import make_dose, make_item, without
from journeys import Patient, StoppedClock, full_program, in_a_set, install, rows, visit
from walks import walk_program

from exercise_companion.companion import Companion
from exercise_companion.core import walk_prompts as walks
from exercise_companion.plain.console import Console, Line
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

DONE = "SELECT done_reps, done_seconds, done_load_kg, counted_by FROM set_log ORDER BY id LIMIT 1"
HALF = 0.5
"""Where in a step it is typed."""
WEIGHTED = make_item(dose=make_dose(reps=[6, 8], load={"type": "weight", "load_kg": 2.5}))
ONE_HOLD = make_item(dose=without(make_dose(type="hold", reps=1, hold_seconds=40), "tempo"))
STRETCH = make_item(
    dose={
        "type": "duration",
        "side": "none",
        "sets": 2,
        "rest_seconds": 30,
        "duration_seconds": 60,
    }
)


class Typing(Console):
    """Time passes at once; in the middle of one step a line is typed."""

    listens = True

    def __init__(self, at: str, typed: str, *answers: str) -> None:
        self.printed = io.StringIO()
        answered = "".join(f"{one}\n" for one in answers)
        super().__init__(StoppedClock(), source=io.StringIO(answered), out=self.printed)
        self._step, self._typed = at, typed

    def wait_until(self, due: float) -> Line | None:
        last = self.printed.getvalue().splitlines()[-1]
        left = max(0.0, due - self.now())
        typed = self._typed if last.endswith(self._step) else ""
        self._skipped_seconds += left * HALF if typed else left
        if not typed:
            return None
        self._typed = ""
        return Line(typed, typed, None)


def set_done(folder: Path, item: Tree, console: Typing) -> str:
    """What is printed of a session from its first set on, until the answers end."""
    program = full_program()
    program["phases"][0]["items"] = [item]
    install(folder, program, StoppedClock())
    with Companion(folder, StoppedClock()) as companion:
        in_a_set(companion)
        PlainSession(companion, console)._run()
    return console.printed.getvalue()


CASES = [
    (WEIGHTED, " 3 of 8", "That is 3 so far", (3, None, 2.5, "patient")),
    (ONE_HOLD, "1 of 1", "That is 1 hold of 20 s so far", (1, 20, None, "patient")),
    (STRETCH, "Go", "That is 30 s so far", (None, 30, None, "patient")),
]


@pytest.mark.parametrize(("item", "at", "asked", "kept"), CASES)
def test_h10_done_while_it_counts_is_what_was_counted(
    tmp_path: Path, item: Tree, at: str, asked: str, kept: tuple[object, ...]
) -> None:
    said = set_done(tmp_path / "data", item, Typing(at, "done", "start", "yes"))
    assert f"{asked}. Is that what you did? Yes, no to go on, or done and a number" in said
    assert rows(tmp_path / "data", DONE) == [kept]


@pytest.mark.parametrize(
    ("typed", "answers", "kept"),
    [
        ("done", ("no", "done"), (8, 2.5)),
        ("done", ("no", "done 7"), (7, 2.5)),
        ("done", ("done 8",), (8, 2.5)),
        ("done", ("done", "done 17", "no", "yes"), (3, 2.5)),
        ("done with 2 kg", ("yes",), (3, 2)),
        ("done 5", (), (5, 2.5)),
    ],
)
def test_it_can_be_gone_on_with_or_mended(
    tmp_path: Path, typed: str, answers: tuple[str, ...], kept: tuple[int, float]
) -> None:
    set_done(tmp_path / "data", WEIGHTED, Typing(" 3 of 8", typed, "start", *answers))
    sql = "SELECT done_reps, done_load_kg FROM set_log ORDER BY id LIMIT 1"
    assert rows(tmp_path / "data", sql) == [kept]


def test_in_a_pause_of_the_count_it_is_asked_in_the_same_way(tmp_path: Path) -> None:
    console = Typing(" 3 of 8", "pause", "start", "done", "no", "go on", "done 6")
    said = set_done(tmp_path / "data", WEIGHTED, console)
    assert said.count("The count is paused") == 2
    assert rows(tmp_path / "data", "SELECT done_reps FROM set_log ORDER BY id LIMIT 1") == [(6,)]


@pytest.mark.parametrize("word", ["hurts", "stop"])
def test_what_else_comes_at_that_question_is_heard(tmp_path: Path, word: str) -> None:
    set_done(tmp_path / "data", WEIGHTED, Typing(" 3 of 8", "done", "start", word))
    assert rows(tmp_path / "data", "SELECT done_reps FROM set_log ORDER BY id LIMIT 1") == [(3,)]


@pytest.mark.parametrize("at", ["Get ready", " 1 of 8"])
def test_before_anything_is_counted_all_of_it_is_asked_for(tmp_path: Path, at: str) -> None:
    said = set_done(tmp_path / "data", WEIGHTED, Typing(at, "done", "start", "yes"))
    assert "Hardly anything is counted yet. Did you do all of it? Yes, no to go on" in said
    assert rows(tmp_path / "data", "SELECT done_reps FROM set_log ORDER BY id LIMIT 1") == [(8,)]


def test_without_an_answer_what_was_counted_is_kept_as_counted(tmp_path: Path) -> None:
    set_done(tmp_path / "data", WEIGHTED, Typing(" 3 of 8", "done", "start"))
    assert rows(tmp_path / "data", DONE) == [(3, None, 2.5, "clock")]


# --- a walk ---------------------------------------------------------------------------------------


def bout_done(folder: Path, console: Typing) -> str:
    install(folder, walk_program(), StoppedClock())
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(), until=walks.DoBout)
        PlainSession(companion, console)._run()
    return console.printed.getvalue()


@pytest.mark.parametrize(
    ("at", "answers", "seconds"),
    [
        ("Go", ("yes",), 120),
        ("Go", ("no", "done"), 240),
        ("Go", ("done", "done 3"), 180),
        ("Go", ("end",), 120),
        ("Get ready", ("yes",), 240),
    ],
)
def test_h10_of_a_bout_that_is_counted_it_is_what_was_walked(
    tmp_path: Path, at: str, answers: tuple[str, ...], seconds: int
) -> None:
    said = bout_done(tmp_path / "data", Typing(at, "done", "start", *answers))
    sql = "SELECT done_seconds FROM set_log ORDER BY id LIMIT 1"
    assert rows(tmp_path / "data", sql) == [(seconds,)]
    so_far = "That is 2 min so far. Is that what you did?"
    asked = so_far if at == "Go" else "Hardly anything is counted yet. Did you do all of it?"
    assert f"{asked} Yes, no to go on, or done and a number of minutes" in said


def test_in_a_pause_of_a_bout_it_is_asked_in_the_same_way(tmp_path: Path) -> None:
    said = bout_done(tmp_path / "data", Typing("Go", "pause", "start", "done", "yes"))
    sql = "SELECT done_seconds FROM set_log ORDER BY id LIMIT 1"
    assert rows(tmp_path / "data", sql) == [(120,)]
    assert "That is 2 min so far" in said


@pytest.mark.parametrize("typed", ["done 1", "end 1.5"])
def test_less_of_a_part_than_is_on_record_is_not_taken(tmp_path: Path, typed: str) -> None:
    answers = ("start", "2", "2", typed, "done 3")
    said = bout_done(tmp_path / "data", Typing("Go", "hurts", *answers))
    assert "2 min of this part is saved already. Type no less than that." in said
    sql = "SELECT done_seconds FROM set_log ORDER BY id LIMIT 1"
    assert rows(tmp_path / "data", sql) == [(180,)]


def test_that_the_legs_feel_it_is_taken_whatever_the_time(tmp_path: Path) -> None:
    answers = ("start", "2", "2", "legs 0", "2", "no", "done 3")
    said = bout_done(tmp_path / "data", Typing("Go", "hurts", *answers))
    assert "saved already" not in said
    sql = "SELECT kind, seconds FROM walk_mark ORDER BY id"
    assert rows(tmp_path / "data", sql) == [("so_far", 120), ("felt", 120)]
