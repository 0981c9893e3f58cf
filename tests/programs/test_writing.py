"""A prescription is written as people read it, and reading it gives the same tree."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from builders import make_program, make_template
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.programs.writing import compact, formatted

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue

FOLDER = Path(__file__).parents[2] / "programs"
SHIPPED = sorted(set(FOLDER.rglob("*.json")) - {FOLDER / "program.schema.json"})

any_text = st.text(st.characters(exclude_categories=()), max_size=20)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=20,
)


def shuffled(node: JsonValue, chance: Random) -> JsonValue:
    """The same tree with the fields of every object in another order.

    The keys of the usual pain are no fields but places, in the order the therapist chose.
    """
    if isinstance(node, list):
        return [shuffled(entry, chance) for entry in node]
    if not isinstance(node, dict):
        return node
    keys = list(node)
    chance.shuffle(keys)
    return {
        key: node[key] if key == "baseline_pain" else shuffled(node[key], chance) for key in keys
    }


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_plan_is_written_as_it_stands_however_its_fields_came(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    mixed = shuffled(json.loads(text), Random(path.stem))  # noqa: S311 - only an order
    written = formatted(mixed)
    assert json.loads(written) == json.loads(text)
    assert [line.strip() for line in written.splitlines() if line.startswith('  "')] == [
        line.strip() for line in text.splitlines() if line.startswith('  "')
    ]
    assert formatted(json.loads(text)) == text


@given(st.dictionaries(any_text, json_values, max_size=5))
def test_reading_what_was_written_gives_the_same(tree: dict[str, Any]) -> None:
    for text in (formatted(tree), compact(tree)):
        assert json.loads(text.encode("utf-8")) == tree


@given(
    st.sampled_from([make_program(), make_template()]),
    st.sampled_from(["phases", "patient", "exercises", "contacts", "risk", "goals", "title"]),
    json_values,
)
def test_a_plan_with_anything_in_a_field_is_written(
    tree: dict[str, Any], name: str, value: JsonValue
) -> None:
    broken = tree | {name: value}
    assert json.loads(formatted(broken).encode("utf-8")) == broken


def test_a_field_the_format_does_not_have_is_kept_after_the_others() -> None:
    text = formatted({"colour": "red", "title": "Back", "$schema": "x", "kind": "prescription"})
    assert list(json.loads(text)) == ["$schema", "title", "kind", "colour"]


def test_short_parts_stand_on_one_line_and_long_ones_do_not() -> None:
    text = formatted({"title": "Back", "precautions": [{"text": "Sit."}], "goals": []})
    assert text == (
        '{\n  "title": "Back",\n  "precautions": [\n    {"text": "Sit."}\n  ],\n  "goals": []\n}\n'
    )
