"""`log walk`, `log activities`, `log medicine`: what is kept, and nothing of a wrong entry."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes, make_program

from exercise_companion.cli import run
from exercise_companion.errors import StoreFault, UsageFault
from exercise_companion.store.diary_records import DiaryRecords

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-11-24T09:00+00:00"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("measured")
    path = folder / "program.json"
    goal = make_program()["goals"][0]
    goals = [goal, {**goal, "id": "stairs", "activity": "Climb the stairs"}]
    path.write_bytes(as_bytes(make_program(baseline_pain={"back": 3, "leg": 2}, goals=goals)))
    assert run(["load", str(path), "--name", "Ana Novak", "--born", "1957-03-04", *at(folder)]) == 0
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    copytree(loaded, tmp_path, dirs_exist_ok=True)
    return tmp_path


def at(folder: Path) -> list[str]:
    return ["--data", str(folder / "data"), "--now", NOW]


def log(folder: Path, *words: str) -> int:
    return run(["log", *words, *at(folder)])


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "data" / "companion.db")) as connection:
        return connection.execute(sql).fetchall()


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


WALK = ("walk", "--minutes", "10")


@pytest.mark.parametrize(
    "words",
    [
        (*WALK, "--eased-after", "soon"),
        (*WALK, "--eased-after", "1441"),
        (*WALK, "--eased-after", "5", "--still-there"),
        (*WALK, "--metres", "0"),
        (*WALK, "--metres", "200001"),
        (*WALK, "--metres", "far"),
        (*WALK, "--symptom", "cold"),
        (*WALK, "--relief", "running"),
        ("activities", "walk"),
        ("activities", "walk=11"),
        ("activities", "walk=-1"),
        ("activities", "swim=3"),
        ("activities", "walk=3", "walk=4"),
        ("medicine", "--strong", "1"),
        ("medicine", "--days", "15"),
        ("medicine", "--days", "-1"),
        ("medicine", "--days", "3", "--strong", "4"),
        ("medicine", "--days", "3", "--strong", "-1"),
    ],
)
def test_nothing_is_kept_of_a_wrong_entry(folder: Path, words: tuple[str, ...]) -> None:
    assert log(folder, *words) == UsageFault.exit_code
    for table in ("walk_log", "activity_score", "medicine_days", "alert"):
        assert rows(folder, f"SELECT id FROM {table}") == []  # noqa: S608


LEGS = "SELECT support, symptom, side, relief_action, minutes_to_relief, still_there, in_calf,"
LEGS += " gave_way, distance_metres FROM walk_log"


def test_everything_about_the_legs_is_kept(folder: Path) -> None:
    words = "--support poles --symptom numb --side left --relief bent --eased-after 12.5 --calf"
    assert log(folder, *WALK, *words.split(), "--metres", "800") == 0
    assert log(folder, *WALK, "--not-calf", "--still-there") == 0
    assert rows(folder, LEGS) == [
        ("poles", "numb", "left", "bent_forward", 12.5, 0, 1, 0, 800.0),
        (None, None, None, None, None, 1, 0, 0, None),
    ]


def test_it_is_asked_for_line_by_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    legs = ("tingle", "both", "no", "sat", "maybe", "not yet")
    types(monkeypatch, "no", "walk", "20", "8", "2", "5", "legs", "skip", "skip", *legs)
    assert log(folder, "walk") == 0
    assert rows(folder, LEGS) == [(None, "tingle", "both", "sat", None, 1, 0, 0, None)]


def test_relief_may_be_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    skips = ("skip",) * 4
    types(monkeypatch, "no", "walk", "20", "8", "1", "5", "done", "none", "900", *skips, "skip")
    assert log(folder, "walk") == 0
    types(monkeypatch, "no", "walk", "20", "8", "1", "5", "done", "none", "900", *skips, "12")
    assert log(folder, "walk") == 0
    assert [row[4:6] for row in rows(folder, LEGS)] == [(None, 0), (12.0, 0)]


def test_a_leg_that_gave_way_is_advised_on_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """NC-5: the advice follows the entry, and the exit code says that exercise is locked."""
    types(monkeypatch, "seen")
    assert log(folder, *WALK, "--gave-way") == 4
    said = capsys.readouterr().out
    assert said.index("Saved.") < said.index("Do not exercise now.")
    assert rows(folder, "SELECT flag_id, tier FROM alert") == [("RF-NEU-02", "U")]
    assert log(folder, "pain", "back=3") == 0


def test_a_leg_that_gave_way_is_advised_on_even_if_it_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A17: the advice first, then what went wrong; nothing claims to be saved."""

    def no_room(*_: object) -> None:
        what_happened = "The disk is full."
        raise StoreFault(what_happened, "Make room.")

    types(monkeypatch, "seen")
    monkeypatch.setattr(DiaryRecords, "log_walk", no_room)
    assert log(folder, *WALK, "--gave-way") == StoreFault.exit_code
    told = capsys.readouterr()
    assert "Do not exercise now." in told.out
    assert "Saved." not in told.out
    assert "The disk is full." in told.err


@pytest.mark.parametrize(
    "rest",
    [
        (),
        ("walk", "10", "none", "1", "20"),
        ("walk", "10", "20", "1", "skip", "done", "stick", "0"),
    ],
)
def test_a_leg_that_gave_way_is_advised_on_although_the_entry_is_left_or_refused(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    rest: tuple[str, ...],
) -> None:
    """NC-5: it is on disk as soon as it is told."""
    types(monkeypatch, "yes", *rest)
    assert log(folder, "walk") != 0
    told = capsys.readouterr()
    assert "Do not exercise now." in told.out
    assert "Saved." not in told.out
    assert rows(folder, "SELECT flag_id, tier FROM alert") == [("RF-NEU-02", "U")]


def test_nc4_a_hold_is_told_after_the_entry(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calf = ("--calf", "--relief", "stood")
    assert log(folder, *WALK, *calf) == 0
    assert "therapist" not in capsys.readouterr().out
    types(monkeypatch, "seen")
    assert log(folder, *WALK, *calf) == 4
    assert "Talk to your therapist" in capsys.readouterr().out.replace(
        "Ruth Hall", "your therapist"
    )


def test_activities_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert log(folder, "activities", "walk=5", "stairs=2") == 0
    types(monkeypatch, "6", "often", "3")
    assert log(folder, "activities") == 0
    assert rows(folder, "SELECT goal_id, score_0_to_10 FROM activity_score") == [
        ("walk", 5),
        ("stairs", 2),
        ("walk", 6),
        ("stairs", 3),
    ]


def test_medicine_days_are_kept_and_nothing_is_said_about_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """SI-20: no advice, no praise."""
    assert log(folder, "medicine", "--days", "3", "--strong", "1") == 0
    assert capsys.readouterr().out == "Saved.\n"
    types(monkeypatch, "9", "skip")
    assert log(folder, "medicine") == 0
    found = rows(folder, "SELECT days_of_14, strong_days_of_14 FROM medicine_days")
    assert found == [(3, 1), (9, None)]
