"""A leg that gave way is kept and advised on although the entry that says it is refused (NC-5)."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes
from grids import made_grid, write_into
from walks import walk_program

from exercise_companion.cli import run
from exercise_companion.cli.leg_words import NOT_KNOWN_WHOSE
from exercise_companion.companion.entries import LEG_KEPT
from exercise_companion.errors import StoreFault
from exercise_companion.store.check_records import CheckRecords

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.records import CheckPurpose

NOW = "2026-11-24T09:00+00:00"
DAY = "2026-11-23"
ADVICE = "Do not exercise now."
WALK = "walk-1 gave_way=yes"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("legs")
    path = folder / "plan.json"
    path.write_bytes(as_bytes(walk_program()))
    named = ["--name", "Ana Novak", "--born", "1957-03-04"]
    assert run(["load", str(path), *named, *options(folder)]) == 0
    made_grid(folder, DAY)
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copytree(loaded, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr("sys.stdin", io.StringIO("seen\n"))
    return tmp_path


def options(folder: Path) -> list[str]:
    return ["--data", str(folder / "data"), "--now", NOW]


def log(folder: Path, *words: str) -> int:
    return run(["log", *words, *options(folder)])


def session(*words: str, day: str = "yesterday") -> tuple[str, ...]:
    return ("session", "--day", day, "--source", "late", "--item", "walk-1", *words)


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "data" / "companion.db")) as store:
        return store.execute(sql).fetchall()


def alerts(folder: Path) -> list[tuple[object, ...]]:
    return rows(folder, "SELECT flag_id, tier FROM alert")


def write(folder: Path, **written: str) -> tuple[str, ...]:
    """Fill in the table; the words that key it back."""
    named = {"sets": "sets,walk-1", "pain": "pain_before,back", "effort": "effort,"}
    lines = {named.get(name, f"walk,walk-1 {name}"): value for name, value in written.items()}
    write_into(folder / "grid.csv", lines)
    return ("paper", "--file", str(folder / "grid.csv"))


def require_kept(folder: Path, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The sign once with its advice, nothing else of the entry, and what is wrong with that."""
    told = capsys.readouterr()
    assert alerts(folder) == [("RF-NEU-02", "U")]
    assert ADVICE in told.out
    assert "Saved." not in told.out
    assert f"{LEG_KEPT} " in told.err
    assert said in told.err
    assert "othing was kept" not in told.err
    for table in ("walk_log", "session"):
        assert rows(folder, f"SELECT id FROM {table}") == []  # noqa: S608


def require_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = capsys.readouterr()
    assert ADVICE not in told.out
    assert LEG_KEPT not in told.err
    assert alerts(folder) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--gave-way", "--minutes needs a number"),
        ("--gave-way --minutes 0", "minutes of the walk cannot be right"),
        ("--minutes 10 --first-symptom 20 --gave-way", "first leg sign"),
        ("--minutes 10 --leg-pain 12 --gave-way", "0 to 10"),
        ("--minutes 10 --gave-way --metres far", "--metres needs a number"),
        ("--minutes 10 --leg-pain 7.5 --gave-way", "7.5"),
        ("--minutes 10 --gave-way --stopped fall", "fall"),
        ("--gave-way=yes --minutes 10", "--gave-way"),
        ("--gave-way --minutes 10 --bouts", "--bouts"),
        ("--gave-way --minutes 10 --mode", "--mode"),
    ],
)
def test_of_a_walk_with_a_wrong_option_the_leg_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str, said: str
) -> None:
    assert log(folder, "walk", *words.split()) == 2
    require_kept(folder, said, capsys)


@pytest.mark.parametrize(
    "words",
    [
        "--gave-way --minuts 10",
        "--gave-way --minutes 10 outside",
        "--gave-way --minutes 10 --dat other",
        "--gave-way no --minutes 10",
        "--gave-way --minutes 10 --patient Ana",
    ],
)
def test_d5_where_a_word_may_name_another_patient_nothing_is_kept_and_that_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert log(folder, "walk", *words.split()) == 2
    assert NOT_KNOWN_WHOSE in capsys.readouterr().err
    require_nothing(folder, capsys)


