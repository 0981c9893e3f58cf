"""`program vectors FILE`: its output, its exit code, and files that cannot be used."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exercise_companion.cli import vectors as command
from exercise_companion.errors import UsageFault

VECTORS = Path(__file__).parents[1] / "vectors"

HOLDS = (
    '{"id": "a", "kind": "pain.before", "given": {"baseline": 2, "site": "back", "pain_pre": 1},'
    ' "expect": {"outcome": "GO"}}'
)
FAILS = HOLDS.replace('"a"', '"b"').replace('"pain_pre": 1', '"pain_pre": 9')
ERRS = HOLDS.replace('"a"', '"c\\u001b[2J"').replace('"outcome"', '"result"')


def vectors(*arguments: str) -> Result:
    return CliRunner().invoke(command.vectors, list(arguments))


def write(folder: Path, *lines: str | bytes) -> str:
    path = folder / "cases.jsonl"
    path.write_bytes(b"\n".join(one.encode() if isinstance(one, str) else one for one in lines))
    return str(path)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("screening", 260),
        ("pain", 73),
        ("decision", 44),
        ("visit", 29),
        ("trend", 42),
        ("flare", 31),
        ("walk", 51),
        ("sessions", 17),
        ("life", 26),
        ("alarm", 13),
    ],
)
def test_the_shipped_cases_hold(name: str, count: int) -> None:
    result = vectors(str(VECTORS / f"{name}.jsonl"))
    assert result.output == f"{count} held, 0 failed\n"
    assert result.exit_code == 0


def test_every_case_that_does_not_hold_has_a_line_and_the_exit_code_says_so(
    tmp_path: Path,
) -> None:
    result = vectors(write(tmp_path, HOLDS, "", FAILS, ERRS))
    assert result.output.splitlines() == [
        'b: expected outcome="GO", got outcome="HOLD_TODAY"; rules: PR-01a',
        "c?[2J: error: `expect` has unknown keys: `result`; known: outcome",
        "1 held, 2 failed",
    ]
    assert result.exit_code == 1


def test_a_case_without_a_name_is_named_by_its_line(tmp_path: Path) -> None:
    result = vectors(write(tmp_path, "", "{}"))
    assert result.output.splitlines()[0] == "line 2: error: `id` must be a text"


def test_rules_are_none_where_none_fired(tmp_path: Path) -> None:
    line = (
        '{"id": "s", "kind": "trend.baseline", "given": {"values": []}, "expect": {"baseline": 1}}'
    )
    result = vectors(write(tmp_path, line))
    assert result.output.splitlines()[0] == "s: expected baseline=1, got baseline=null; rules: none"


def test_json_output_names_the_failing_cases(tmp_path: Path) -> None:
    result = vectors(write(tmp_path, HOLDS, FAILS, ERRS), "--json")
    report = json.loads(result.output)
    assert (report["held"], report["failed"]) == (1, 2)
    assert [(one["line"], one["id"], one["outcome"]) for one in report["cases"]] == [
        (2, "b", "failed"),
        (3, "c\x1b[2J", "error"),
    ]
    assert report["cases"][0]["rules"] == ["PR-01a"]
    assert result.exit_code == 1


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(tmp_path: Path) -> None:
    other = HOLDS.replace('"id": "a"', '"id": "other"')
    result = vectors(write(tmp_path, b"\xef\xbb\xbf" + HOLDS.encode() + b"\r", other + "\r"))
    assert result.output == "2 held, 0 failed\n"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "holds no case"),
        ("{", "line 2"),
        ("[]", "line 2"),
        ('{"id": NaN}', "line 2"),
        ('{"id": Infinity}', "line 2"),
        ('{"id": "a", "id": "b"}', "line 2"),
        ('{"id": ' + "9" * 5000 + "}", "line 2"),
        ("[" * 100_000, "line 2"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole(
    tmp_path: Path, line: str | bytes, problem: str
) -> None:
    result = vectors(write(tmp_path, HOLDS if line else "", line))
    assert isinstance(result.exception, UsageFault)
    assert problem in result.exception.what_happened
    assert result.exception.exit_code == 2
    assert result.output == ""


def test_only_regular_files_of_a_sensible_size_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "MAX_BYTES", 10)
    assert isinstance(vectors(write(tmp_path, HOLDS)).exception, UsageFault)
    assert isinstance(vectors(str(tmp_path)).exception, UsageFault)
    assert isinstance(vectors(str(tmp_path / "missing")).exception, UsageFault)


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, HOLDS)

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError

    monkeypatch.setattr(Path, "read_text", refuse)
    assert isinstance(vectors(file).exception, UsageFault)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert isinstance(vectors(str(pipe)).exception, UsageFault)
