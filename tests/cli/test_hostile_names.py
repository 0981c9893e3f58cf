"""A file name that could act on the terminal: no command says anything of it that acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from builders import as_bytes
from journeys import keyed_program

from exercise_companion.cli import run
from exercise_companion.core.safetext import UNSAFE

if TYPE_CHECKING:
    from pathlib import Path

ACTS: Final = "\x1b]0;MARKED\x07\x9b31m\u202e\n"
NAMES: Final = {"GOOD": f"good{ACTS}.json", "BAD": f"bad{ACTS}.json", "NONE": f"none{ACTS}.json"}
"""A program, a file that is none, and a name that no file has."""

COMMANDS: Final = (
    "program check GOOD BAD NONE",
    "program check --json GOOD BAD NONE",
    "program check .",
    "program preview GOOD",
    "program preview BAD",
    "program verify GOOD",
    "program verify NONE",
    "program verify GOOD BAD",
    "program handout GOOD --out NONE",
    "program handout GOOD --out BAD",
    "program diff GOOD BAD",
    "program diff NONE GOOD",
    "program sign GOOD --keys NONE",
    "program sign BAD",
    "program key new --keys NONE --no-passphrase",
    "program new --from BAD",
    "program new --from NONE",
    "program new --template NONE",
    "program new --continue GOOD",
    "program new --from GOOD --out BAD",
    "program new --from GOOD --confirm-doses --set version_note=New. --out NONE",
    "load BAD --data d",
    "load NONE --data d",
    "clear NONE 1234",
    "exercises NONE",
    "settings set NONE on",
    "desk BAD",
    "NONE",
)


@pytest.mark.parametrize("words", COMMANDS)
def test_whatever_is_said_of_it(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / NAMES["GOOD"]).write_bytes(as_bytes(keyed_program()))
    (tmp_path / NAMES["BAD"]).write_bytes(b"{")
    run([NAMES.get(word, word) for word in words.split()])
    said = "".join(capfd.readouterr())
    assert said
    assert UNSAFE.findall(said.replace("\n", "")) == []