@pytest.mark.parametrize("words", ["--minutes 0", "--leg-pain 7.5", "--gave-way=none"])
def test_of_a_wrong_walk_that_does_not_say_so_nothing_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert log(folder, "walk", *words.split()) == 2
    require_nothing(folder, capsys)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (session("--walk", f"{WALK} minutes=10 first_symptom=20"), "no answer to first_symptom"),
        (session("--walk", f"{WALK} minutes=soon"), "no answer to minutes"),
        (session("--walk", f"{WALK} pace=4"), "pace is not asked"),
        (session("--walk", "walk-1.gave_way=yes"), "says nothing of a walk"),
        (session("--walk", "walk-1=gave_way=yes,minutes=10"), "says nothing of a walk"),
        (session("--walk", "walk-9 gave_way=yes"), "walk-9 is not in the plan"),
        (session("--walk", WALK, "--item", "walk-9"), "walk-9 is not in the plan"),
        (session("--walk", WALK, "--pain-before", "back=11"), "back=11 is no pain score"),
        (session("--walk", WALK, "--effort", "11"), "0 to 10"),
        (session("--walk", WALK, "--sets", "99"), "sets"),
        (session("--walk", WALK, "--all"), "A session needs its day"),
        (("session", "--all", "--walk", WALK), "A session needs its day"),
        (session("--walk", WALK, day="05/11/2026"), "may be"),
        (session("--walk", WALK, "--effort", "hard"), "hard"),
        (session("--walk", "walk-1 minutes=12 gave_way", "--effort", "hard"), "hard"),
    ],
)
def test_of_a_session_with_a_wrong_part_the_leg_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert log(folder, *words) == 2
    require_kept(folder, said, capsys)


@pytest.mark.parametrize("day", ["2026-11-25", "2026-11-01"])
@pytest.mark.parametrize("wrong", [(), ("--effort", "11"), ("--effort", "hard")])
def test_of_a_day_that_cannot_be_entered_nothing_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], day: str, wrong: tuple[str, ...]
) -> None:
    """As line by line, where no more is asked then."""
    assert log(folder, *session("--walk", WALK, *wrong, day=day)) == 2
    require_nothing(folder, capsys)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"sets": "3", "minutes": "soon"}, "soon is no answer to minutes"),
        ({"sets": "0", "minutes": "5"}, "no parts of walk-1 are ticked"),
        ({"sets": "99"}, "99 cannot be on paper"),
        ({"sets": "few"}, "few is no whole number"),
        ({"sets": "3", "pain": "11"}, "11 cannot be on paper"),
        ({"sets": "3", "pain": "bad"}, "bad is no whole number"),
        ({}, "no parts of walk-1 are ticked"),
        ({"sets": "3", "effort": "5,6"}, "not whole"),
    ],
)
def test_of_a_table_with_a_wrong_cell_the_leg_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], written: dict[str, str], said: str
) -> None:
    assert log(folder, *write(folder, gave_way="yes", **written)) == 2
    require_kept(folder, said, capsys)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            f",{DAY},walk",
            ",23/11/2026,walk",
            '"23/11/2026" is not a day as it was made: 2026-12-03',
        ),
        (",1,2026", ",1.0,2026", '"1.0" is not a version as it was made'),
        (",1,2026", ",2,2026", "another plan or version"),
        ("\N{MULTIPLICATION SIGN}", "\N{REPLACEMENT CHARACTER}", "not saved as UTF-8"),
        (",", "\t", "parted by tabs"),
        (f",{DAY},effort", f",{DAY},efort", "efort is no line of a grid"),
    ],
)
def test_of_a_table_that_was_spoilt_the_leg_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    words, grid = write(folder, gave_way="yes", sets="3", effort="5"), folder / "grid.csv"
    text = grid.read_text(encoding="utf-8")
    assert old in text
    lost = "\N{REPLACEMENT CHARACTER}".encode()
    grid.write_bytes(text.replace(old, new).encode().replace(lost, b"\xd7"))
    assert log(folder, *words) == 2
    require_kept(folder, said, capsys)


