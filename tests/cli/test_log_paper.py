"""`log paper`: the printed grid keyed back; what was empty stays empty."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes, make_dose, make_exercise, make_item, make_program
from grids import made_grid, write_into

from exercise_companion.cli import run
from exercise_companion.core.paper import LONGEST_NOTE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = "2026-11-24T09:00+00:00"
DAY = "2026-11-23"


@pytest.fixture
def options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    reach = make_dose(side="each_side", sets=3, reps=6)
    tree = make_program(
        exercises=[make_exercise(), make_exercise("reach", name="Reach")],
        baseline_pain={"back": 3, "leg": 2},
    )
    tree["phases"][0]["items"] = [make_item("A1"), make_item("A2", "reach", dose=reach)]
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(tree))
    options = ["--data", str(tmp_path / "data"), "--now", NOW]
    assert run(["load", str(path), "--name", "Ana Novak", "--born", "1957-03-04", *options]) == 0
    capsys.readouterr()
    return options


def rows(tmp_path: Path, sql: str) -> list[tuple[object, ...]]:
    (file,) = (tmp_path / "data").glob("*.db")
    with closing(sqlite3.connect(file)) as store:
        return store.execute(sql).fetchall()


def key(options: list[str], monkeypatch: pytest.MonkeyPatch, *typed: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
    return run(["log", "paper", "--from", DAY, "--to", DAY, *options])


@pytest.mark.parametrize(
    "line",
    [
        "log paper --from 05/11/2026",
        "log paper --from 1/11/2026 --to 05/11/2026",
        "log session --day 05/11/2026 --source late --all",
        "log pause --from 05/12/2026 --to 2026-12-12 --reason holiday",
    ],
)
def test_a_date_in_figures_that_may_be_two_is_refused(
    line: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*line.split(), *options]) == 2
    said = capsys.readouterr().err
    assert "may be" in said
    assert "Type the month in letters." in said


WHOLE = ("yes", "4", "", "2", "3", "1", "5", "", "6", "4", "", "Felt stiff", "yes")
"""Pain back, leg; sets A1, A2 left, A2 right; after back, leg; effort; morning back, leg; note."""


def test_a_day_is_kept_as_it_stands_on_paper(
    options: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert key(options, monkeypatch, *WHOLE) == 0
    said = capsys.readouterr().out
    assert "Pain before, Leg: nothing written" in said
    assert "Saved." in said
    assert rows(tmp_path, "SELECT source, local_day FROM session") == [("paper", DAY)]
    assert rows(tmp_path, "SELECT item_id, side, count(*) FROM set_log GROUP BY 1, 2") == [
        ("A1", "both_together", 2),
        ("A2", "left", 3),
        ("A2", "right", 1),
    ]
    assert rows(tmp_path, "SELECT item_id, outcome FROM item_end") == [
        ("A1", "done"),
        ("A2", "partly"),
    ]
    assert rows(
        tmp_path, "SELECT asked, site, score_0_to_10, local_day FROM pain_entry ORDER BY id"
    ) == [
        ("before", "back", 4, DAY),
        ("after", "back", 5, DAY),
        ("morning", "back", 4, "2026-11-24"),
        ("morning", "leg", None, "2026-11-24"),
    ]
    assert rows(tmp_path, "SELECT effort_0_to_10, note FROM session_end") == [(6, "Felt stiff")]
    assert run(["history", DAY, *options]) == 0
    assert "entered from paper" in capsys.readouterr().out
    assert run(["report", "--from", DAY, *options]) == 0
    (session,) = json.loads(capsys.readouterr().out)["sessions"]
    assert session["source"] == "paper"


def test_a_day_on_record_is_left_out(
    options: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert key(options, monkeypatch, *WHOLE) == 0
    assert key(options, monkeypatch) == 0
    assert "has a session on record already" in capsys.readouterr().out
    assert rows(tmp_path, "SELECT count(*) FROM session") == [(1,)]


def test_nothing_is_kept_before_it_was_shown_and_confirmed(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert key(options, monkeypatch, *WHOLE[:-1]) == 1
    assert rows(tmp_path, "SELECT count(*) FROM session") == [(0,)]
    assert rows(tmp_path, "SELECT count(*) FROM pain_entry") == [(0,)]


def test_what_cannot_be_is_asked_again(
    options: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed = ("yes", "eleven", "11", *WHOLE[1:])
    assert key(options, monkeypatch, *typed) == 0
    assert capsys.readouterr().out.count("Type a whole number from 0 to 10") == 2
    assert rows(tmp_path, "SELECT count(*) FROM session") == [(1,)]


def test_leaving_keeps_nothing_more(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert key(options, monkeypatch, "leave") == 0
    assert rows(tmp_path, "SELECT count(*) FROM session") == [(0,)]


def test_days_to_come_are_refused(options: list[str]) -> None:
    assert run(["log", "paper", "--from", "2026-11-25", "--to", "2026-11-25", *options]) == 2


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    return made_grid(tmp_path, DAY)


def write(grid: Path, **written: str) -> None:
    parts = {name.partition("__")[::2]: value for name, value in written.items()}
    write_into(
        grid, {f"{kind},{of.replace('_', ' ')}": value for (kind, of), value in parts.items()}
    )


def test_a_filled_file_is_kept_whole(options: list[str], grid: Path, tmp_path: Path) -> None:
    write(grid, pain_before__back="4", sets__A1="2", sets__A2_left="0", note__="x" * LONGEST_NOTE)
    assert run(["log", "paper", "--file", str(grid), *options]) == 0
    assert rows(tmp_path, "SELECT source FROM session") == [("paper",)]
    assert rows(tmp_path, "SELECT item_id, outcome FROM item_end") == [
        ("A1", "done"),
        ("A2", "skipped"),
    ]
    assert run(["log", "paper", "--file", str(grid), *options]) == 2
    assert rows(tmp_path, "SELECT count(*) FROM session") == [(1,)]


@pytest.mark.parametrize(
    "wrong",
    [
        ("sets__A1", "two", "Line 4: two is no whole number."),
        ("sets__A1", "9", "9 cannot be on paper"),
        ("pain_before__back", "4", "No sets are given"),
    ],
)
def test_a_file_with_a_wrong_cell_keeps_nothing(
    options: list[str],
    grid: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    wrong: tuple[str, str, str],
) -> None:
    line, value, said = wrong
    capsys.readouterr()
    write(grid, **{line: value})
    assert run(["log", "paper", "--file", str(grid), *options]) == 2
    assert said in capsys.readouterr().err
    assert rows(tmp_path, "SELECT count(*) FROM session") == [(0,)]


def as_tabs(text: str) -> bytes:
    return text.replace(",", "\t").encode()


@pytest.mark.parametrize(
    ("note", "damage", "said"),
    [
        ("a\x1bb", str.encode, "Line 12: The note holds a hidden or control character (U+001B)."),
        ('"a\nb"', str.encode, "Line 12: The note holds a line break."),
        ("x" * 501, str.encode, "Line 12: The note is too long: at most 500 letters."),
        ("steif für", lambda text: text.encode("latin-1"), "Line 4: This is not saved as UTF-8."),
        ("Stiff", lambda text: text.encode("utf-16"), "Line 1: This is not saved as UTF-8."),
        ("Stiff", as_tabs, "Line 1: The cells are parted by tabs, not by commas or semicolons."),
        ("Stiff", lambda text: b"a" + text.encode(), "Line 1: The first line is not that of a"),
        (
            "Stiff",
            lambda text: ("x" * 140_000 + "\n" + text).encode(),
            "Line 1: This is no plain text table.",
        ),
    ],
    ids=[
        "control character",
        "line break",
        "too long",
        "Latin-1",
        "UTF-16",
        "tabs",
        "another header",
        "a huge cell",
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(
    options: list[str],
    grid: Path,
    *,
    capsys: pytest.CaptureFixture[str],
    note: str,
    damage: Callable[[str], bytes],
    said: str,
) -> None:
    write(grid, sets__A1="2", note__=note)
    grid.write_bytes(damage(grid.read_text("utf-8")))
    capsys.readouterr()
    assert run(["log", "paper", "--file", str(grid), *options]) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert "No day was kept." in shown


def test_a_grid_of_another_plan_is_refused(
    options: list[str], grid: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(grid, sets__A1="2")
    text = grid.read_text(encoding="utf-8")
    other = "00000000-0000-4000-8000-000000000000"
    first = text.splitlines()[1].split(",")[0]
    grid.write_text(text.replace(first, other), encoding="utf-8")
    assert run(["log", "paper", "--file", str(grid), *options]) == 2
    assert "another plan" in capsys.readouterr().err
    assert rows(tmp_path, "SELECT count(*) FROM session") == [(0,)]


def test_what_the_rules_find_on_paper_is_shown(
    options: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Rule PR-08: three bad mornings of five, as from sessions on the screen."""
    later = [*options[:-1], "2026-11-28T09:00+00:00"]
    bad = ("yes", "3", "2", "2", "3", "3", "3", "2", "", "8", "7", "", "yes")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(bad * 3) + "\n"))
    run(["log", "paper", "--from", DAY, "--to", "2026-11-25", *later])
    said = capsys.readouterr().out
    assert said.count("Saved.") == 3
    assert "Contact your therapist" in said
    assert rows(tmp_path, "SELECT count(*) FROM alert WHERE flag_id IS NOT NULL") != [(0,)]
