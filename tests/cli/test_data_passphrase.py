"""H-25: the passphrase of the patient's data, from a file: for scripts, and whatever goes wrong."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from harness import visits
from harness.terminal import environment
from journeys import StoppedClock, full_program, install

from exercise_companion.cli import run
from exercise_companion.cli.commands import COMMANDS
from exercise_companion.companion import Companion
from exercise_companion.core.emergency import card
from exercise_companion.errors import StoreFault
from exercise_companion.paths import PASSPHRASE_VARIABLE
from exercise_companion.store import key, rekeying, unwritten
from exercise_companion.store.guard import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytest.importorskip("sqlcipher3")

PHRASE = "seven grey hörses"
CARD = "\n".join(card(None))


@pytest.fixture(autouse=True)
def quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key, "_COST", 2)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plain") / "data"
    install(folder, full_program(), StoppedClock())
    return folder


@pytest.fixture
def folder(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a patient, which every command uses."""
    folder = shutil.copytree(installed, tmp_path / "data")
    monkeypatch.setenv("EXERCISE_COMPANION_DATA", str(folder))
    monkeypatch.delenv(PASSPHRASE_VARIABLE, raising=False)
    return folder


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., str]:
    """A file with a passphrase; its name."""

    def write(text: str = PHRASE, name: str = "phrase.txt", mode: int = 0o600) -> str:
        path = tmp_path / name
        path.write_text(f"{text}\n", encoding="utf-8")
        path.chmod(mode)
        return str(path)

    return write


