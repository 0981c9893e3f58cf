"""Random and mutated files: reading answers with a program or with problems, never otherwise."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING

from builders import TODAY, as_bytes, make_program, make_template
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_companion.core.safetext import UNSAFE
from exercise_companion.programs import ProgramProblems, default_tables, read_any

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue

GOOD = as_bytes(make_program())
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.sampled_from(["left", "+3d", "2026-11-22", "9999-12-31", "12:00", "weight", "a" * 500])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


def answer(data: bytes) -> None:
    """Read; any exception but `ProgramProblems` fails the test."""
    refusal: ProgramProblems | None = None
    try:
        read_any(data, anchor=TODAY, tables=default_tables())
    except ProgramProblems as raised:
        refusal = raised
    assert refusal is None or refusal.problems
    assert not UNSAFE.search(str(refusal))


def spots(tree: JsonValue) -> list[tuple[dict[str, JsonValue] | list[JsonValue], str | int]]:
    """Every place of a tree, as its holder and key."""
    if not isinstance(tree, dict | list):
        return []
    keys: list[str | int] = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
    return [spot for key in keys for spot in ((tree, key), *spots(tree[key]))]


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
def test_random_bytes(data: bytes) -> None:
    answer(data)


@settings(max_examples=300, deadline=None)
@given(tree=VALUES)
def test_random_json(tree: JsonValue) -> None:
    answer(json.dumps(tree).encode())


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_file_with_some_bytes_changed(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(GOOD)))
    cut = data.draw(st.integers(0, 40))
    answer(GOOD[:place] + data.draw(st.binary(max_size=8)) + GOOD[place + cut :])


@settings(max_examples=500, deadline=None)
@given(data=st.data(), template=st.booleans(), demo=st.booleans())
def test_a_program_with_some_values_changed(
    data: st.DataObject, *, template: bool, demo: bool
) -> None:
    tree = deepcopy(make_template() if template else make_program()) | {"demo": demo}
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(spots(tree)))
        if data.draw(st.booleans()) and isinstance(holder, dict):
            holder[data.draw(st.text(max_size=10))] = data.draw(VALUES)
        else:
            holder[key] = data.draw(VALUES)
    answer(json.dumps(tree).encode())
