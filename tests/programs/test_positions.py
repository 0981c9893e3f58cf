"""Where each value of a JSON text stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes, make_program
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.programs.positions import positions

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

TEXT = """{
  "a": 1,
  "list": [
    "é", {"b": true}
  ],
  "es\\u0063": {}
}"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("a",), (2, 8)),
        (("list",), (3, 11)),
        (("list", 0), (4, 5)),
        (("list", 1), (4, 10)),
        (("list", 1, "b"), (4, 16)),
        (("esc",), (6, 15)),
    ],
)
def test_line_and_column_of_a_value(path: JsonPath, place: tuple[int, int]) -> None:
    assert positions(TEXT).of(path) == place


def test_line_and_column_of_a_key() -> None:
    assert positions(TEXT).of(("list", 1, "b"), key=True) == (4, 11)
    assert positions(TEXT).of(("a",), key=True) == (2, 3)


def test_what_is_absent_is_shown_at_what_would_hold_it() -> None:
    assert positions(TEXT).of(("list", 1, "c")) == (4, 10)
    assert positions(TEXT).of(("x", "y", 3)) == (1, 1)


def test_repeated_keys_are_found() -> None:
    found = positions('{"a": {"b": 1, "b": 2}, "a": 3}')
    assert [path for path, _ in found.repeats] == [("a", "b"), ("a",)]


def _values(path: JsonPath, tree: JsonValue) -> list[JsonPath]:
    inner: list[tuple[str | int, JsonValue]] = []
    if isinstance(tree, dict):
        inner = list(tree.items())
    if isinstance(tree, list):
        inner = list(enumerate(tree))
    return [path, *(found for key, value in inner for found in _values((*path, key), value))]


def test_every_value_of_a_program_is_found_where_it_stands() -> None:
    tree = make_program()
    text = as_bytes(tree).decode()
    found = positions(text)
    for path in _values((), tree):
        value: JsonValue = tree
        for part in path:
            value = value[part]
        written, _ = json.JSONDecoder().raw_decode(text, found.values[path])
        assert written == value


@given(st.text(alphabet='{}[]:,"\\ab1 \n', max_size=80))
def test_a_text_that_is_no_json_is_walked_all_the_same(text: str) -> None:
    line, column = positions(text).of(("a", 0, "b"))
    assert line >= 1
    assert column >= 1
