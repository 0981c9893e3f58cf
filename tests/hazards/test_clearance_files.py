"""A signed clearance file ends the lock it was made for, once, and nothing else (H-18, H-19)."""

from __future__ import annotations

import io
import json
import stat
import sys
from typing import TYPE_CHECKING, Final

import pytest
from builders import as_bytes, changed
from journeys import (
    NO,
    Patient,
    StoppedClock,
    install,
    keyed_program,
    rows,
    visit,
)
from locks import ASSESSED, RUTH, at_the_lock, report
from signatures import a_key, signed

from exercise_companion import signing
from exercise_companion.cli import run
from exercise_companion.clinic import clearance_files, clearing
from exercise_companion.clinic.signatures import KEY_FILE
from exercise_companion.companion import Companion
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core.prompts import ShowDecision
from exercise_companion.errors import CompanionError, Refused, UsageFault
from exercise_companion.paths import KEYS_VARIABLE
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

    from exercise_companion.canonical import JsonValue

DAY: Final = 24 * 3600
HOLD, LOCK = "RF-MED-01", "RF-NEU-01"
CRYPTOGRAPHY = "cryptography.hazmat.primitives.asymmetric.ed25519"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trusting") / "data"
    install(folder, signed(keyed_program()), StoppedClock())
    return folder


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "keys"
    monkeypatch.setenv(KEYS_VARIABLE, str(folder))
    put_key(folder, 1)
    return folder


def put_key(folder: Path, number: int) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / KEY_FILE
    path.write_text(signing.key_text(a_key(number), ""), encoding="ascii")
    path.chmod(0o600)


def code_of(lock: ShowDecision) -> str:
    assert lock.way_out is not None
    return lock.way_out.lock_code


def made_for(plan: Path, code: str, clock: StoppedClock, keys: Path) -> Path:
    """The therapist's file for a lock code."""
    lock = clearing.read_lock(plan, code, clock)
    made = clearing.clear(lock, RUTH, clock, assessed=True)
    out = keys.parent / "clearance.json"
    clearance_files.write_clearance(lock, made, keys, out, passphrases=("",), replace=True)
    return out


def name(companion: Companion, path: Path | str) -> None:
    companion.reply(at_the_lock(companion), ways.CodeTyped(str(path)))


def assert_ends_nothing(companion: Companion, path: Path | str, words: str) -> None:
    before = clearances(companion)
    with pytest.raises(Refused) as refusal:
        name(companion, path)
    assert words in str(refusal.value)
    assert companion.is_blocked()
    assert clearances(companion) == before


def clearances(companion: Companion) -> int:
    assert companion.context is not None
    return len(companion.context.store.flag_clearances())


def rewritten(path: Path, number: int = 1, **changes: JsonValue) -> Path:
    """The file with other fields, signed anew."""
    tree = json.loads(path.read_text(encoding="utf-8")) | changes
    del tree["integrity"]
    path.write_bytes(as_bytes(signed(tree, a_key(number), "clearance")))
    return path


# --- it ends its lock -----------------------------------------------------------------------------


def test_h19_a_signed_file_ends_a_hold_and_says_who_ended_it(
    companion: Companion, folder: Path, clock: StoppedClock, plan: Path, keys: Path
) -> None:
    report(companion, HOLD)
    path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
    name(companion, path)
    told = companion.next()
    assert isinstance(told, ways.Told)
    assert told.lines[0].startswith("The file was right.")
    assert not companion.is_blocked()
    kept = rows(folder, "SELECT method, cleared_by, role, licence_no, decided_on FROM clearance")
    assert kept == [("file", "Ruth Hall", "physiotherapist", "PH-104233", "2026-11-23")]
    assert companion.context is not None
    assert companion.context.store.verify_chain().is_whole


def test_h19_it_comes_after_the_medical_assessment(
    companion: Companion, clock: StoppedClock, plan: Path, keys: Path
) -> None:
    report(companion, LOCK)
    lock = at_the_lock(companion)
    assert_ends_nothing(companion, "early.json", "No code can be taken now.")
    companion.reply(lock, ASSESSED)
    visit(companion, Patient(begins=False), until=ShowDecision)
    path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
    name(companion, f"'{path}' ")
    assert not companion.is_blocked()