@pytest.fixture
def locked(folder: Path, written: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> Path:
    """Data with a passphrase, as a new process finds them."""
    assert run(["passphrase", "set", "--new-passphrase-file", written()]) == 0
    forget(folder)
    capsys.readouterr()
    return folder


def forget(folder: Path) -> None:
    key.hold(folder / FILE_NAME, None)


# --- setting, changing, removing ------------------------------------------------------------------


def test_before_it_is_set_it_says_what_that_means(
    folder: Path, written: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["passphrase", "set", "--new-passphrase-file", written()]) == 0
    said = capsys.readouterr()
    assert "If it is lost, nobody can read your record" in said.err
    assert "Exercise then stays locked until you have asked your therapist." in said.err
    assert "What was saved to other files can still be read" in said.err
    assert PHRASE not in said.out + said.err
    assert key.is_encrypted(folder / FILE_NAME)


def test_where_the_old_file_cannot_be_overwritten_that_is_said_and_the_passphrase_holds(
    folder: Path,
    written: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(rekeying, "overwrite", full)
    assert run(["passphrase", "set", "--new-passphrase-file", written()]) == 0
    said = capsys.readouterr().err
    assert "Your record is locked with this passphrase from now on." in said
    assert "parts of the file as it was may still be on the disk" in said
    assert key.is_encrypted(folder / FILE_NAME)


def test_set_change_and_remove(
    locked: Path,
    written: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, written())
    assert run(["today"]) == 0
    before = capsys.readouterr().out
    forget(locked)
    new = written("another passphrase", "new.txt")
    assert run(["passphrase", "change", "--new-passphrase-file", new]) == 0
    forget(locked)
    assert run(["today"]) == 3
    assert "This does not open your data." in capsys.readouterr().err
    monkeypatch.setenv(PASSPHRASE_VARIABLE, new)
    assert run(["passphrase", "remove"]) == 0
    assert "Your record has no passphrase any more." in capsys.readouterr().err
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    assert run(["today"]) == 0
    assert capsys.readouterr().out == before


@pytest.mark.parametrize("command", ["change", "remove"])
def test_what_has_no_passphrase_has_none_to_change(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / FILE_NAME).read_bytes()
    assert run(["passphrase", command]) == 1
    assert "Your data have no passphrase." in capsys.readouterr().err
    assert (folder / FILE_NAME).read_bytes() == before


def test_what_has_one_is_not_given_a_second(
    locked: Path, written: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["passphrase", "set", "--new-passphrase-file", written("another phrase")]) == 1
    assert "passphrase change" in capsys.readouterr().err
    assert key.key_of(locked / FILE_NAME, PHRASE) is not None


@pytest.mark.parametrize("short", ["seven77", "1234567   ", "       7"])
def test_a_short_one_is_refused(
    short: str, folder: Path, written: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["passphrase", "set", "--new-passphrase-file", written(short)]) == 2
    assert "at least 8 letters" in capsys.readouterr().err
    assert not key.is_encrypted(folder / FILE_NAME)


def test_without_a_terminal_the_new_one_is_not_guessed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["passphrase", "set"]) == 2
    assert "--new-passphrase-file" in capsys.readouterr().err
    assert not key.is_encrypted(folder / FILE_NAME)


def test_there_must_be_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXERCISE_COMPANION_DATA", str(tmp_path / "none"))
    for command in ("set", "change", "remove"):
        assert run(["passphrase", command]) == 3
        assert "There is no exercise data here yet." in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_another_window_keeps_it_as_it_is(
    folder: Path, written: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Companion(folder, StoppedClock()):
        done = visits.run("--data", str(folder), "passphrase", "set",
                          "--new-passphrase-file", written())  # fmt: skip
    assert done.returncode == 3
    assert "Your data are open in another window. Nothing was changed." in done.stderr
    assert not key.is_encrypted(folder / FILE_NAME)


def test_a_passphrase_is_no_argument(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["passphrase", "set", PHRASE]) == 2
    assert run(["passphrase", "set", "--passphrase", PHRASE]) == 2
    assert not key.is_encrypted(folder / FILE_NAME)


def test_without_the_extra_nothing_is_set(
    folder: Path,
    written: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(key, "can_encrypt", lambda: False)
    assert run(["passphrase", "set", "--new-passphrase-file", written()]) == 1
    assert "python -m pip install sqlcipher3 (the extra `encrypted`)" in capsys.readouterr().err
    assert not key.is_encrypted(folder / FILE_NAME)


# --- reading with it ------------------------------------------------------------------------------

READING = (
    ["today"],
    [],
    ["session", "--plain"],
    ["report"],
    ["history"],
    ["settings"],
    ["settings", "theme", "day"],
    ["contacts"],
    ["learn"],
    ["goals"],
    ["slip"],
    ["log", "pain", "back=3"],
    ["log", "pause"],
    ["load", "gone.json"],
)
"""Every command that opens the data, but for `wrong`."""

WITHOUT_DATA = {"demo", "wrong", "exercises", "desk", "program", "clear", "passphrase"}


def test_every_command_that_opens_the_data_is_among_them() -> None:
    assert {command[0] for command in READING if command} | WITHOUT_DATA == set(COMMANDS)


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_without_it_no_command_reads_or_changes_anything(
    command: list[str], locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (locked / FILE_NAME).read_bytes()
    assert run(command) == 3
    said = capsys.readouterr()
    assert "Your data have a passphrase, and it was not typed." in said.err
    assert "Until then exercise stays locked." in said.err
    assert "Ana" not in said.out
    assert "Ruth Hall" not in said.out
    assert (locked / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_with_the_file_that_is_named_every_command_reads(
    command: list[str],
    locked: Path,
    written: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, written())
    run(command)
    said = capsys.readouterr()
    assert "passphrase" not in said.err
    assert key.held(locked / FILE_NAME) is not None


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_wrong_one_says_whom_to_call_and_changes_nothing(
    command: list[str],
    locked: Path,
    written: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = (locked / FILE_NAME).read_bytes()
    monkeypatch.setenv(PASSPHRASE_VARIABLE, written("seven grey cats"))
    assert run(command) == 3
    said = capsys.readouterr()
    assert CARD in said.err
    assert "It is not the passphrase, or the file is damaged." in said.err
    assert "seven grey" not in said.err
    assert said.out == ""
    assert (locked / FILE_NAME).read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows: by the user's folder")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_others_can_read_is_not_used(
    mode: int,
    locked: Path,
    written: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, name := written(mode=mode))
    assert run(["today"]) == 2
    said = capsys.readouterr().err
    assert f"chmod 600 {name}" in said
    assert "Others can read the passphrase file. It was not used." in said
    assert CARD in said
    assert key.held(locked / FILE_NAME) is None


@pytest.mark.parametrize("text", ["", "\nseven grey hörses"])
def test_a_file_without_one_is_said(
    text: str,
    locked: Path,
    written: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, written(text))
    assert run(["today"]) == 2
    said = capsys.readouterr().err
    assert "no passphrase in its first line" in said
    assert CARD in said


def test_a_file_that_is_not_there_is_said(
    locked: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("gone.txt", "data"):
        monkeypatch.setenv(PASSPHRASE_VARIABLE, str(tmp_path / name))
        assert run(["today"]) == 2
        said = capsys.readouterr().err
        assert "The passphrase file cannot be read." in said
        assert CARD in said


def test_it_may_come_through_a_pipe(
    locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{PHRASE}\n".encode())
    os.close(writing)
    monkeypatch.setenv(PASSPHRASE_VARIABLE, f"/dev/fd/{reading}")
    assert run(["today"]) == 0
    os.close(reading)


def test_data_without_a_passphrase_ask_for_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "/there/is/no/such/file")
    assert run(["today"]) == 0


# --- the emergency needs none (A17) ---------------------------------------------------------------


@pytest.mark.parametrize("named", ["", "wrong", "gone"])
def test_a_sign_is_asked_about_without_it_and_locks_when_it_is_typed(
    named: str,
    locked: Path,
    written: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    files = {"": "", "wrong": written("seven grey cats"), "gone": str(tmp_path / "gone")}
    variables = environment() | {PASSPHRASE_VARIABLE: files[named]}
    monkeypatch.setattr(visits, "environment", lambda: variables)
    # The key was made quickly, and the program below knows no such key: it is not typed here.
    done = visits.run("--data", str(locked), "wrong", typed="yes\nyes\n")
    assert done.stdout.startswith(CARD)
    assert "What you answer now cannot be saved." in done.stdout
    assert "sign 1 of" in done.stdout
    assert unwritten.is_there(locked)
    assert "exercise stays locked" not in done.stdout
    with Companion(locked, StoppedClock()) as without:
        assert without.fault is not None
        with pytest.raises(StoreFault):
            without.start()
    found = key.key_of(locked / FILE_NAME, PHRASE)
    assert found is not None
    key.hold(locked / FILE_NAME, found)
    with Companion(locked, StoppedClock()) as companion:
        assert companion.fault is None
        assert companion.is_blocked()
    assert not unwritten.is_there(locked)


def test_without_the_extra_the_data_cannot_be_read_and_signs_are_asked(
    locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(key, "can_encrypt", lambda: False)
    assert run(["report"]) == 3
    assert "python -m pip install sqlcipher3" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run(["wrong"]) == 3
    assert capsys.readouterr().out.startswith("EMERGENCY")
