"""`learn` and `goals`: what the therapist wrote, and the patient's own line, as text and JSON."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from builders import make_program
from journeys import Companion, Patient, StoppedClock, load_at, rows, visit

from exercise_companion.cli import run
from exercise_companion.core.check_ins import AskCheckIn, CheckedIn
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

DAYS = 24 * 3600
NOW = "2026-11-23T09:00+00:00"


def phase(phase_id: str, first: str, last: str) -> Tree:
    return {**make_program()["phases"][0], "id": phase_id, "starts_on": first, "ends_on": last}


def card(card_id: str, **changes: str) -> Tree:
    return {"id": card_id, "title": f"About {card_id}", "body": "One.", "source": "Own"} | changes


def program() -> Tree:
    return make_program(
        phases=[
            phase("settle", "2026-11-22", "2026-12-05") | {"title": "Settle"},
            phase("build", "2026-12-06", "2027-01-02") | {"title": "Build"},
        ],
        education=[
            card("settling", show_in_phase="settle"),
            card("always", reviewed_by="Dr Ada Hope", reviewed_on="2026-05-03"),
            card("building", show_in_phase="build"),
        ],
    )


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    load_at(folder, program(), NOW)
    return folder


def shell(folder: Path, *words: str) -> int:
    return run(["--data", str(folder), "--now", NOW, *words])


def seen(folder: Path, clock: StoppedClock) -> list[tuple[str, bool]]:
    with Companion(folder, clock) as companion:
        return [(one.card_id, one.is_current) for one in companion.cards()]


def test_a_card_of_a_later_phase_waits_and_one_of_an_earlier_phase_stays(
    folder: Path, clock: StoppedClock
) -> None:
    assert seen(folder, clock) == [("settling", True), ("always", True)]
    clock.advance(14 * DAYS)
    assert seen(folder, clock) == [("always", True), ("building", True), ("settling", False)]


def test_each_card_says_who_has_checked_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert shell(folder, "learn", "always") == 0
    text = capsys.readouterr().out
    assert text == "About always\nOne.\nSource: Own\nChecked by Dr Ada Hope on 3 May 2026.\n"
    assert shell(folder, "learn", "--json") == 0
    found = {one["card_id"]: one["review"] for one in json.loads(capsys.readouterr().out)}
    assert found["settling"] == "Not yet checked by a clinician."


@pytest.mark.parametrize("name", ["0", "9", "nothing", "\x1b[2J"])
def test_a_card_that_is_not_there_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert shell(folder, "learn", name) == UsageFault.exit_code
    said = capsys.readouterr().err
    assert "There is no card" in said
    assert "\x1b" not in said


def test_goals_show_start_latest_and_target(
    folder: Path, clock: StoppedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert shell(folder, "goals") == 0
    assert "Start 3. No score yet. Target 7 by 2 January 2027." in capsys.readouterr().out
    with Companion(folder, clock) as companion:
        companion.log_activities((("walk", 4),))
        companion.log_activities((("walk", 5),))
        view = companion.goals_view()
    assert [(value.score, value.replaced) for value in view.goals[0].values] == [(5, (4,))]


@pytest.mark.parametrize("command", ["learn", "goals"])
def test_without_a_plan_it_is_said_and_nothing_is_made(tmp_path: Path, command: str) -> None:
    assert run(["--data", str(tmp_path / "none"), command]) == 1
    assert list(tmp_path.iterdir()) == []


def test_an_answer_of_today_is_given_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "asked"
    load_at(folder, program() | {"outcomes": [{"measure": "mood", "every_days": 1}]}, NOW)
    assert shell(folder, "goals", "--again") != 0
    assert "No question of your plan was answered today." in capsys.readouterr().err
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        question = visit(companion, Patient(), until=AskCheckIn)[-1]
        companion.reply(question, CheckedIn(9))
    monkeypatch.setattr(sys, "stdin", io.StringIO("4\n"))
    assert shell(folder, "goals", "--again") == 0
    assert "You answered: 9 of 10. Skip leaves it so." in capsys.readouterr().out
    assert rows(folder, "SELECT given_number FROM check_in ORDER BY id") == [(9.0,), (4.0,)]
