"""After a signed plan only plans signed with the same key are taken (H-04, decisions A15)."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from builders import Tree, as_bytes, changed
from journeys import BORN, NAME, Patient, StoppedClock, keyed_program, rows, visit
from signatures import a_key, signed

from exercise_companion.canonical import content_hash
from exercise_companion.cli import run
from exercise_companion.companion import Companion
from exercise_companion.errors import CompanionError, OtherKey, Refused, UsageFault
from exercise_companion.programs import ProgramProblems

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.signing import SigningKey

FIRST, SECOND = a_key(1), a_key(2)
CODE = SECOND.public.key_id
CRYPTOGRAPHY = "cryptography.hazmat.primitives.asymmetric.ed25519"


def version(number: int, key: SigningKey | None = None, **changes: object) -> Tree:
    """A version of one plan, signed or not."""
    tree = keyed_program(version=number, **changes)
    if number > 1:
        tree["supersedes"] = {"program_id": tree["program_id"], "version": number - 1}
    return tree if key is None else signed(tree, key)


def forged() -> Tree:
    """Changed after it was signed, by somebody who knows how the hash is made."""
    tree = changed(version(2, FIRST), "title", to="Another plan")
    return changed(tree, "integrity", "sha256", to=content_hash(tree))


@dataclass
class Device:
    """A patient's computer."""

    folder: Path
    clock: StoppedClock

    def load(self, tree: Tree, trust: str | None = None) -> tuple[str, ...]:
        """Load a plan; what was said about its signature."""
        path = self.folder.parent / "offered.json"
        path.write_bytes(as_bytes(tree))
        with Companion(self.folder, self.clock) as companion:
            view = companion.preview(path, trust)
            companion.install(path, NAME, BORN)
        return view.signature

    def versions(self) -> list[tuple[int]]:
        return rows(self.folder, "SELECT version FROM program_version ORDER BY id")

    def keys(self) -> list[tuple[str, str]]:
        return rows(self.folder, "SELECT key_id, reason FROM trusted_key ORDER BY id")

    def contents(self) -> list[str]:
        """All that is kept, but for starts and what *Today* shows first."""
        aside = tuple(f'INSERT INTO "{name}"' for name in ("app_event", "setting", "projection"))
        with closing(sqlite3.connect(self.folder / "companion.db")) as connection:
            return [line for line in connection.iterdump() if not line.startswith(aside)]


@pytest.fixture
def device(tmp_path: Path, clock: StoppedClock) -> Device:
    return Device(tmp_path / "device", clock)


@pytest.fixture
def trusting(device: Device) -> Device:
    """A computer on which a signed plan was loaded."""
    device.load(version(1, FIRST))
    return device


def assert_refused(
    device: Device, tree: Tree, kind: type[CompanionError], trust: str | None = None
) -> CompanionError:
    """It is refused when it is shown and when it is installed, and nothing changes."""
    before = device.contents()
    with pytest.raises(kind) as refusal:
        device.load(tree, trust)
    assert device.contents() == before
    assert "Nothing was changed." in str(refusal.value)
    return refusal.value


# --- the first one --------------------------------------------------------------------------------


def test_h04_the_key_of_the_first_signed_plan_is_remembered(device: Device) -> None:
    said = device.load(version(1, FIRST))
    assert FIRST.public.key_id in said[0]
    assert "read out" in said[1]
    assert device.keys() == [(FIRST.public.key_id, "first_use")]


def test_h04_a_plan_without_a_signature_is_taken_while_no_key_is_known(device: Device) -> None:
    assert device.load(version(1)) == ()
    assert device.keys() == []
    device.load(version(2))
    device.load(version(3, FIRST))
    assert device.keys() == [(FIRST.public.key_id, "first_use")]


def test_h04_the_signed_file_of_the_plan_that_is_installed_brings_its_key(device: Device) -> None:
    device.load(version(1))
    assert "It is signed. The code of the key" in device.load(version(1, FIRST))[0]
    assert device.versions() == [(1,)]
    assert device.keys() == [(FIRST.public.key_id, "first_use")]
    with pytest.raises(Refused, match="not signed"):
        device.load(version(2))
    with pytest.raises(OtherKey):
        device.load(version(2, SECOND))
    with pytest.raises(Refused, match="already installed"):
        device.load(version(1, FIRST))
    assert len(device.keys()) == 1


