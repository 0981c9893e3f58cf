"""The table of sets: a spreadsheet reads back what was done, and runs nothing of it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from builders import make_dose, make_exercise, make_item, make_program
from journeys import StoppedClock, install

from exercise_companion.companion import Companion
from exercise_companion.companion.late import LateSession
from exercise_companion.core.progress import Adherence
from exercise_companion.core.records import (
    ItemEffortRecord,
    SessionEndRecord,
    SessionEvent,
    SetRecord,
    StoredSession,
    When,
)
from exercise_companion.reports import csv_report
from exercise_companion.reports.contents import Chain, Contents, SessionRow

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 22)
WHEN = When(datetime(2026, 11, 22, 9, tzinfo=UTC), DAY, "Europe/London")
LIFT = SetRecord("A1", "lift", "as_written", 1, "left", 10, 8, None, None, 2.5, 2.0)


def contents(*events: SessionEvent, name: str = "Lift") -> Contents:
    session = StoredSession(
        7,
        WHEN,
        "guided",
        "",
        "f" * 64,
        None,
        (),
        events,
        SessionEndRecord("complete", effort=4),
        WHEN,
    )
    return Contents(
        WHEN, DAY, DAY, "test", "p-1", "Ana Novak", (), (), (), (), Adherence(()), (),
        (SessionRow(session, 2, {"lift": name}),), (), (), (), (), (), (), (), (), (), (), (),
        (), (), (), Chain(0, "", ()),
    )  # fmt: skip


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_set_is_one_row_with_target_and_actual() -> None:
    walk = SetRecord(
        "A2",
        "walk",
        "easier",
        2,
        "none",
        None,
        None,
        300,
        240,
        None,
        None,
        400,
        350,
        simulated=True,
    )
    first, second = read(csv_report.text(contents(LIFT, walk)))
    assert first == {
        "day": "2026-11-22",
        "session_id": "7",
        "source": "guided",
        "session_end": "complete",
        "effort_0_to_10": "4",
        "program_version": "2",
        "item_id": "A1",
        "exercise_id": "lift",
        "exercise_name": "Lift",
        "exercise_effort_0_to_10": "",
        "variant": "as_written",
        "set_number": "1",
        "side": "left",
        "target_reps": "10",
        "done_reps": "8",
        "target_seconds": "",
        "done_seconds": "",
        "target_load_kg": "2.5",
        "done_load_kg": "2.0",
        "target_metres": "",
        "done_metres": "",
        "simulated": "no",
        "counted_by": "patient",
        "done_left_reps": "",
        "done_right_reps": "",
        "session_stopped_because": "",
    }
    assert (second["target_seconds"], second["done_metres"]) == ("300", "350")
    assert (second["exercise_name"], second["simulated"]) == ("", "yes")


def test_h13_sides_in_turn_have_a_column_each() -> None:
    in_turn = replace(LIFT, side="alternate", done_left_reps=8, done_right_reps=7, done_reps=7)
    (row,) = read(csv_report.text(contents(in_turn)))
    assert (row["done_reps"], row["done_left_reps"], row["done_right_reps"]) == ("7", "8", "7")


def test_how_hard_an_exercise_was_stands_on_each_of_its_sets() -> None:
    other = replace(LIFT, item_id="A2")
    kept = read(csv_report.text(contents(LIFT, other, ItemEffortRecord("A1", 6))))
    assert [row["exercise_effort_0_to_10"] for row in kept] == ["6", ""]


def test_lines_end_as_the_standard_asks_and_quotes_are_doubled() -> None:
    text = csv_report.text(contents(LIFT, name='Lift, "slow"'))
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == 2
    assert '"Lift, ""slow"""' in text
    assert read(text)[0]["exercise_name"] == 'Lift, "slow"'


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_cell_never_begins_as_a_formula(name: str) -> None:
    assert read(csv_report.text(contents(LIFT, name=name)))[0]["exercise_name"] == f"'{name}"


@pytest.mark.parametrize("name", ["\t=1+1", "\r=1+1"])
def test_a_formula_behind_a_blank_is_no_formula_either(name: str) -> None:
    (row,) = read(csv_report.text(contents(LIFT, name=name)))
    assert row["exercise_name"].startswith("'")
    assert not set("\t\r") & set(row["exercise_name"])


def test_numbers_stay_numbers() -> None:
    (row,) = read(csv_report.text(contents(replace(LIFT, done_reps=0))))
    assert row["done_reps"] == "0"


def test_nothing_done_is_a_header_alone() -> None:
    assert csv_report.text(contents()).rstrip("\r\n").split(",") == list(csv_report.HEADER)


def test_a_real_store_comes_back_whole(tmp_path: Path) -> None:
    clock = StoppedClock()
    dose = make_dose(side="each_side", sets=2, reps=6)
    program = make_program(exercises=[make_exercise(name="Bridge, slow")])
    program["phases"][0]["items"] = [make_item("A1", dose=dose)]
    install(tmp_path / "data", program, clock)
    with Companion(tmp_path / "data", clock) as companion:
        companion.log_session(LateSession(DAY, "paper"))
        rows = read(csv_report.text(companion.report(None, None)))
    assert [(row["set_number"], row["side"]) for row in rows] == [
        ("1", "left"),
        ("1", "right"),
        ("2", "left"),
        ("2", "right"),
    ]
    assert {row["exercise_name"] for row in rows} == {"Bridge, slow"}
    assert {(row["source"], row["program_version"]) for row in rows} == {("paper", "1")}
