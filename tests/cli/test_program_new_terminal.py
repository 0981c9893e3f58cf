"""`program new` in a real terminal: what was answered outlives the program."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

import pytest
from harness.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

PATIENT = (
    ("The patient's name?", "Ana Novak"),
    ("Born on?", "4 March 1957"),
    ("What for", "low back pain"),
    ("Usual pain", "back 3"),
)
REST = (
    ("Which of these", "none"),
    ("operation?", ""),
    ("do again?", "Walk to the shop, 3, 7"),
    ("first review?", ""),
    ("Your name?", "Ruth Hall"),
    ("profession?", "Physiotherapist"),
    ("licenses you?", "HCPC"),
    ("licence number?", "PH-104233"),
    ("clinic?", "Hill Road"),
    ("telephone number?", "020 7946 0123"),
    ("country", "gb"),
    ("your telephone?", "mon-fri 9-17"),
    ("rung and answered on?", ""),
    ("before a session?", ""),
    ("Keep your own details", "yes"),
    ("Is every dose right", "yes"),
)


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return folder


def answer(terminal: Terminal, script: tuple[tuple[str, str], ...]) -> None:
    for asked, line in script:
        terminal.wait_for(asked)
        terminal.type(f"{line}\r")


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_what_was_answered_is_there_after_it_was_ended_and_becomes_a_program(
    end: signal.Signals, in_a_folder: Path
) -> None:
    size = (100, 120)
    begin = ("--template", "a-spinal-stenosis", "--out", str(in_a_folder / "ana.json"))
    with Terminal("program", "new", *begin, size=size) as terminal:
        answer(terminal, PATIENT)
        terminal.wait_for("Which of these")
        terminal.send(end)
        terminal.wait_ended()
    (draft,) = in_a_folder.iterdir()
    tree = json.loads(draft.read_bytes())
    assert tree["patient"]["birth_date"] == "1957-03-04"
    assert tree["baseline_pain"] == {"back": 3}
    with Terminal("program", "new", "--continue", str(draft), size=size) as terminal:
        answer(terminal, REST)
        terminal.wait_for("Checked and written.")
        assert terminal.wait_ended() == 0
    (program,) = in_a_folder.iterdir()
    assert program.name == draft.name.replace(".draft", "")
    assert json.loads(program.read_bytes())["integrity"]["sha256"]
