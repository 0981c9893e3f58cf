"""`clear`: one code on standard output for a right lock code, and a reason for every other."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from exercise_companion.cli import run
from exercise_companion.core.clearance_code import Binding, grouped, lock_code, made_on

PLAN = Path(__file__).resolve().parents[2] / "programs" / "b-chronic-back-pain.json"
NOW = "2026-11-24T09:00+00:00"
WHO = ["--name", "DEMO - not a real therapist", "--role", "PT", "--licence", "DEMO-000"]


@pytest.fixture(scope="module")
def binding() -> Binding:
    plan = json.loads(PLAN.read_text(encoding="utf-8"))
    return Binding(plan["clearance_key"], plan["patient"]["patient_id"], plan["program_id"])


def clear(code: str, *options: str) -> int:
    return run(["clear", str(PLAN), code, *options, "--now", NOW])


def test_the_code_alone_is_printed_and_the_patient_takes_it(
    binding: Binding, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = lock_code(binding, ["A-20261124-1"], assessed_first=False)
    assert clear(grouped(lock).lower(), *WHO) == 0
    printed = capsys.readouterr()
    assert made_on(binding, lock, printed.out, date(2026, 11, 24)) == date(2026, 11, 24)
    assert "It ends 1 open alert." in printed.err
    assert "until 2026-12-01" in printed.err
    assert "not who" in printed.err


def test_a_script_gets_it_as_json(binding: Binding, capsys: pytest.CaptureFixture[str]) -> None:
    ids = [f"A-20261124-{number}" for number in range(1, 20)]
    lock = lock_code(binding, ids, assessed_first=True)
    assert clear(lock, *WHO, "--assessed", "--json") == 0
    printed = capsys.readouterr()
    made = json.loads(printed.out)
    assert made_on(binding, lock, made["clearance_code"], date(2026, 11, 24))
    assert (made["lock_code"], made["open_alerts"]) == (lock, 15)
    assert (made["medical_assessment_needed"], made["valid_until"]) == (True, "2026-12-01")
    assert (made["licence_no"], made["role"]) == ("DEMO-000", "PT")
    assert "15 or more open alerts" in printed.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "Your name, as the program has it: missing."),
        (WHO[:2], "Your role: missing."),
        (WHO[:4], "Your licence number: missing."),
        (WHO, "Has a doctor or nurse seen the patient about it?"),
        ([*WHO[:5], "DEMO-001", "--assessed"], "licence number is not the one"),
    ],
)
def test_what_is_missing_is_said_and_no_code_made(
    binding: Binding, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    lock = lock_code(binding, ["A-20261124-1"], assessed_first=True)
    assert clear(lock, *options) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err


def test_who_is_not_named_gets_no_code(
    binding: Binding, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = lock_code(binding, ["A-20261124-1"], assessed_first=False)
    assert clear(lock, "--name", "Max Stone", "--role", "PT", "--licence", "1") == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("code", ["", "ABCD", "ABCD-EFGH", "\x1b[2J", "0O1I-0O1I"])
def test_a_lock_code_that_is_none_gets_no_code(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clear(code, *WHO) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "\x1b" not in printed.err


def test_a_real_patients_file_takes_no_moved_clock(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from builders import as_bytes, make_program  # noqa: PLC0415 - only here

    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(make_program(clearance_key="K" * 32)))
    assert run(["clear", str(path), "ABCD-EFGH", *WHO, "--now", NOW]) == 2
    assert "clock cannot be moved" in capsys.readouterr().err


def test_in_a_terminal_what_is_missing_is_asked(
    binding: Binding, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = lock_code(binding, ["A-20261124-1"], assessed_first=True)
    answers = iter([lock, WHO[1], "PT", "DEMO-000"])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    assert run(["clear", str(PLAN), "--now", NOW]) == 0
    code = capsys.readouterr().out
    assert made_on(binding, lock, code, date(2026, 11, 24))
