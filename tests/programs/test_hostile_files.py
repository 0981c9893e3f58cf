"""Whatever the bytes are: a clear answer in bounded time, and nothing that acts on a terminal."""

from __future__ import annotations

import json
import os
import re
import time
from typing import TYPE_CHECKING

import pytest
from builders import (
    TODAY,
    as_bytes,
    changed,
    make_exercise,
    make_item,
    make_program,
    make_tables,
    without,
)

from exercise_companion.core.problem import LONGEST_PLACE, LONGEST_TEXT
from exercise_companion.core.safetext import UNSAFE
from exercise_companion.programs import ProgramProblems, read, read_file
from exercise_companion.programs.faults import MOST_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONGEST_SECONDS = 5.0
GOOD = as_bytes(make_program())
DOSE = ("phases", 0, "items", 0, "dose")


def put(old: str, new: str) -> bytes:
    """The good file with one piece of its text replaced."""
    assert old.encode() in GOOD
    return GOOD.replace(old.encode(), new.encode("utf-8", "surrogatepass"), 1)


def titled(text: str) -> bytes:
    """The good file with another title, written with JSON escapes."""
    return put('"Back program"', json.dumps(text))


def nested(opening: str, closing: str, depth: int) -> bytes:
    return put('"Back program"', opening * depth + closing * depth)


def many(program_list: str, entry: str, count: int) -> bytes:
    """The good file with a list of very many entries."""
    return as_bytes(make_program(**{program_list: "@"})).replace(
        b'"@"', ("[" + ",".join([entry] * count) + "]").encode()
    )


