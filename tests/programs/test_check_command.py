"""`program check` and `program schema`: what is printed where, and the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from builders import (
    as_bytes,
    changed,
    make_exercise,
    make_program,
    make_sound_program,
    make_template,
)
from click.testing import CliRunner, Result

from exercise_companion.canonical import content_hash
from exercise_companion.cli.program import program
from exercise_companion.clinic.schema import schema_text
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from pathlib import Path

DOSE = ("phases", 0, "items", 0, "dose")


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(program, [*words], input=typed, prog_name="program")


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "good.json"
    path.write_bytes(as_bytes(make_sound_program()))
    return str(path)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "bad.json"
    path.write_bytes(as_bytes(changed(make_program(region="ZZ"), *DOSE, "reps", to=[12, 8])))
    return str(path)


def test_a_good_file(good: str) -> None:
    result = run("check", good)
    assert result.exit_code == 0
    assert result.stdout == f"{good} · can be used\n"
    assert result.stderr == "1 checked, 0 cannot be used.\n"


def test_a_bad_file_is_said_line_by_line(bad: str) -> None:
    result = run("check", bad)
    assert result.exit_code == 2
    first, second = result.stdout.splitlines()
    assert first.startswith(f'{bad}:4:12 · region · No emergency number is on file for "ZZ". · ')
    assert first.endswith(" · V-09")
    where, place, what, how, code = second.split(" · ")
    assert where.removeprefix(f"{bad}:").split(":")[0].isdigit()
    assert place == "phases / settle / items / bridge-1 / dose / reps"
    assert what == "The range goes down, from 12 to 8."
    assert how == "Write the lower value first: [8, 12]."
    assert code == "V-12"


def test_every_file_is_checked_and_one_bad_file_decides(good: str, bad: str) -> None:
    result = run("check", bad, good, "/nowhere/at-all.json")
    assert result.exit_code == 2
    assert f"{good} · can be used" in result.stdout
    assert "/nowhere/at-all.json · the file · There is no such file." in result.stdout
    assert result.stderr == "3 checked, 2 cannot be used.\n"


def test_a_template_is_checked_too(tmp_path: Path) -> None:
    path = tmp_path / "template.json"
    path.write_bytes(as_bytes(make_template()))
    assert run("check", str(path)).exit_code == 0


def test_warnings_do_not_fail(tmp_path: Path) -> None:
    path = tmp_path / "hard.json"
    hard = "Subsequently incorporate proprioceptive neuromuscular facilitation methodologies."
    path.write_bytes(as_bytes(make_program(exercises=[make_exercise(steps=[hard, hard])])))
    result = run("check", str(path))
    assert result.exit_code == 0
    assert "V-25, only a warning" in result.stdout


def test_a_colleague_is_heard_and_the_reason_stands_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "asked.json"
    tree = changed(make_sound_program(), "phases", 0, "items", 0, "when", to={"times_per_day": 2})
    path.write_bytes(as_bytes(tree))
    (line, used) = run("check", str(path)).stdout.splitlines()
    assert line.endswith(" · Set min_hours_between. · R-16, only a warning")
    assert used == f"{path} · can be used"
    path.write_bytes(as_bytes({"$comment": "R-16: Two \u2066rounds."} | tree))
    assert run("check", str(path)).exit_code == 2  # hidden characters are refused everywhere
    path.write_bytes(as_bytes({"$comment": "R-16: Two rounds after lunch."} | tree))
    result = run("check", str(path))
    assert result.exit_code == 0
    assert "R-16, only a warning · the file says why: Two rounds after lunch.\n" in result.stdout
    (problem,) = json.loads(run("check", "--json", str(path)).stdout)["problems"]
    assert (problem["code"], problem["reason"]) == ("R-16", "Two rounds after lunch.")


def test_the_structure_alone(good: str, tmp_path: Path) -> None:
    unwise, no_plan = tmp_path / "unwise.json", tmp_path / "none.json"
    unwise.write_bytes(as_bytes(changed(make_template(), *DOSE, "reps", to=[12, 8])))
    no_plan.write_bytes(as_bytes(changed(make_sound_program(), *DOSE, "sets", to=0)))
    result = run("check", "--structure", good, str(unwise), str(no_plan))
    assert result.exit_code == 2
    assert result.stdout.splitlines()[:2] == [f"{good} · can be used", f"{unwise} · can be used"]
    assert "V-12" in result.stdout.splitlines()[2]
    assert result.stderr == "3 checked, 1 cannot be used.\n"


def test_a_folder_is_every_plan_in_it(tmp_path: Path) -> None:
    for name in ("b.json", "a.json", "below/c.json", "notes.txt", "program.schema.json"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(as_bytes(make_sound_program()))
    lines = run("check", str(tmp_path)).stdout.splitlines()
    assert lines == [
        f"{tmp_path}/{name} · can be used" for name in ("a.json", "b.json", "below/c.json")
    ]


def test_a_list_of_files(good: str, bad: str, tmp_path: Path) -> None:
    listed = f"{good}\n\n{bad}\r\n"
    result = run("check", "--from", "-", typed=listed)
    assert result.exit_code == 2
    assert result.stderr == "2 checked, 1 cannot be used.\n"
    (tmp_path / "list.txt").write_text(listed, encoding="utf-8")
    again = run("check", "--from", str(tmp_path / "list.txt"))
    assert again.stdout == result.stdout
    assert run("check", "--from", str(tmp_path / "none.txt")).exit_code == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_list_is_read_or_refused_however_it_was_saved(
    good: str, tmp_path: Path, encoding: str
) -> None:
    """What a shell of Windows writes."""
    (tmp_path / "list.txt").write_text(f"{good}\n", encoding=encoding)
    result = run("check", "--from", str(tmp_path / "list.txt"))
    if encoding == "utf-8-sig":
        assert result.exit_code == 0
    else:
        assert isinstance(result.exception, UsageFault)
        assert "not saved as UTF-8" in str(result.exception)


def test_a_folder_without_programs_is_a_wrong_folder(tmp_path: Path) -> None:
    result = run("check", str(tmp_path))
    assert result.stdout == ""
    assert isinstance(result.exception, UsageFault)
    assert result.exception.what_happened == "There is no program file there: nothing was checked."


def test_an_empty_list_checks_nothing(tmp_path: Path) -> None:
    result = run("check", "--from", "-", str(tmp_path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 checked, 0 cannot be used.\n"


def test_json_is_one_object_a_file(good: str, bad: str) -> None:
    result = run("check", "--json", good, bad)
    assert result.exit_code == 2
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == {
        "file": good,
        "ok": True,
        "sha256": content_hash(make_sound_program()),
        "problems": [],
    }
    assert second["ok"] is False
    assert second["problems"][0] == {
        "code": "V-09",
        "place": "region",
        "what": 'No emergency number is on file for "ZZ".',
        "how": "Check contacts.emergency_number and say how in contacts.emergency_override_reason.",
        "line": 4,
        "column": 12,
        "path": ["region"],
        "severity": "error",
        "reason": "",
    }


def test_a_demonstration_counts_from_the_day_given(tmp_path: Path) -> None:
    path = tmp_path / "demo.json"
    demo = make_program(demo=True, valid_from="+0d", valid_until="+41d")
    demo = changed(demo, "prescriber", "licence_no", to="DEMO-000")
    demo = changed(demo, "patient", "patient_id", to="demo-ana")
    path.write_bytes(as_bytes(demo))
    assert run("check", "--today", "2026-11-22", str(path)).exit_code == 0
    assert run("check", "--now", "2026-11-22T09:00", str(path)).exit_code == 0
    assert run("check", "--today", "2020-01-01", str(path)).exit_code == 2
    assert run("check", "--now", "2020-01-01T09:00", str(path)).exit_code == 2
    assert run("check", "--today", "9999-12-31", str(path)).exit_code == 2
    assert run("check", "--today", "yesterday", str(path)).exit_code == 2


def test_no_text_of_a_file_or_its_name_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\u202e.json"
    path.write_bytes(b'{"kind": "prescription", "a\\u001b[2J": "\\u202e", "b": "\\u009b2J"}')
    for words in (["check"], ["check", "--json"]):
        printed = run(*words, str(path)).stdout
        assert not set("\x1b\x9b\u202e") & set(printed)


def test_no_file_at_all_is_a_wrong_call() -> None:
    assert run("check").exit_code == 2


def test_schema_is_printed_as_it_is() -> None:
    result = run("schema")
    assert result.exit_code == 0
    assert result.stdout == schema_text()


def test_loading_the_command_loads_no_model() -> None:
    code = (
        "import sys, exercise_companion.cli.program;"
        "heavy = {'pydantic', 'textual', 'sqlite_utils', 'rfc8785'} & set(sys.modules);"
        "sys.exit(bool(heavy))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_dose_typed_at_the_desk_is_called_that_and_no_wrong_field(tmp_path: Path) -> None:
    tree = changed(make_program(), "phases", 0, "items", 0, "typed_dose", to="2 x 1")
    path = tmp_path / "p.draft.json"
    path.write_bytes(as_bytes(tree))
    said = run("check", str(path)).stdout
    assert '"2 x 1" is typed, but not taken yet.' in said
    assert "Did you mean" not in said
