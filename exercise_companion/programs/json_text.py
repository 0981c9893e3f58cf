"""From bytes to a JSON tree, safely whatever the bytes are (V-24).

Size, encoding and depth are checked before anything is parsed; a key that stands twice, NaN,
Infinity and endless numbers are refused. The tree is then searched for text that could act on a
terminal or a screen (V-16).
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NoReturn

from exercise_companion.core.problem import Problem, found, place_of, shortened
from exercise_companion.core.safetext import hidden_in, tag_in
from exercise_companion.programs.faults import ProgramProblems
from exercise_companion.programs.files import MAX_BYTES, TOO_LARGE
from exercise_companion.programs.positions import Positions, positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.problem import JsonPath

MAX_DEPTH: Final = 20
MAX_VALUES: Final = 20_000
"""Several times what the largest prescription holds; keeps the time to refuse a file short."""

PARAGRAPH_FIELDS: Final = frozenset({"body", "text", "$comment"})
"""Texts that may have line breaks."""

_LONGEST_NUMBER: Final = 40
_BYTE_ORDER_MARK: Final = "\ufeff"
_DEPTH_STEP: Final = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKETS: Final = bytes(set(range(256)) - _DEPTH_STEP.keys())
_NO_MARKS: Final = bytes(set(_NO_BRACKETS) - set(b',"'))
_TAG_START: Final = re.compile(r"\[[A-Za-z/@#$]")

_SYNTAX: Final[dict[str, tuple[str, str]]] = {
    "Expecting value": ("A value is missing here.", "Write the value, or take the comma out."),
    "Expecting ',' delimiter": (
        "A comma is missing before this.",
        "Put a comma between two values; check the quotes and brackets before it.",
    ),
    "Expecting ':' delimiter": (
        "A colon is missing here.",
        'Write a field as "name": value.',
    ),
    "Expecting property name enclosed in double quotes": (
        "A field name in double quotes is missing here.",
        "Take out a comma before a closing bracket, or put the name in double quotes.",
    ),
    "Unterminated string starting at": (
        "The closing quote of this text is missing.",
        'Add the closing ".',
    ),
    "Invalid control character at": (
        "There is a line break, tab or control character inside this text.",
        "Keep each text on one line.",
    ),
    "Extra data": (
        "There is something after the end of the prescription.",
        "Keep one prescription in the file; check for a closing bracket too early.",
    ),
}
_ESCAPE: Final = (
    "There is a backslash here that means nothing.",
    "Take the backslash out.",
)


class _RepeatedKeyError(ValueError):
    """A key stands twice in one object."""


def text_of(data: bytes, name: str) -> str:
    """The file as text, without a byte order mark (some editors write one).

    Raises:
        ProgramProblems: too large, or not UTF-8.

    """
    if len(data) > MAX_BYTES:
        raise ProgramProblems(name, [TOO_LARGE])
    try:
        return data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as cause:
        line = data.count(b"\n", 0, cause.start) + 1
        column = cause.start - (data.rfind(b"\n", 0, cause.start) + 1) + 1
        problem = Problem(
            "V-24",
            "the file",
            "The file is not UTF-8 text.",
            'Save it again as UTF-8 (in some editors: "Encoding").',
            line,
            column,
        )
        raise ProgramProblems(name, [problem]) from cause


def tree_of(text: str, name: str) -> JsonValue:
    """The JSON tree of a text.

    Raises:
        ProgramProblems: not JSON; too deep; too many values; a key twice; NaN, Infinity or an
            endless number.

    """
    _refuse_endless(text, name)
    try:
        tree: JsonValue = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as cause:
        raise ProgramProblems(name, [_syntax_problem(cause)]) from cause
    except ValueError as cause:
        raise ProgramProblems(name, _value_problems(positions(text))) from cause
    return tree


def object_of(data: bytes, name: str, *, with_tags: bool = False) -> JsonObject:
    """The object a file holds, when no text in it could act on a terminal or a screen.

    Args:
        data: the file's content.
        name: what the file is called in problems.
        with_tags: take texts with a tag in them, for a reader that shows text as it is and has
            them mended.

    Raises:
        ProgramProblems: see `text_of` and `tree_of`; or it is no object, or holds such text.

    """
    text = text_of(data, name)
    tree = tree_of(text, name)
    if not isinstance(tree, dict):
        fault = found("V-02", (), "This is not a prescription.", "It must start with {.")
        raise ProgramProblems(name, located([fault], text, tree))
    require_finite(text, tree, name)
    if unsafe := list(unsafe_texts(text, tree, with_tags=with_tags)):
        raise ProgramProblems(name, located(unsafe, text, tree))
    return tree


def require_finite(text: str, tree: JsonValue, name: str) -> None:
    """Refuse a number that is written, but beyond counting (`1e999`): nobody could write it again.

    Raises:
        ProgramProblems: there is one.

    """
    try:
        json.dumps(tree, allow_nan=False)
    except ValueError as cause:
        raise ProgramProblems(name, _value_problems(positions(text))) from cause


def unsafe_texts(text: str, tree: JsonValue, *, with_tags: bool = False) -> Iterator[Problem]:
    """V-16: texts with characters, or unless they may stay tags, that could act on a screen."""
    if text.isascii() and not (
        "\\" in text or "<" in text or "\x7f" in text or _TAG_START.search(text)
    ):
        return
    for path, value in _strings((), tree):
        may_break = bool(path) and path[-1] in PARAGRAPH_FIELDS
        fault = hidden_in(value, line_breaks=may_break) or ("" if with_tags else tag_in(value))
        if fault:
            yield found(
                "V-16",
                path,
                f'"{shortened(value, _LONGEST_NUMBER)}" holds {fault}.',
                "Write plain text only.",
            )


def located(problems: Iterable[Problem], text: str, tree: object) -> list[Problem]:
    """Each problem with its place, line and column; an unknown field is shown at its name."""
    where = positions(text)
    return [_located(problem, where, tree) for problem in problems]


def _located(problem: Problem, where: Positions, tree: object) -> Problem:
    line, column = where.of(problem.path, key=problem.code == "V-03")
    place = problem.place or place_of(tree, problem.path)
    return replace(problem, place=place, line=line, column=column)


def _refuse_endless(text: str, name: str) -> None:
    """Refuse by counting, before anything is parsed."""
    if not text.strip():
        _refuse(name, "The file is empty.", "Choose another file.")
    skeleton = marks_outside_quotes(text.encode())
    if skeleton.count(b",") > MAX_VALUES:
        _refuse(
            name,
            f"The file holds more than {MAX_VALUES} values, far more than a prescription.",
            "Check that this is the right file.",
        )
    steps = map(_DEPTH_STEP.__getitem__, skeleton.translate(None, _NO_BRACKETS))
    if max(accumulate(steps), default=0) > MAX_DEPTH:
        _refuse(
            name,
            f"Brackets are nested more than {MAX_DEPTH} deep.",
            "A prescription is never that deep: check that this is the right file.",
        )


def marks_outside_quotes(text: bytes) -> bytes:
    """Brackets and commas outside of quotes; a quote that is left open runs to the end.

    Everything else goes first, then quotes with nothing between them: that moves nothing in or out
    of quotes, and leaves little to take apart.
    """
    plain = text.replace(rb"\\", b"").replace(rb"\"", b"") if b"\\" in text else text
    marks = plain.translate(None, _NO_MARKS).replace(b'""', b"")
    return b"".join(marks.split(b'"')[::2])


def _refuse(name: str, what: str, how: str) -> NoReturn:
    raise ProgramProblems(name, [Problem("V-24", "the file", what, how, line=1, column=1)])


def _unique(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise _RepeatedKeyError
    return fields


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _syntax_problem(cause: json.JSONDecodeError) -> Problem:
    what, how = _SYNTAX.get(cause.msg, _ESCAPE if "escape" in cause.msg else _SYNTAX_OTHER)
    return Problem("V-24", "the file", what, how, cause.lineno, cause.colno)


_SYNTAX_OTHER: Final = (
    "The file is not valid JSON here.",
    "Check the commas, quotes and brackets just before this.",
)


def _value_problems(where: Positions) -> Iterator[Problem]:
    for path, offset in where.repeats:
        line, column = where.line_and_column(offset)
        yield Problem(
            "V-24",
            place_of(None, path),
            f'"{path[-1]}" is given twice.',
            "Keep one of them.",
            line,
            column,
            path,
        )
    for path, offset, written in where.scalars:
        if fault := _number_fault(written):
            line, column = where.line_and_column(offset)
            yield Problem(
                "V-24",
                place_of(None, path),
                f"{shortened(written, _LONGEST_NUMBER)} {fault}.",
                "Write a plain number.",
                line,
                column,
                path,
            )


def _number_fault(written: str) -> str | None:
    if len(written) > _LONGEST_NUMBER:
        return "is too long for a number"
    if written in {"true", "false", "null"} or math.isfinite(float(written)):
        return None
    return "is not a number that can be used"


def _strings(path: JsonPath, tree: JsonValue) -> Iterator[tuple[JsonPath, str]]:
    """Every text of a tree, names of fields among them."""
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield (*path, key), key
            yield from _strings((*path, key), value)
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from _strings((*path, number), value)