def test_days_beside_a_table_keep_the_leg(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = write(folder, gave_way="yes", sets="3")
    assert log(folder, *words, "--from", DAY) == 2
    require_kept(folder, "Days and a file were both given", capsys)


@pytest.mark.parametrize("was", ["program", "day"])
def test_of_a_table_of_another_patient_or_of_a_day_to_come_nothing_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], was: str
) -> None:
    words, grid = write(folder, gave_way="yes", sets="3"), folder / "grid.csv"
    text = grid.read_text(encoding="utf-8")
    other = text.splitlines()[1].split(",")[0]
    changes = {"program": (other, "9" * 8 + other[8:]), "day": (DAY, "2026-11-25")}
    grid.write_text(text.replace(*changes[was]), encoding="utf-8")
    assert log(folder, *words) == 2
    require_nothing(folder, capsys)


def test_of_a_text_that_is_no_table_nothing_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "grid.csv").write_text("walk-1 gave_way,yes\n", encoding="utf-8")
    assert log(folder, "paper", "--file", str(folder / "grid.csv")) == 2
    require_nothing(folder, capsys)


WHOLE = (("walk", "--gave-way", "--minutes", "10"), session("--walk", WALK), ("paper",))


@pytest.mark.parametrize("words", WHOLE)
def test_an_entry_that_is_kept_raises_it_once(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    words = write(folder, gave_way="yes", sets="3") if words == ("paper",) else words
    assert log(folder, *words) == 4
    told = capsys.readouterr()
    assert told.out.index("Saved.") < told.out.index(ADVICE)
    assert told.out.count(ADVICE) == 1
    assert LEG_KEPT not in told.err
    assert alerts(folder) == [("RF-NEU-02", "U")]
    assert rows(folder, "SELECT gave_way FROM walk_log") == [(1,)]


@pytest.mark.parametrize("words", WHOLE[1:])
def test_an_entry_that_is_on_record_is_not_told_again(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    words = write(folder, gave_way="yes", sets="3") if words == ("paper",) else words
    assert log(folder, *words) == 4
    assert log(folder, *words) == 2
    assert LEG_KEPT not in capsys.readouterr().err
    assert len(alerts(folder)) == 1


@pytest.mark.parametrize("words", WHOLE[1:])
def test_a_leg_that_the_record_does_not_hold_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert log(folder, *session("--walk", "walk-1 minutes=12")) == 0
    words = write(folder, gave_way="yes", sets="3") if words == ("paper",) else words
    assert log(folder, *words) == 2
    assert f"{LEG_KEPT} " in capsys.readouterr().err
    assert alerts(folder) == [("RF-NEU-02", "U")]


@pytest.mark.parametrize("words", WHOLE)
def test_it_is_advised_on_although_nothing_can_be_written(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    """A17: and nothing says that it is kept."""

    words = write(folder, gave_way="yes", sets="3") if words == ("paper",) else words
    begin = CheckRecords.begin_check

    def full_disk(
        store: CheckRecords, purpose: CheckPurpose, plan: str, *more: str, **of: int
    ) -> int:
        if store.is_kept:
            what_happened = "The disk is full."
            raise StoreFault(what_happened, "Make room.")
        return begin(store, purpose, plan, *more, **of)

    monkeypatch.setattr(CheckRecords, "begin_check", full_disk)
    assert log(folder, *words) == StoreFault.exit_code
    told = capsys.readouterr()
    assert ADVICE in told.out
    assert "The disk is full." in told.err
    assert LEG_KEPT not in told.err


@pytest.mark.parametrize("words", [*WHOLE[:2], ("walk", "--gave-way", "--bouts", "few")])
def test_it_is_advised_on_although_nothing_can_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    """A17: with what is on record the day cannot be compared; it counts."""
    (folder / "data" / "companion.db").write_bytes(b"spoilt" * 5000)
    assert log(folder, *words) == StoreFault.exit_code
    told = capsys.readouterr()
    assert "Stop exercising now" in told.out
    assert LEG_KEPT not in told.err


def test_without_a_plan_nothing_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert log(tmp_path, "walk", "--gave-way") == 1
    assert "There is no plan here yet." in capsys.readouterr().err
    assert not (tmp_path / "data" / "companion.db").exists()