@pytest.mark.parametrize("days", [60, 1000])
def test_h03_that_file_brings_its_key_and_nothing_else(device: Device, days: int) -> None:
    """The plan ran out, and the clock was set back: it stays as it is, and so does its alert."""
    device.load(version(1))
    loaded = device.clock.instant
    device.clock.advance(days * 24 * 3600)
    with Companion(device.folder, device.clock) as companion:
        companion.start()
        state = companion.today().state
    assert state in {"review_overdue", "expired"}
    device.clock.instant = loaded + timedelta(days=1)
    device.load(version(1, FIRST))
    assert device.keys() == [(FIRST.public.key_id, "first_use")]
    with Companion(device.folder, device.clock) as companion:
        assert companion.today().state == state
        companion.start()
        visit(companion, Patient())
    assert rows(device.folder, "SELECT id FROM session") == []
    assert rows(device.folder, "SELECT id FROM clearance") == []


def test_h04_a_key_is_remembered_only_with_its_plan(device: Device) -> None:
    """Shown, and then not installed: nothing is known afterwards."""
    path = device.folder.parent / "offered.json"
    path.write_bytes(as_bytes(version(1, FIRST)))
    with Companion(device.folder, device.clock) as companion:
        companion.preview(path)
        with pytest.raises(Refused):
            companion.install(path, "Somebody Else", BORN)
    assert not device.folder.exists()
    device.load(version(1, SECOND))
    assert device.keys() == [(SECOND.public.key_id, "first_use")]


def test_h04_the_first_key_may_be_named(device: Device) -> None:
    path = device.folder.parent / "offered.json"
    path.write_bytes(as_bytes(version(1, FIRST)))
    with (
        Companion(device.folder, device.clock) as companion,
        pytest.raises(Refused, match="whose code you typed"),
    ):
        companion.preview(path, CODE)
    assert not device.folder.exists()
    device.load(version(1, SECOND), CODE)
    assert device.keys() == [(CODE, "named")]


# --- the next ones --------------------------------------------------------------------------------


def test_h04_the_next_plan_of_the_same_key_is_taken(trusting: Device) -> None:
    assert trusting.load(version(2, FIRST)) == (
        f"It is signed with the key known here: {FIRST.public.key_id}",
    )
    assert trusting.versions() == [(1,), (2,)]
    assert len(trusting.keys()) == 1


def test_h04_a_plan_without_a_signature_is_refused_afterwards(trusting: Device) -> None:
    refusal = assert_refused(trusting, version(2), Refused)
    assert refusal.what_happened == "This plan is not signed. The plan before it was."
    assert "call your therapist" in refusal.what_to_do
    hashed = version(2)
    hashed["integrity"] = {"sha256": content_hash(hashed)}
    assert_refused(trusting, hashed, Refused)


def test_h04_a_plan_of_another_key_is_refused_with_a_way_out(trusting: Device) -> None:
    refusal = assert_refused(trusting, version(2, SECOND), Refused)
    assert "call your therapist, on the number you know" in refusal.what_to_do
    assert "they read out its code" in refusal.what_to_do
    assert isinstance(refusal, OtherKey)


def test_h04_the_refusal_does_not_give_the_code_away(trusting: Device) -> None:
    """It comes from the therapist, or it would only be copied."""
    assert CODE not in str(assert_refused(trusting, version(2, SECOND), Refused))


def test_h04_another_key_is_taken_when_its_code_is_typed(trusting: Device) -> None:
    trusting.load(version(2, SECOND), CODE.lower().replace("-", " "))
    assert trusting.keys() == [(FIRST.public.key_id, "first_use"), (CODE, "named")]
    assert_refused(trusting, version(3, FIRST), Refused)
    trusting.load(version(3, SECOND))
    assert trusting.versions() == [(1,), (2,), (3,)]


@pytest.mark.parametrize("typed", [FIRST.public.key_id, a_key(3).public.key_id])
def test_h04_the_code_of_yet_another_key_helps_nobody(trusting: Device, typed: str) -> None:
    assert_refused(trusting, version(2, SECOND), Refused, typed)
    assert_refused(trusting, version(2), Refused, typed)


@pytest.mark.parametrize("typed", ["", "yes", CODE[:-1], CODE + "A", "\x1b[2J"])
def test_h04_what_is_no_code_is_said(trusting: Device, typed: str) -> None:
    before = trusting.contents()
    with pytest.raises(UsageFault, match="not the code of a key"):
        trusting.load(version(2, SECOND), typed)
    assert trusting.contents() == before


