"""A new version asks a question of the therapist's no more: what was told stays open, and is named.

Its words, and whom to call, are those of the version it was told under.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, install, keyed_program, rows, visit
from locks import at_the_lock

from exercise_companion.cli import run
from exercise_companion.companion import Companion
from exercise_companion.core.prompts import ShowAdvice

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

SIGN = "there is a sign my therapist asked me to watch for"
WARD = "020 7946 0300"


def asks(tier: str) -> Tree:
    own = {"id": "OWN-1", "question": "Is your drain wet?", "tier": tier}
    return keyed_program(extra_flags=[own | {"contact": "surgical_team"}])


def asks_no_more() -> Tree:
    program = keyed_program(version=2)
    return program | {"supersedes": {"program_id": program["program_id"], "version": 1}}


def told_then_updated(folder: Path, tier: str) -> StoppedClock:
    """The sign is told, its advice not read, and a version without the question loaded."""
    clock = StoppedClock()
    install(folder, asks(tier), clock)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        visit(companion, Patient({"TX": YES, "OWN-1": YES}, begins=False), until=ShowAdvice)
    assert rows(folder, "SELECT flag_id, tier FROM alert") == [("OWN-1", tier)]
    install(folder, asks_no_more(), clock)
    return clock


@pytest.mark.parametrize("tier", ["E-call", "E-go", "U", "S"])
def test_h12_what_was_told_and_saved_is_never_called_unsaved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tier: str
) -> None:
    folder = tmp_path / "data"
    clock = told_then_updated(folder, tier)
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient(begins=False), until=ShowAdvice)[-1]
        assert isinstance(shown, ShowAdvice)
        assert shown.advice.say.endswith(f"I reported: {SIGN}.")
        visit(companion, Patient(begins=False))
        assert f'You told us: "{SIGN}".' in companion.today().reasons
        decision = at_the_lock(companion).decision
        assert f'You told us: "{SIGN}".' in decision.lines
        assert "(rule OWN-1, the limits your therapist set)" in " ".join(decision.reasons)
    assert run(["--data", str(folder), "slip"]) == 0
    slip = " ".join(capsys.readouterr().out.split())
    assert f'I reported "{SIGN}".' in slip
    assert "could not be saved" not in slip


def test_h09_whom_to_call_for_it_is_still_whom_the_therapist_named(tmp_path: Path) -> None:
    clock = told_then_updated(tmp_path / "data", "U")
    with Companion(tmp_path / "data", clock) as companion:
        companion.start()
        shown = visit(companion, Patient(begins=False), until=ShowAdvice)[-1]
        assert isinstance(shown, ShowAdvice)
        assert shown.advice.number == WARD
        call = companion.today().call
        assert call is not None
        assert call[1] == WARD


def test_h04_where_that_version_was_altered_it_is_said_who_asked_and_no_more(
    tmp_path: Path,
) -> None:
    clock = told_then_updated(tmp_path / "data", "U")
    with closing(sqlite3.connect(tmp_path / "data" / "companion.db")) as connection, connection:
        connection.execute("DROP TRIGGER program_version_is_never_changed")
        connection.execute("UPDATE program_version SET document = '{' WHERE version = 1")
    with Companion(tmp_path / "data", clock) as companion:
        words = 'You told us: "a warning sign that my therapist asked about".'
        assert words in companion.today().reasons


def test_the_report_still_has_the_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told_then_updated(tmp_path / "data", "U")
    assert run(["--data", str(tmp_path / "data"), "report", "--format", "json"]) == 0
    assert "Is your drain wet?" in capsys.readouterr().out
