"""`program preview`: a program day by day, in the words of the patient's own screens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from builders import TODAY, as_bytes, changed, make_dose, make_program
from click.testing import CliRunner

from exercise_companion.cli.commands import main
from exercise_companion.errors import UsageFault
from exercise_companion.paths import programs_folder

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

EASIER = {"instruction": "Do one.", "dose": make_dose(sets=1)}
PLAN = changed(make_program(), "phases", 0, "items", 0, "modify_down", to=EASIER)


def show(path: str, *words: str) -> Result:
    given = ["program", "preview", path, "--today", TODAY.isoformat(), *words]
    return CliRunner().invoke(main, given, prog_name="exercise-companion")


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(PLAN))
    return str(path)


def test_each_day_and_the_words_of_an_exercise_once(plan: str) -> None:
    result = show(plan, "--days", "2")
    assert result.exit_code == 0
    first, second = result.stdout.split("\n\n")
    assert first.splitlines()[:4] == [
        "Sunday 22 November, week 1 of 6",
        "Ana: Back program. From Ruth Hall, Physiotherapist.",
        "Exercises for today. About 3 minutes.",
        "1. Bridge: 2 × 8",
    ]
    assert "    Step 1: Lift your hips.\n" in first
    assert "    Easier version: Do one. 1 set of 8, 2 seconds out, 2 seconds back." in first
    assert second.splitlines()[0] == "Monday 23 November, week 1 of 6"
    assert "1. Bridge: 2 × 8" in second
    assert "Step 1" not in second
    assert result.stderr == "Shown as if every day is done in full and every review is held.\n"


def test_as_json_a_day_a_line(plan: str) -> None:
    lines = show(plan, "--days", "3", "--json").stdout.splitlines()
    days = [json.loads(line) for line in lines]
    assert [day["day"] for day in days] == ["2026-11-22", "2026-11-23", "2026-11-24"]
    assert days[0]["today"]["items"][0]["name"] == days[0]["items"][0]["name"] == "Bridge"


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-12-01", "Tuesday 1 December"), ("+14d", "Sunday 6 December")],
)
def test_from_a_day(plan: str, day: str, shown: str) -> None:
    assert show(plan, "--day", day, "--days", "1").stdout.startswith(shown)


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "9999-12-31", "+999d", "1-1-1"])
def test_a_day_that_cannot_be_is_refused(plan: str, day: str) -> None:
    result = show(plan, "--day", day)
    assert isinstance(result.exception, UsageFault)


def test_every_shipped_program_and_template_can_be_looked_through() -> None:
    for path in sorted(programs_folder().rglob("*.json")):
        if path.name != "program.schema.json":
            result = show(str(path), "--days", "30")
            assert result.exit_code == 0, path
            assert result.stdout.count(", week ") == 30, path


def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(as_bytes(changed(PLAN, "time_budget_minutes", to=0)))
    result = show(str(path))
    assert isinstance(result.exception, UsageFault)
    assert show(str(path), "--days", "0").exit_code == 2
