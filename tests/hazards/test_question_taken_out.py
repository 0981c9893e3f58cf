"""A new version asks a question of the therapist's no more: what was told stays open, and is named.

Its words, and whom to call, are those of the version it was told under.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from journeys import NOT_SURE, YES, Patient, StoppedClock, install, keyed_program, rows, visit
from locks import ASSESSED, RUTH, at_the_lock
from questions import up_to

from exercise_companion.cli import run
from exercise_companion.clinic import clearing
from exercise_companion.companion import Companion
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
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


def alter(folder: Path) -> None:
    """The first version is not any more what the therapist wrote."""
    with closing(sqlite3.connect(folder / "companion.db")) as connection, connection:
        connection.execute("DROP TRIGGER program_version_is_never_changed")
        connection.execute("UPDATE program_version SET document = '{' WHERE version = 1")


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
    alter(tmp_path / "data")
    with Companion(tmp_path / "data", clock) as companion:
        words = 'You told us: "a warning sign that my therapist asked about".'
        assert words in companion.today().reasons


def test_the_report_still_has_the_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told_then_updated(tmp_path / "data", "U")
    assert run(["--data", str(tmp_path / "data"), "report", "--format", "json"]) == 0
    assert "Is your drain wet?" in capsys.readouterr().out


def left_unsure(folder: Path, tier: str) -> StoppedClock:
    """ "Not sure" once, left before it was asked again, and a version without the question."""
    clock = StoppedClock()
    install(folder, asks(tier), clock)
    with Companion(folder, clock) as companion:
        companion.start()  # the first check asks sign by sign
        asked = up_to(companion, Patient(begins=False), "OWN-1")
        companion.reply(asked, prompts.Answered(NOT_SURE))
        again = companion.next()
        assert isinstance(again, prompts.AskSafety)
        assert (again.question.id, again.question.attempt) == ("OWN-1", 2)
        companion.reply(again, prompts.Leave())
    assert rows(folder, "SELECT flag_id FROM alert") == []
    clock.advance(3600)
    install(folder, asks_no_more(), clock)
    return clock


@pytest.mark.parametrize("tier", ["E-call", "E-go", "U"])
def test_a9_left_unsure_it_is_told_at_its_tier_in_its_own_words(tmp_path: Path, tier: str) -> None:
    folder = tmp_path / "data"
    clock = left_unsure(folder, tier)
    with Companion(folder, clock) as companion:
        companion.greet()
        shown = companion.next()
        assert isinstance(shown, ShowAdvice)
        assert shown.advice.say.endswith(f"I reported: {SIGN}.")
        assert shown.advice.number == {"E-call": "999", "E-go": "999", "U": WARD}[tier]
        visit(companion, Patient(begins=False))
        companion.start()
        visit(companion, Patient())
        assert companion.is_blocked()
    assert rows(folder, "SELECT flag_id, tier FROM alert") == [("OWN-1", tier)]
    assert rows(folder, "SELECT id FROM session") == []


def test_a9_cleared_it_is_not_told_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    clock = left_unsure(folder, "U")
    with Companion(folder, clock) as companion:
        companion.greet()
        visit(companion, Patient(begins=False))
        lock = at_the_lock(companion)
        companion.reply(lock, ASSESSED)
        way_out = at_the_lock(companion).way_out
        assert way_out is not None
        plan = folder.parent / "data-program.json"
        lock_code = clearing.read_lock(plan, way_out.lock_code, clock)
        code = clearing.clear(lock_code, RUTH, clock, assessed=True).code
        companion.reply(at_the_lock(companion), ways.CodeTyped(code))
    clock.advance(3600)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient())
        assert not companion.is_blocked()
    assert rows(folder, "SELECT flag_id FROM alert") == [("OWN-1",)]


def test_a9_where_that_version_was_altered_it_is_asked_about_in_general(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    clock = StoppedClock()
    install(folder, asks("U"), clock)
    with Companion(folder, clock) as companion:
        companion.start()
        asked = up_to(companion, Patient(begins=False), "OWN-1")
        companion.reply(asked, prompts.Answered(NOT_SURE))
    alter(folder)
    install(folder, asks_no_more(), clock)
    with Companion(folder, clock) as companion:
        companion.greet()
        shown = companion.next()
        assert isinstance(shown, prompts.AskSafety)
        assert shown.question.id == "RF-GEN-04"
