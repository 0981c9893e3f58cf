"""A data folder that cannot be written to or read: asked and advised all the same (A17)."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, console_for, full_program, install, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
from exercise_companion.core.terms import Tier
from exercise_companion.errors import CompanionError, StoreFault
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession
from exercise_companion.store import guard, opening, unwritten
from exercise_companion.store.guard import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

FAULT = StoreFault("The data folder cannot be written to.", "Check the disk.")

SIGN = "RF-STR-01"
LEG = "RF-CES-01"


def refuse(_: Path) -> None:
    raise FAULT


@pytest.fixture
def locked_folder(folder: Path, clock: StoppedClock) -> Path:
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        visit(companion, Patient({LEG: YES}))
        assert companion.is_blocked()
    return folder


@pytest.fixture
def read_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(opening, "require_writable", refuse)
    return folder


@pytest.fixture
def damaged(folder: Path) -> Path:
    (folder / FILE_NAME).write_bytes(b"no database at all" * 100)
    return folder


def told(companion: Companion, patient: Patient) -> prompts.ShowAdvice:
    """The first advice after the questions of `!`."""
    companion.something_is_wrong()
    shown = visit(companion, patient, until=prompts.ShowAdvice)[-1]
    assert isinstance(shown, prompts.ShowAdvice)
    return shown


# --- it can be read, and not written to -----------------------------------------------------------


def test_a17_a_sign_gets_its_advice_with_the_number_of_the_plan_and_says_it_is_not_saved(
    read_only: Path, clock: StoppedClock
) -> None:
    before = (read_only / FILE_NAME).read_bytes()
    with Companion(read_only, clock) as companion:
        assert companion.fault is FAULT
        assert "Call 999" in companion.emergency_card()
        advice = told(companion, Patient({SIGN: YES}))
        assert (advice.advice.tier, advice.advice.number) == (Tier.EMERGENCY_CALL, "999")
        assert not advice.saved
        assert companion.is_blocked()
    assert (read_only / FILE_NAME).read_bytes() == before
    assert rows(read_only, "SELECT * FROM alert") == []


def test_a17_what_was_told_locks_as_soon_as_it_can_be_written(
    read_only: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Companion(read_only, clock) as companion:
        visit_after(companion, told(companion, Patient({SIGN: YES})))
    with Companion(read_only, clock) as companion:  # still not
        assert companion.is_blocked()
        assert companion.today().state == "locked"
    assert unwritten.read(read_only)
    monkeypatch.setattr(opening, "require_writable", guard.require_writable)
    with Companion(read_only, clock) as companion:
        assert companion.is_blocked()
        shown = companion.next()
        assert isinstance(shown, prompts.ShowAdvice)
        assert shown.saved
    assert rows(read_only, "SELECT flag_id FROM alert") == [(SIGN,)]
    assert not unwritten.read(read_only)


def visit_after(companion: Companion, advice: prompts.ShowAdvice) -> None:
    """Read the advice; nothing else is asked."""
    companion.reply(advice, prompts.Acknowledged("calling"))
    assert companion.next() is None


def test_an_advice_that_is_not_saved_offers_help_and_no_mistake(
    read_only: Path, clock: StoppedClock
) -> None:
    with Companion(read_only, clock) as companion:
        advice = told(companion, Patient({LEG: YES}))
        assert "mistake" not in {choice.ack for choice in advice.advice.choices}
        companion.reply(advice, prompts.Acknowledged("cannot_call"))
        again = companion.next()
        assert isinstance(again, prompts.ShowAdvice)
        assert again.help_lines
        assert not again.saved


def asked_in(folder: Path, clock: StoppedClock) -> list[prompts.AskSafety]:
    """Every question of `!` to a patient who has nothing to tell."""
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        shown = visit(companion, Patient())
    return [one for one in shown if isinstance(one, prompts.AskSafety)]


def test_every_question_is_asked_and_says_that_it_is_not_saved(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = asked_in(shutil.copytree(folder, folder.parent / "other"), clock)
    monkeypatch.setattr(opening, "require_writable", refuse)
    unsaved = asked_in(folder, clock)
    assert [one.question.id for one in unsaved] == [one.question.id for one in usual]
    assert all("cannot be saved" in one.purpose for one in unsaved)
    assert not any("cannot be saved" in one.purpose for one in usual)
    assert rows(folder, "SELECT * FROM safety_answer") == []


def test_no_session_begins_and_nothing_is_taken_for_kept(
    read_only: Path, clock: StoppedClock
) -> None:
    with Companion(read_only, clock) as companion:
        view = companion.today()
        assert view.state == "cannot_save"
        assert view.reasons == (FAULT.what_happened, FAULT.what_to_do)
        assert view.due == ()
        attempts: tuple[Callable[[], object], ...] = (
            companion.start,
            lambda: companion.log_pain([(companion.sites()[0], 3)]),
            lambda: companion.add_contact("Nora", "020 7946 0999"),
            lambda: companion.change_settings({"theme": "day"}),
            lambda: companion.install(read_only.parent / "data-program.json", "Ana", "1957"),
        )
        for attempt in attempts:
            with pytest.raises(StoreFault):
                attempt()
        assert companion.next() is None


def test_what_is_on_record_can_be_looked_up(read_only: Path, clock: StoppedClock) -> None:
    with Companion(read_only, clock) as companion:
        assert "Ruth Hall" in {one.name for one in companion.contacts()}
        assert companion.diary_day(companion.day)
        assert companion.settings()


def test_a_lock_says_how_it_ends_and_does_not_end_here(
    locked_folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "require_writable", refuse)
    with Companion(locked_folder, clock) as companion:
        view = companion.today()
        assert view.state == "locked"
        assert view.reasons[-2:] == (FAULT.what_happened, FAULT.what_to_do)
        companion.start()
        lock = companion.next()
        assert isinstance(lock, prompts.ShowDecision)
        for way_out in (
            prompts.Talked("Ruth Hall", "physiotherapist", "They said that all is well."),
            ways.TookBack(),
            prompts.Go(),
        ):
            with pytest.raises(CompanionError):
                companion.reply(lock, way_out)
        assert companion.is_blocked()
        companion.reply(lock, prompts.Leave())


def test_si13_what_cannot_be_kept_is_asked_when_it_can_be(
    locked_folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.advance(25 * 3600)
    with monkeypatch.context() as broken:
        broken.setattr(opening, "require_writable", refuse)
        with Companion(locked_folder, clock) as companion:
            assert companion.next() is None
    with Companion(locked_folder, clock) as companion:
        assert isinstance(companion.next(), ways.AskHelp)


# --- it cannot even be read -----------------------------------------------------------------------


def test_a17_of_a_damaged_store_the_questions_are_asked_and_advice_is_shown(
    damaged: Path, clock: StoppedClock
) -> None:
    before = (damaged / FILE_NAME).read_bytes()
    with Companion(damaged, clock) as companion:
        assert companion.fault is not None
        advice = told(companion, Patient({SIGN: YES}))
        assert advice.advice.tier is Tier.EMERGENCY_CALL
        assert not advice.saved
    assert (damaged / FILE_NAME).read_bytes() == before
    assert unwritten.read(damaged)


def test_of_a_damaged_store_nothing_is_left_out_of_the_questions(
    damaged: Path, folder: Path, prepared: Path, clock: StoppedClock
) -> None:
    """Whether there was surgery is not known, so its topic is asked; every risk counts (A12)."""
    known = asked_in(shutil.copytree(prepared, folder.parent / "known"), clock)
    unknown = asked_in(damaged, clock)
    assert [one.question.id for one in unknown] == [one.question.id for one in known]


def test_a_damaged_store_is_not_shown_as_an_empty_one(damaged: Path, clock: StoppedClock) -> None:
    with Companion(damaged, clock) as companion:
        looks: tuple[Callable[[], object], ...] = (
            companion.history,
            companion.start,
            companion.goals,
            companion.slip,
            companion.known_key,
            companion.settings,
            lambda: companion.preview(damaged.parent / "data-program.json"),
            lambda: companion.change_settings({"theme": "day"}),
            lambda: companion.context,
        )
        view = companion.today()
        assert view.state == "cannot_save"
        assert "damaged" in view.reasons[0]
        for look in looks:
            with pytest.raises(StoreFault, match="damaged"):
                look()
        assert [one.name for one in companion.contacts()] == ["Emergency"]


def test_a_mark_that_cannot_be_read_stops_no_question(damaged: Path, clock: StoppedClock) -> None:
    (damaged / unwritten.MARKER_NAME).mkdir()
    with Companion(damaged, clock) as companion:
        assert not told(companion, Patient({SIGN: YES})).saved


# --- line by line ---------------------------------------------------------------------------------


def test_line_by_line_nothing_is_said_to_be_saved(read_only: Path, clock: StoppedClock) -> None:
    console, out = console_for(Patient(), clock)
    with Companion(read_only, clock) as companion, pytest.raises(StoreFault) as raised:
        PlainSession(companion, console).something_is_wrong()
    assert raised.value is FAULT
    assert out.getvalue().count("What you answer now cannot be saved.") == 1
    assert "Saved." not in out.getvalue()
    assert "is kept" not in out.getvalue()


def test_line_by_line_leaving_does_not_say_that_it_is_kept(
    read_only: Path, clock: StoppedClock
) -> None:
    out = io.StringIO()
    console = Console(clock, source=io.StringIO("no\n"), out=out)
    with Companion(read_only, clock) as companion, pytest.raises(StoreFault):
        PlainSession(companion, console).something_is_wrong()
    assert "There was no answer." in out.getvalue()
    assert "kept" not in out.getvalue()


# --- the real program -----------------------------------------------------------------------------

AS_NOBODY = """
import os, sys, pkgutil, importlib
import exercise_companion.companion.service
for found in pkgutil.walk_packages(exercise_companion.__path__, "exercise_companion."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
from zoneinfo import ZoneInfo
from exercise_companion import catalogue, programs
from exercise_companion.cli import run
ZoneInfo("Europe/London"), catalogue.load(), catalogue.region("GB"), programs.default_tables()
"".encode("utf-16be")
if os.getuid() == 0:
    os.setuid(65534)
sys.exit(run(sys.argv[1:]))
"""


def as_nobody(folder: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """A command of the real program, by a user to whom the folder is closed for writing.

    Everything is loaded before the rights are given up: that user may not read this Python.
    """
    return subprocess.run(
        [sys.executable, "-c", AS_NOBODY, "--data", str(folder), *arguments],
        input=typed,
        capture_output=True,
        text=True,
        env={**os.environ, "TZ": "Europe/London"},
        timeout=60,
        check=False,
    )


def test_the_real_program_asks_and_advises_in_a_folder_closed_for_writing() -> None:
    with tempfile.TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        folder = Path(outer) / "data"
        install(folder, full_program(), StoppedClock())
        (folder / FILE_NAME).chmod(0o444)
        folder.chmod(0o555)
        try:
            wrong = as_nobody(folder, "wrong", typed="no\nyes\nyes\ncalling\n")
            assert "Call 999 now." in wrong.stdout
            assert "What you answer now cannot be saved." in wrong.stdout
            assert "This could not be saved. Do what it says all the same" in wrong.stdout
            assert "\nSaved." not in wrong.stdout
            assert wrong.returncode == 4
            contacts = as_nobody(folder, "contacts")
            assert (contacts.returncode, "Ruth Hall" in contacts.stdout) == (0, True)
            settings = as_nobody(folder, "settings")
            assert (settings.returncode, "theme: follow" in settings.stdout) == (0, True)
            session = as_nobody(folder, "session", "--plain")
            assert session.returncode == 3
            assert "The data folder cannot be written to." in session.stderr
            assert [entry.name for entry in folder.iterdir()] == [FILE_NAME]
        finally:
            folder.chmod(0o755)
