"""Whatever the bytes are: a clear answer in bounded time, and nothing that acts on a terminal."""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING

import pytest
from builders import TODAY, as_bytes, make_item, make_program, make_tables
from hostile_bytes import BYTE_GROUPS, GOOD, titled
from hostile_places import PLACES

from exercise_companion.core.problem import LONGEST_PLACE, LONGEST_TEXT
from exercise_companion.core.safetext import UNSAFE
from exercise_companion.programs import ProgramProblems, read, read_file
from exercise_companion.programs.faults import MOST_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONGEST_SECONDS = 5.0

BYTES = {
    f"{group}: {name}": case for group, cases in BYTE_GROUPS.items() for name, case in cases.items()
}


def problems_of(data: bytes) -> ProgramProblems | None:
    try:
        read(data, anchor=TODAY, tables=make_tables(), name="his\x1b[2J\u202efile.json")
    except ProgramProblems as refusal:
        return refusal
    return None


@pytest.mark.parametrize("case", BYTES)
def test_hostile_bytes_are_refused_clearly_and_soon(case: str) -> None:
    data, code = BYTES[case]
    started = time.perf_counter()
    refusal = problems_of(data)
    assert time.perf_counter() - started < LONGEST_SECONDS
    assert refusal is not None
    assert refusal.exit_code == 2
    assert code in {problem.code for problem in refusal.problems}
    assert len(refusal.problems) <= MOST_PROBLEMS
    for problem in refusal.problems:
        assert re.fullmatch(r"V-[0-2][0-9]", problem.code)
        assert 0 < len(problem.place) <= LONGEST_PLACE
        assert 0 < len(problem.what) <= LONGEST_TEXT
        assert 0 < len(problem.how) <= LONGEST_TEXT
        shown = f"{problem.place}{problem.what}{problem.how}"
        assert not UNSAFE.search(shown)
        assert not re.search("pydantic|Input should|Traceback|tuple", shown)
    assert not UNSAFE.search(str(refusal))
    assert "Nothing was changed." in refusal.what_happened


@pytest.mark.parametrize(
    "case", [case for case, (data, _) in BYTES.items() if len(data) < 1_000_000]
)
def test_every_problem_has_its_line(case: str) -> None:
    refusal = problems_of(BYTES[case][0])
    assert refusal is not None
    assert all(problem.line and problem.column for problem in refusal.problems)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b'{\n "kind": "prescription",\n "version": 1,\n "version": 2\n}', 4, 2),
        (b'{\n "kind": prescription\n}', 2, 10),
        (b'{\n "kind": "prescription",\n\n "title": "\xff"}', 4, 12),
        (b'{"kind":\n  NaN}', 2, 3),
        (b'{"kind": "prescription",\n "title": "a\\u001bb"}', 2, 11),
        (b'{"kind": "prescription", "schema_version": "1.0.0",\n"titel": "a"}', 2, 1),
    ],
    ids=["repeat", "syntax", "encoding", "NaN", "text", "unknown field"],
)
def test_the_line_and_column_are_where_the_fault_is(data: bytes, line: int, column: int) -> None:
    refusal = problems_of(data)
    assert refusal is not None
    assert (line, column) in {(p.line, p.column) for p in refusal.problems}


def test_very_many_problems_are_counted_not_listed() -> None:
    items = [make_item(f"i{n}", exercise="nothing") for n in range(30)]
    phase = make_program()["phases"][0]
    phases = [phase | {"id": f"p{n}", "items": items} for n in range(8)]
    refusal = problems_of(as_bytes(make_program(phases=phases)))
    assert refusal is not None
    assert len(refusal.problems) == MOST_PROBLEMS
    assert "more problems" in refusal.problems[-1].what


def test_line_breaks_are_allowed_in_paragraphs_only() -> None:
    card = {"id": "c", "title": "Pain", "body": "One.\n\nTwo.", "source": "The clinic."}
    assert problems_of(as_bytes(make_program(education=[card]))) is None
    refusal = problems_of(as_bytes(make_program(education=[card | {"title": "a\nb"}])))
    assert refusal is not None
    escape = problems_of(as_bytes(make_program(education=[card | {"body": "One.\x1b[2J"}])))
    assert escape is not None


@pytest.mark.parametrize("words", ["Walk <3 km, then > 1 km.", "Do 8 [or 10] each.", "5 °C, naïve"])
def test_ordinary_signs_and_letters(words: str) -> None:
    expected = {"V-16"} if "[or" in words else set()
    refusal = problems_of(titled(words))
    assert {p.code for p in (refusal.problems if refusal else ())} == expected


def test_brackets_in_a_text_are_no_depth() -> None:
    assert problems_of(titled("[" * 30 + "]")) is None


def test_a_byte_order_mark_of_an_editor_is_left_out() -> None:
    loaded = read(b"\xef\xbb\xbf" + GOOD, anchor=TODAY, tables=make_tables())
    assert loaded.document == GOOD.decode()


def test_windows_line_ends_are_read() -> None:
    assert problems_of(GOOD.replace(b"\n", b"\r\n")) is None


# --- files ------------------------------------------------------------------------------------


def refused_file(path: Path) -> ProgramProblems:
    with pytest.raises(ProgramProblems) as caught:
        read_file(path, anchor=TODAY, tables=make_tables())
    return caught.value


def test_a_good_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "program.json"
    path.write_bytes(GOOD)
    assert read_file(path, anchor=TODAY, tables=make_tables()).program.version == 1


def _null_in_name(folder: Path) -> Path:
    return folder / "a\0b"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes and devices")
@pytest.mark.parametrize("make", [*PLACES.values(), _null_in_name])
def test_what_is_no_readable_file_is_said_at_once(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    started = time.perf_counter()
    refusal = refused_file(make(tmp_path))
    assert time.perf_counter() - started < LONGEST_SECONDS
    assert [problem.code for problem in refusal.problems] == ["V-24"]
    assert len(str(refusal)) < 2 * LONGEST_TEXT
    assert not UNSAFE.search(str(refusal))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", forbidden)
    assert "may not be read" in refused_file(tmp_path / "a.json").problems[0].what
