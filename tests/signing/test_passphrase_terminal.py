"""The passphrase of the signing key, typed at a real terminal: asked for, and seen by nobody."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from harness.terminal import Terminal

from exercise_companion import paths, signing
from exercise_companion.clinic.signatures import KEY_FILE

if TYPE_CHECKING:
    from pathlib import Path

PHRASE = "correct hörse"
SIZE = (80, 24)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines())


def answered(terminal: Terminal, *lines: tuple[str, str]) -> int:
    """Type each line once its question is there; returns the exit code."""
    for asked, typed in lines:
        terminal.wait_for(asked)
        terminal.type(f"{typed}\r")
    return terminal.wait_ended()


def test_a_key_is_locked_and_signs_with_what_was_typed(keys: Path, tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    with Terminal("program", "key", "new", "--keys", str(keys), size=SIZE) as terminal:
        first, second = "A passphrase for the key (Enter for none):", "The same again:"
        terminal.wait_for(first)
        terminal.type(f"{PHRASE}\r")
        terminal.wait_for(second)
        terminal.type("another\r")
        terminal.wait_for("do not match")
        terminal.type(f"{PHRASE}\r")
        assert terminal.wait_until(lambda: terminal.text.count(second) > 1)
        terminal.type(f"{PHRASE}\r")
        assert terminal.wait_ended() == 0
        assert "hörse" not in terminal.written.decode()
        assert "It has no passphrase" not in terminal.text
    assert signing.needs_passphrase((keys / KEY_FILE).read_text("ascii"))

    plan, out = tmp_path / "plan.json", tmp_path / "signed.json"
    shutil.copy(paths.programs_folder() / "a-spinal-stenosis.json", plan)
    sign = ("program", "sign", str(plan), "--out", str(out), "--keys", str(keys))
    with Terminal(*sign, size=SIZE) as terminal:
        terminal.wait_for("Walk in short bouts: 3 × 4 min")
        again = "It does not open the key. Type it again"
        asked = ("Passphrase of your key:", f"{again} (2 of 3):", f"{again} (3 of 3):")
        assert answered(terminal, *((one, "wrong") for one in asked)) == 1
        assert "The passphrase does not open the key." in terminal.text
        assert "Nothing was signed. Look it up, and try again." in terminal.text
        assert "wrong" not in terminal.written.decode()
    assert not out.exists()
    with Terminal(*sign, size=SIZE) as terminal:
        lines = (("Passphrase of your key:", PHRASE[:-1]), ("again (2 of 3):", PHRASE))
        assert answered(terminal, *lines) == 0
        assert "hörse" not in terminal.written.decode()
        assert "Signing it changes nothing\nof that." in _trimmed(terminal.text)
        assert "Give the patient this file." in terminal.text
    assert signing.judge(json.loads(out.read_text("utf-8")), "program").state == "good"


def test_enter_alone_makes_an_open_key_and_says_so(keys: Path) -> None:
    pytest.importorskip("cryptography")
    with Terminal("program", "key", "new", "--keys", str(keys), size=SIZE) as terminal:
        assert answered(terminal, ("(Enter for none):", ""), ("The same again:", "")) == 0
        assert "It has no passphrase: whoever has this file can sign as you." in terminal.text
    assert not signing.needs_passphrase((keys / KEY_FILE).read_text("ascii"))


def test_leaving_at_the_question_makes_and_signs_nothing(keys: Path) -> None:
    with Terminal("program", "key", "new", "--keys", str(keys), size=SIZE) as terminal:
        terminal.wait_for("(Enter for none):")
        terminal.type("half\x03")
        assert terminal.wait_ended() == 130
    assert not (keys / KEY_FILE).exists()
