"""Brackets and commas are counted outside of quotes only, however the quotes stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.programs.json_text import marks_outside_quotes


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (b"", b""),
        (b'{"a": [1, 2], "b": {}}', b"{[,],{}}"),
        (b'["a, b", "]", "", "\\"],", "\\\\", 1]', b"[,,,,,]"),
        (b'["a""b,""c"]', b"[]"),
        (b'[1, "open, ]', b"[,"),
    ],
)
def test_what_is_left(text: bytes, marks: bytes) -> None:
    assert marks_outside_quotes(text) == marks


@given(st.text(alphabet='[]{},"\\a ', max_size=60))
def test_it_is_what_reading_letter_by_letter_leaves(text: str) -> None:
    left, quoted = "", False
    for letter in re.sub(r'\\\\|\\"', "", text):
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in "[]{},":
            left += letter
    assert marks_outside_quotes(text.encode()) == left.encode()
