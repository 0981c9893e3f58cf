"""`log session --walk` and `log paper`: walks typed in by name, or keyed back from paper."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes
from grids import made_grid, write_into
from walks import walk_program

from exercise_companion.cli import run

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-11-24T09:00+00:00"
DAY = "2026-11-23"
WALK = "SELECT local_day, minutes_total, side, relief_action, gave_way, legs FROM walk_log"


@pytest.fixture
def options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(walk_program()))
    options = ["--data", str(tmp_path / "data"), "--now", NOW]
    assert run(["load", str(path), "--name", "Ana Novak", "--born", "1957-03-04", *options]) == 0
    capsys.readouterr()
    return options


def rows(tmp_path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(tmp_path / "data" / "companion.db")) as store:
        return store.execute(sql).fetchall()


def session(options: list[str], *walks: str) -> int:
    named = [word for walk in walks for word in ("--walk", walk)]
    given = ["--day", "yesterday", "--source", "paper", "--all", *named]
    return run(["log", "session", *given, *options])


@pytest.mark.parametrize(
    ("walks", "said"),
    [
        (("walk-1",), "says nothing of a walk"),
        (("",), "says nothing of a walk"),
        (("walk-1 minutes",), "says nothing of a walk"),
        (("walk-1 minutes=5 minutes=6",), "says nothing of a walk"),
        (("walk-1 minutes=5", "walk-1 minutes=6"), "says nothing of a walk"),
        (("walk-2 minutes=5",), "walk-2 is not in the plan"),
        (("walk-1 minutes=soon",), "soon is no answer to minutes"),
        (("walk-1 pace=4",), "pace is not asked about a walk"),
        (("walk-1 first_symptom=none side=left",), "side does not fit the other answers"),
    ],
)
def test_a_walk_that_cannot_be_is_refused_and_nothing_is_kept(
    walks: tuple[str, ...],
    said: str,
    options: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert session(options, *walks) == 2
    assert said in capsys.readouterr().err
    assert rows(tmp_path, "SELECT id FROM session") == []


def test_a_walk_is_given_by_name(options: list[str], tmp_path: Path) -> None:
    told = "walk-1 minutes=12 first_symptom=some_time side=left relief_action=bent"
    assert session(options, told) == 0
    assert rows(tmp_path, WALK) == [(DAY, 12.0, "left", "bent_forward", None, "felt")]


def test_a_walk_is_called_by_the_name_of_the_exercise(options: list[str], tmp_path: Path) -> None:
    assert session(options, "walk in bouts minutes=12 first_symptom=none") == 0
    assert rows(tmp_path, WALK) == [(DAY, 12.0, None, None, None, None)]


def test_a_walk_is_told_once_by_its_id_or_its_name(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert session(options, "walk-1 minutes=12", "Walk in bouts minutes=13") == 2
    assert "says nothing of a walk" in capsys.readouterr().err
    assert rows(tmp_path, WALK) == []


def test_without_it_nothing_is_said_of_the_walk(options: list[str], tmp_path: Path) -> None:
    assert session(options) == 0
    assert rows(tmp_path, WALK) == []
    assert rows(tmp_path, "SELECT count(*) FROM set_log") == [(3,)]


def test_a_leg_that_gave_way_locks_and_the_exit_code_says_so(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("calling\n"))
    assert session(options, "walk-1 gave_way=yes") == 4
    assert rows(tmp_path, "SELECT flag_id FROM alert") == [("RF-NEU-02",)]


# --- keyed back from paper ------------------------------------------------------------------------


def key(options: list[str], monkeypatch: pytest.MonkeyPatch, *typed: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
    return run(["log", "paper", "--from", DAY, "--to", DAY, *options])


def test_a_walk_whose_parts_are_ticked_is_asked_about(
    options: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    boxes = ("yes", "", "", "2", "", "", "", "", "", "")
    walk = ("no", "far", "8", "2", "skip", "legs", "5", "skip", "numb", "right", "sat", "skip")
    assert key(options, monkeypatch, *boxes, *walk, "yes") == 0
    assert rows(tmp_path, WALK) == [(DAY, 8.0, "right", "sat", 0, None)]
    assert rows(tmp_path, "SELECT source FROM session") == [("paper",)]
    said = capsys.readouterr().out
    assert said.count("That was not understood") == 1
    assert "Which leg was it? left, right, both: right" in said


def test_a_walk_without_ticks_is_not_asked_about(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert key(options, monkeypatch, "yes", "", "", "0", "", "", "", "", "", "", "yes") == 0
    assert rows(tmp_path, WALK) == []
    assert rows(tmp_path, "SELECT outcome FROM item_end") == [("skipped",)]


def write(grid: Path, **written: str) -> None:
    named = {"sets": "sets,walk-1"}
    lines = {named.get(name, f"walk,walk-1 {name}"): value for name, value in written.items()}
    write_into(grid, lines)


def test_a_filled_table_keeps_the_walk(options: list[str], tmp_path: Path) -> None:
    grid = made_grid(tmp_path, DAY)
    write(grid, sets="3", minutes="12", first_symptom="5", side="both", relief_action="sat")
    assert run(["log", "paper", "--file", str(grid), *options]) == 0
    assert rows(tmp_path, WALK) == [(DAY, 12.0, "both", "sat", None, None)]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"sets": "3", "minutes": "soon"}, "soon is no answer to minutes"),
        ({"sets": "0", "minutes": "5"}, "no parts of walk-1 are ticked"),
        ({"sets": "3", "side": "left"}, "side does not fit"),
    ],
)
def test_a_table_with_a_walk_that_cannot_be_keeps_nothing(
    written: dict[str, str],
    said: str,
    options: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    grid = made_grid(tmp_path, DAY)
    write(grid, **written)
    assert run(["log", "paper", "--file", str(grid), *options]) == 2
    assert said in capsys.readouterr().err
    assert rows(tmp_path, "SELECT id FROM session") == []


def test_the_printed_grid_has_room_to_write_how_a_walk_went(
    options: list[str], tmp_path: Path
) -> None:
    assert options
    made_grid(tmp_path, DAY)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("Minutes, without rests") == 1
    assert page.count("Legs felt it<span>minute, 0 to 10, side</span>") == 1
