"""Days off in the shell: listed, taken back, and days that lie ahead by their names (D10)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from journeys import Companion, StoppedClock, full_program, install, load_at, rows

from exercise_companion.cli import run
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 3600
TAKEN_BACK = "SELECT pause_id, local_day FROM pause_taken_back"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store whose plan began on Sunday 22 November."""
    load_at(tmp_path, full_program(), "2026-11-23T09:00+00:00")
    return tmp_path


def pause(folder: Path, *words: str, now: str = "2026-11-24T09:00+00:00") -> int:
    where = ("--data", str(folder), "--now", now)
    return run(["log", "pause", *words, *where])


def off(folder: Path, first: str, last: str, **at: str) -> int:
    return pause(folder, "--from", first, "--to", last, "--reason", "holiday", **at)


def today(folder: Path, now: str) -> None:
    assert run(["today", "--data", str(folder), "--now", now]) == 0


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_days_that_lie_ahead_have_names(folder: Path) -> None:
    assert off(folder, "tomorrow", "friday") == 0
    assert rows(folder, "SELECT first_day, last_day FROM pause_range") == [
        ("2026-11-25", "2026-11-27")
    ]


def test_a_day_that_is_past_has_no_name_that_lies_ahead(folder: Path) -> None:
    where = ("--data", str(folder), "--now", "2026-11-24T09:00+00:00")
    assert run(["history", "tomorrow", *where]) == UsageFault.exit_code


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-25T09:00+00:00", "You wrote down days off, until Friday 27 November."),
        ("2026-11-27T09:00+00:00", "You wrote down today as a day off."),
    ],
)
def test_a_day_off_says_that_it_is_one(
    folder: Path, capsys: pytest.CaptureFixture[str], now: str, said: str
) -> None:
    assert off(folder, "tomorrow", "friday") == 0
    capsys.readouterr()
    today(folder, now)
    assert said in capsys.readouterr().out.splitlines()
    today(folder, "2026-11-28T09:00+00:00")
    assert "day off" not in capsys.readouterr().out


def test_days_off_that_are_not_over_are_listed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert pause(folder, "--list") == 0
    assert capsys.readouterr().out == "No days off are on record.\n"
    off(folder, "2026-11-22", "2026-11-23")
    off(folder, "2026-12-01", "2026-12-06")
    off(folder, "today", "today")
    capsys.readouterr()
    assert pause(folder, "--list") == 0
    assert capsys.readouterr().out == ("24 November: holiday\n1 December to 6 December: holiday\n")


def test_days_off_taken_back_before_they_begin_are_planned_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    off(folder, "tomorrow", "friday")
    assert pause(folder, "--take-back", "thursday") == 0
    said = capsys.readouterr().out
    assert "Taken back: 25 November to 27 November. You have your plan on these days again." in said
    assert rows(folder, TAKEN_BACK) == [(1, "2026-11-24")]
    today(folder, "2026-11-25T09:00+00:00")
    assert "No exercises now." not in capsys.readouterr().out
    assert off(folder, "tomorrow", "tomorrow") == 0, "the days are free for others"


def test_days_off_taken_back_while_they_run_stay_off_where_they_passed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    off(folder, "today", "friday")
    now = "2026-11-26T09:00+00:00"
    today(folder, now)
    assert "No exercises now." in capsys.readouterr().out
    assert pause(folder, "--take-back", "today", now=now) == 0
    assert "From today on you have your plan again." in capsys.readouterr().out
    today(folder, now)
    assert "No exercises now." not in capsys.readouterr().out
    where = ("--data", str(folder), "--now", now)
    assert run(["history", "2026-11-25", *where]) == 0
    assert "Days off: holiday." in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("--take-back", "2026-12-01"),
        ("--take-back", "someday"),
        ("--take-back", "today", "--list"),
        ("--list", "--from", "today"),
    ],
)
def test_what_cannot_be_taken_back_changes_nothing(folder: Path, words: tuple[str, ...]) -> None:
    off(folder, "tomorrow", "friday")
    assert pause(folder, *words) == UsageFault.exit_code
    assert rows(folder, TAKEN_BACK) == []


def test_asked_line_by_line_they_are_read_back_and_can_be_taken_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(monkeypatch, "tomorrow", "friday", "a wedding")
    assert pause(folder) == 0
    types(monkeypatch, "new", "2026-12-01", "2026-12-02", "holiday")
    assert pause(folder) == 0
    assert "1. 25 November to 27 November: a wedding" in capsys.readouterr().out
    types(monkeypatch, "3", "1")
    assert pause(folder) == 0
    said = capsys.readouterr().out
    assert "2. 1 December to 2 December: holiday" in said
    assert "Saved." in said
    assert rows(folder, TAKEN_BACK) == [(1, "2026-11-24")]


def test_another_window_took_them_back_already(tmp_path: Path) -> None:
    clock = StoppedClock()
    install(tmp_path, full_program(), clock)
    with Companion(tmp_path, clock) as companion:
        companion.log_pause(companion.day, companion.day, "ill")
        (one,) = companion.days_off()
        companion.take_back_days_off(one.id)
        with pytest.raises(UsageFault):
            companion.take_back_days_off(one.id)