def test_h19_line_by_line_too(folder: Path, clock: StoppedClock, plan: Path, keys: Path) -> None:
    with Companion(folder, clock) as companion:
        report(companion, HOLD)
        path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
    with Companion(folder, clock) as companion:
        out = io.StringIO()
        console = Console(clock, source=io.StringIO(f"code\n{path}\nleave\n"), out=out)
        PlainSession(companion, console).exercise()
        assert "The lock has ended" in out.getvalue()
        assert not companion.is_blocked()


# --- it ends nothing else -------------------------------------------------------------------------


def test_h18_it_serves_once(
    companion: Companion, clock: StoppedClock, plan: Path, keys: Path
) -> None:
    report(companion, HOLD)
    path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
    name(companion, path)
    visit(companion, Patient(begins=False))
    clock.advance(DAY)
    report(companion, HOLD)
    assert_ends_nothing(companion, path, "another lock")


def test_h18_nothing_that_was_reported_after_it_is_ended(
    companion: Companion, clock: StoppedClock, plan: Path, keys: Path
) -> None:
    report(companion, HOLD)
    path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
    report(companion, "RF-PAIN-02")
    assert_ends_nothing(companion, path, "something new was reported")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lock_code": "AAAAAAAA"}, "another lock"),
        ({"patient_id": "p-2002"}, "another plan"),
        ({"program_id": "00000000-5d4e-4f6a-8b7c-9d0e1f2a3b4c"}, "another plan"),
        ({"decided_on": "2026-11-15"}, "7 days old"),
        ({"decided_on": "2026-11-25"}, "a day to come"),
        ({"decided_on": "+0d"}, "has a problem"),
        ({"kind": "prescription"}, "no file that ends a lock"),
        ({"cleared_by": "Ruth\x1b[2J"}, "V-16"),
        ({"ends": "everything"}, "V-03"),
        ({"lock_code": "*"}, "V-19"),
    ],
)
def test_h18_a_file_for_anything_else_ends_nothing(
    companion: Companion,
    clock: StoppedClock,
    plan: Path,
    keys: Path,
    *,
    changes: dict[str, JsonValue],
    words: str,
) -> None:
    report(companion, HOLD)
    path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
    assert_ends_nothing(companion, rewritten(path, **changes), words)
    assert_ends_nothing(companion, path, words)


@pytest.mark.parametrize("day", ["2026-11-16", "2026-11-24"])
def test_h19_it_may_be_a_week_old_and_from_a_zone_further_on(
    companion: Companion, clock: StoppedClock, plan: Path, keys: Path, day: str
) -> None:
    report(companion, HOLD)
    path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
    name(companion, rewritten(path, decided_on=day))
    assert not companion.is_blocked()


def _other_key(path: Path) -> None:
    rewritten(path, number=2)


def _changed(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Ruth Hall", b"Eve Hall"))


def _unsigned(path: Path) -> None:
    tree = json.loads(path.read_text(encoding="utf-8"))
    path.write_bytes(as_bytes(tree | {"integrity": {"sha256": tree["integrity"]["sha256"]}}))


def _signed_as_a_program(path: Path) -> None:
    tree = json.loads(path.read_text(encoding="utf-8"))
    path.write_bytes(as_bytes(signed(tree)))


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_other_key, "another key than your plan"),
        (_changed, "signature of this file is not right"),
        (_unsigned, "not signed"),
        (_signed_as_a_program, "signature of this file is not right"),
        (_gone, "no such file"),
    ],
)
def test_h18_a_file_that_is_not_rightly_signed_ends_nothing(
    companion: Companion,
    clock: StoppedClock,
    plan: Path,
    keys: Path,
    *,
    spoil: object,
    words: str,
) -> None:
    report(companion, HOLD)
    path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
    spoil(path)
    assert_ends_nothing(companion, path, words)