def test_h04_a_key_may_be_named_again_without_harm(trusting: Device) -> None:
    trusting.load(version(2, FIRST), FIRST.public.key_id)
    assert len(trusting.keys()) == 1


@pytest.mark.parametrize("trust", [None, FIRST.public.key_id, CODE])
def test_h04_a_wrong_signature_is_a_problem_of_the_file(
    trusting: Device, trust: str | None
) -> None:
    refusal = assert_refused(trusting, forged(), ProgramProblems, trust)
    assert isinstance(refusal, ProgramProblems)
    (problem,) = refusal.problems
    assert (problem.code, problem.place) == ("V-19", "integrity / signature")
    assert problem.line is not None
    assert problem.line > 1


def test_h04_a_wrong_signature_is_refused_on_a_new_computer_too(device: Device) -> None:
    path = device.folder.parent / "offered.json"
    path.write_bytes(as_bytes(changed(forged(), "version", to=1)))
    assert run(["--data", str(device.folder), "load", str(path)]) == 2
    path.write_bytes(as_bytes(forged()))
    assert run(["--data", str(device.folder), "load", str(path)]) == 2
    assert run(["program", "check", str(path)]) == 2
    assert not device.folder.exists()


def test_h04_a_key_that_changed_between_the_two_steps_is_noticed(device: Device) -> None:
    """Shown while no key was known; in another window a signed plan came first."""
    path = device.folder.parent / "second.json"
    path.write_bytes(as_bytes(version(2, SECOND)))
    device.load(version(1))
    with Companion(device.folder, device.clock) as companion:
        companion.preview(path)
        with closing(sqlite3.connect(device.folder / "companion.db")) as other, other:
            other.execute(
                "INSERT INTO trusted_key SELECT 1, at_utc, local_day, zone, id, ?, ?, 'first_use'"
                " FROM program_version",
                (FIRST.public.key_id, FIRST.public.hexadecimal),
            )
        with pytest.raises(Refused, match="another key"):
            companion.install(path, NAME, BORN)
    assert device.versions() == [(1,)]


# --- without the package that checks signatures ---------------------------------------------------


@pytest.fixture
def cannot_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, CRYPTOGRAPHY, None)


def test_h04_a_known_key_is_never_taken_on_trust(trusting: Device, cannot_check: None) -> None:
    refusal = assert_refused(trusting, version(2, FIRST), Refused)
    assert "pip install cryptography" in refusal.what_to_do
    assert_refused(trusting, version(2), Refused)
    assert_refused(trusting, version(2, SECOND), Refused, CODE)


def test_h04_the_first_signed_plan_counts_as_not_signed(device: Device, cannot_check: None) -> None:
    (said,) = device.load(version(1, FIRST))
    assert "cannot check that" in said
    assert device.keys() == []
    device.load(version(2))


def test_h04_a_changed_hash_is_noticed_all_the_same(device: Device, cannot_check: None) -> None:
    path = device.folder.parent / "offered.json"
    path.write_bytes(as_bytes(changed(version(1, FIRST), "title", to="Another")))
    assert run(["--data", str(device.folder), "load", str(path)]) == 2
    assert not device.folder.exists()


# --- from the shell -------------------------------------------------------------------------------


def test_h04_loading_from_the_shell_says_whose_it_is(
    device: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(device.folder), "--now", "2026-11-23T09:00"]
    who = ["--name", NAME, "--born", BORN]
    path = device.folder.parent / "plan.json"

    def load(tree: Tree, *more: str) -> int:
        path.write_bytes(as_bytes(tree))
        return run([*where, "load", str(path), *who, *more])

    assert load(version(1, FIRST)) == 0
    assert f"The code of the key: {FIRST.public.key_id}" in capsys.readouterr().out
    assert load(version(2, SECOND)) == 1
    assert "--trust CODE" in capsys.readouterr().err
    assert load(version(2, SECOND), "--trust", CODE) == 0
    assert "the key you named" in capsys.readouterr().out
    assert device.keys()[-1] == (CODE, "named")


def test_the_code_that_is_known_here_can_be_read_out_later(
    device: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    device.load(version(1))
    assert run(["--data", str(device.folder), "contacts"]) == 0
    assert "therapist's key" not in capsys.readouterr().out
    device.load(version(2, FIRST))
    assert run(["--data", str(device.folder), "contacts"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"The code of your therapist's key: {FIRST.public.key_id}. In words: ")