BYTES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "V-24"),
    "blank": (b" \n\t ", "V-24"),
    "byte order mark alone": (b"\xef\xbb\xbf", "V-24"),
    "zero bytes": (b"\x00" * 100, "V-24"),
    "truncated": (GOOD[: len(GOOD) // 2], "V-24"),
    "truncated in a text": (GOOD[: GOOD.index(b"Back program") + 4], "V-24"),
    "last bracket missing": (GOOD.rstrip()[:-1], "V-24"),
    "text after the end": (GOOD + b"{}", "V-24"),
    "two bytes of UTF-16": (GOOD.decode().encode("utf-16"), "V-24"),
    "latin-1": (GOOD.replace(b"Ana", "An\xe9".encode("latin-1")), "V-24"),
    "overlong UTF-8": (GOOD.replace(b"Ana", b"\xc0\xaf"), "V-24"),
    "surrogate in UTF-8": (GOOD.replace(b"Ana", b"\xed\xa0\x80"), "V-24"),
    "random bytes": (bytes(range(256)) * 20, "V-24"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(2000), "V-24"),
    "a ZIP file": (b"PK\x03\x04" + bytes(2000), "V-24"),
    "2 MB of spaces": (b" " * 2_000_000, "V-24"),
    "2 MB of a good file": (GOOD + b" " * 2_000_000, "V-24"),
    "1 MB of one text": (titled("a" * 990_000), "V-12"),
    "100,000 opening brackets": (b"[" * 100_000, "V-24"),
    "100,000 opening braces": (b'{"a":' * 100_000, "V-24"),
    "lists 21 deep": (nested("[", "]", 21), "V-24"),
    "objects 300 deep": (
        nested('{"a":', "1}", 300).replace(b"1}" * 300, b"1" + b"}" * 300),
        "V-24",
    ),
    "deep behind quotes": (titled('"' * 50).replace(b'"title"', b"[" * 30 + b'"title"'), "V-24"),
    "brackets in a text are no depth": (titled("[" * 30 + "]"), ""),
    "100,000 quotes": (b'"' * 100_001, "V-24"),
    "a million escaped quotes": (b'"' + b'\\"' * 450_000, "V-24"),
    "100,000 empty exercises": (many("exercises", "{}", 100_000), "V-24"),
    "19,000 empty exercises": (many("exercises", "{}", 19_000), "V-02"),
    "a list of numbers": (b"[1, 2, 3]", "V-02"),
    "a text": (b'"prescription"', "V-02"),
    "null": (b"null", "V-02"),
    "NaN alone": (b"NaN", "V-24"),
    "an empty object": (b"{}", "V-02"),
    "not JSON but YAML": (b"kind: prescription\nversion: 1\n", "V-24"),
    "single quotes": (GOOD.replace(b'"', b"'"), "V-24"),
    "a comment": (b"// my program\n" + GOOD, "V-24"),
    "a comma too many": (put('"valid_until"', ', "valid_until"'), "V-24"),
    "a comma before the end": (GOOD.rstrip()[:-1] + b",}", "V-24"),
    "a comma missing": (put('"version": 1,', '"version": 1'), "V-24"),
    "a colon missing": (put('"version": 1,', '"version" 1,'), "V-24"),
    "key without quotes": (put('"version"', "version"), "V-24"),
    "NaN": (put('"sets": 2', '"sets": NaN'), "V-24"),
    "Infinity": (put('"sets": 2', '"sets": Infinity'), "V-24"),
    "-Infinity": (put('"sets": 2', '"sets": -Infinity'), "V-24"),
    "1e999": (put('"sets": 2', '"sets": 1e999'), "V-02"),
    "1e999 for a measure": (put('"out_seconds": 2', '"out_seconds": 1e999'), "V-02"),
    "-1e999": (put('"out_seconds": 2', '"out_seconds": -1e999'), "V-02"),
    "5,000 digits": (put('"sets": 2', '"sets": ' + "9" * 5000), "V-24"),
    "900,000 digits": (put('"sets": 2', '"sets": ' + "9" * 900_000), "V-24"),
    "900,000 digits after the point": (put('"sets": 2', '"sets": 0.' + "1" * 900_000), "V-02"),
    "40 digits": (put('"sets": 2', '"sets": ' + "9" * 40), "V-12"),
    "2 to the 63": (put('"sets": 2', f'"sets": {2**63}'), "V-12"),
    "-0.0": (put('"sets": 2', '"sets": -0.0'), "V-02"),
    "2.0 for 2": (put('"sets": 2', '"sets": 2.0'), "V-02"),
    "2e0 for 2": (put('"sets": 2', '"sets": 2e0'), "V-02"),
    "hexadecimal": (put('"sets": 2', '"sets": 0x2'), "V-24"),
    "leading zero": (put('"sets": 2', '"sets": 02'), "V-24"),
    "text for a number": (put('"sets": 2', '"sets": "2"'), "V-02"),
    "true for 1": (put('"version": 1', '"version": true'), "V-02"),
    "full-width digits as a number": (put('"sets": 2', '"sets": \uff12'), "V-24"),
    "full-width digits as a text": (put('"sets": 2', '"sets": "\uff12"'), "V-02"),
    "full-width date": (put('"2026-11-20"', '"\uff12\uff10\uff12\uff16-11-20"'), "V-04"),
    "Unix time for a date": (put('"2026-11-20"', "1763596800"), "V-04"),
    "Unix time as a text": (put('"2026-11-20"', '"1763596800"'), "V-04"),
    "a key twice": (put('"version": 1', '"version": 1, "version": 1'), "V-24"),
    "a key twice, once escaped": (put('"version": 1', '"version": 1, "versi\\u006fn": 2'), "V-24"),
    "a key twice, deep": (put('"sets": 2', '"sets": 2, "sets": 3'), "V-24"),
    "unknown field": (put('"sets": 2', '"sets": 2, "set": 3'), "V-03"),
    "unknown field with a control character": (
        put('"sets": 2', '"sets": 2, "s\\u001b": 3'),
        "V-16",
    ),
    "prototype key": (put('"sets": 2', '"sets": 2, "__proto__": {}'), "V-03"),
    "empty key": (put('"sets": 2', '"sets": 2, "": 3'), "V-03"),
    "escape sequence": (titled("\x1b[2Jgone"), "V-16"),
    "clipboard sequence": (titled("\x1b]52;c;aGk=\x07"), "V-16"),
    "C1 control": (titled("a\x9b2Jb"), "V-16"),
    "raw control character": (put("Back program", "Back\x07"), "V-24"),
    "delete character": (put("Back program", "Back\x7f"), "V-16"),
    "null character": (titled("a\x00b"), "V-16"),
    "line break in a name": (titled("a\nb"), "V-16"),
    "tab": (titled("a\tb"), "V-16"),
    "carriage return": (titled("a\rb"), "V-16"),
    "right-to-left override": (titled("Ana \u202ekcab"), "V-16"),
    "isolate": (titled("\u2066Ana\u2069"), "V-16"),
    "raw override": (put("Back program", "Ana \u202e"), "V-16"),
    "zero-width space": (titled("Ana\u200b"), "V-16"),
    "byte order mark inside": (titled("Ana\ufeff"), "V-16"),
    "line separator": (titled("Ana\u2028"), "V-16"),
    "invisible tag": (titled("Ana\U000e0041"), "V-16"),
    "lone surrogate": (put("Back program", "\\ud800"), "V-16"),
    "lone low surrogate": (put("Back program", "\\udc00x"), "V-16"),
    "private use": (titled("\ue000"), "V-16"),
    "bold markup": (titled("[b]Back[/b]"), "V-16"),
    "closing markup alone": (titled("Back [/]"), "V-16"),
    "action markup": (titled("[@click=app.quit]Back[/]"), "V-16"),
    "link markup": (titled("[link=https://x.example]Back"), "V-16"),
    "markup with an escaped slash": (put("Back program", "Back [\\/]"), "V-16"),
    "HTML tag": (titled("<b>Back</b>"), "V-16"),
    "HTML comment": (titled("<!-- x -->"), "V-16"),
    "script": (titled("<script>alert(1)</script>"), "V-16"),
    "backslash": (put("Back program", "Back \\q"), "V-24"),
    "half an escape": (put("Back program", "Back \\u12"), "V-24"),
    "a template": (put('"prescription"', '"template"'), "V-02"),
    "another kind": (put('"prescription"', '"invoice"'), "V-02"),
    "kind is a list": (put('"prescription"', "[]"), "V-02"),
    "phases is a number": (as_bytes(make_program(phases=3)), "V-02"),
    "patient is null": (as_bytes(make_program(patient=None)), "V-02"),
    "patient is a list": (as_bytes(make_program(patient=[])), "V-02"),
    "dose is a list": (as_bytes(changed(make_program(), *DOSE, to=[])), "V-02"),
    "dose without a type": (as_bytes(without(make_program(), *DOSE, "type")), "V-12"),
    "no exercises": (as_bytes(make_program(exercises=[])), "V-02"),
    "61 exercises": (
        as_bytes(make_program(exercises=[make_exercise(f"e{n}") for n in range(61)])),
        "V-12",
    ),
    "the end of time": (as_bytes(make_program(valid_until="9999-12-31")), "V-05"),
    "the beginning of time": (as_bytes(make_program(valid_from="0001-01-01")), "V-04"),
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
    if not code:
        assert refusal is None
        return
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
    "case", [case for case, (data, code) in BYTES.items() if code and len(data) < 1_000_000]
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


def _missing(folder: Path) -> Path:
    return folder / "nothing.json"


def _folder(folder: Path) -> Path:
    return folder


def _pipe(folder: Path) -> Path:
    path = folder / "pipe.json"
    os.mkfifo(path)
    return path


def _dangling_link(folder: Path) -> Path:
    path = folder / "link.json"
    path.symlink_to(folder / "nothing.json")
    return path


def _circle(folder: Path) -> Path:
    path = folder / "link.json"
    path.symlink_to(path)
    return path


def _large(folder: Path) -> Path:
    path = folder / "large.json"
    path.write_bytes(b" " * 1_000_001)
    return path


def _device(folder: Path) -> Path:
    return folder / "/dev/zero"


def _null_in_name(folder: Path) -> Path:
    return folder / "a\0b"


def _long_name(folder: Path) -> Path:
    return folder / ("a" * 5000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes and devices")
@pytest.mark.parametrize(
    "make",
    [
        _missing,
        _folder,
        _pipe,
        _dangling_link,
        _circle,
        _large,
        _device,
        _null_in_name,
        _long_name,
    ],
)
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