def test_h18_where_signatures_cannot_be_checked_it_ends_nothing(
    companion: Companion,
    clock: StoppedClock,
    plan: Path,
    keys: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report(companion, HOLD)
    path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
    monkeypatch.setitem(sys.modules, CRYPTOGRAPHY, None)
    assert_ends_nothing(companion, path, "cannot check who signed")


def test_h18_where_no_key_is_known_it_ends_nothing(
    tmp_path: Path, clock: StoppedClock, plan: Path, keys: Path
) -> None:
    install(tmp_path / "unsigned", keyed_program(), clock)
    with Companion(tmp_path / "unsigned", clock) as companion:
        report(companion, HOLD)
        path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
        assert_ends_nothing(companion, path, "Your plan is not signed")


def test_a_clearance_is_no_plan_and_a_plan_is_no_clearance(
    companion: Companion, folder: Path, clock: StoppedClock, plan: Path, keys: Path
) -> None:
    report(companion, HOLD)
    path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
    assert_ends_nothing(companion, plan, "no file that ends a lock")
    with pytest.raises(UsageFault) as refusal:
        companion.preview(path)
    assert "where the lock asks for a code" in str(refusal.value.problems[0].how)


# --- the therapist's side -------------------------------------------------------------------------


def lock_of(companion: Companion) -> str:
    report(companion, HOLD)
    return code_of(at_the_lock(companion))


def answer(plan: Path, code: str, *more: str) -> int:
    who = ("--name", RUTH.name, "--role", RUTH.role, "--licence", RUTH.licence_no, "--assessed")
    return run(["clear", str(plan), code, *who, *more])


def test_the_command_writes_a_file_for_the_owner_alone(
    companion: Companion,
    tmp_path: Path,
    plan: Path,
    keys: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, code = tmp_path / "out.json", lock_of(companion)
    assert answer(plan, code, "--file", str(out)) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    before = out.read_bytes()
    assert answer(plan, code, "--file", str(out)) == 2
    assert out.read_bytes() == before
    assert answer(plan, code, "--file", str(out), "--force") == 0


def unsigned(_plan: Tree) -> Tree:
    return keyed_program()


def of_another_key(_plan: Tree) -> Tree:
    return signed(keyed_program(), a_key(2))


def wrongly_signed(plan: Tree) -> Tree:
    return changed(plan, "integrity", "signature", to="0" * 128)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (unsigned, "The program is not signed"),
        (of_another_key, "another key than yours"),
        (wrongly_signed, "The program is not signed"),
    ],
)
def test_no_file_is_made_that_the_patient_could_not_use(
    companion: Companion,
    tmp_path: Path,
    plan: Path,
    keys: Path,
    *,
    spoil: object,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(spoil(json.loads(plan.read_text(encoding="utf-8")))))
    assert answer(path, lock_of(companion), "--file", str(tmp_path / "out.json")) == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


def test_who_clears_is_written_so_that_it_can_be_read(
    companion: Companion, tmp_path: Path, plan: Path, keys: Path, clock: StoppedClock
) -> None:
    lock = clearing.read_lock(plan, lock_of(companion), clock)
    clearer = clearing.Clearer(RUTH.name, "p" * 41, RUTH.licence_no)
    made = clearing.clear(lock, clearer, clock, assessed=True)
    with pytest.raises(CompanionError, match="role"):
        clearance_files.write_clearance(lock, made, keys, tmp_path / "out.json", passphrases=("",))
    assert not (tmp_path / "out.json").exists()


def test_a_sign_that_was_denied_needs_no_file(companion: Companion) -> None:
    companion.something_is_wrong()
    visit(companion, Patient({HOLD: NO}, begins=False))
    assert not companion.is_blocked()


# --- a clock that was ahead -----------------------------------------------------------------------


@pytest.mark.parametrize("days", [3, 30])
def test_d9_a_file_is_taken_although_the_clock_was_once_ahead(
    companion: Companion, clock: StoppedClock, plan: Path, keys: Path, days: int
) -> None:
    clock.advance(days * 24 * 3600)
    companion.start()
    companion.next()
    clock.advance(-days * 24 * 3600 + 3600)
    report(companion, HOLD)
    name(companion, made_for(plan, code_of(at_the_lock(companion)), clock, keys))
    assert not companion.is_blocked()


def test_d9_a_file_from_before_the_clock_was_ahead_is_not_taken(
    companion: Companion, clock: StoppedClock, plan: Path, keys: Path
) -> None:
    report(companion, HOLD)
    path = made_for(plan, code_of(at_the_lock(companion)), clock, keys)
    clock.advance(30 * 24 * 3600)
    companion.start()
    companion.next()
    clock.advance(-30 * 24 * 3600)
    assert_ends_nothing(companion, path, "more than 7 days old")
