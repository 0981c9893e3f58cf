"""The canonical form: one byte form and one hash per content (RFC 8785, decisions D3)."""

from __future__ import annotations

import json

import pytest
from builders import make_program
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.canonical import canonical_bytes, content_hash


def test_keys_are_sorted_and_numbers_have_one_spelling() -> None:
    assert canonical_bytes({"b": 1.0, "a": [1e21, 0.5, "é", None, True]}) == (
        '{"a":[1e+21,0.5,"é",null,true],"b":1}'.encode()
    )


def test_the_hash_leaves_out_integrity() -> None:
    program = make_program()
    assert content_hash(program) == content_hash(program | {"integrity": {"sha256": "0" * 64}})


def test_the_hash_of_a_known_content() -> None:
    assert content_hash({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_the_hash_sees_every_change() -> None:
    assert content_hash(make_program()) != content_hash(make_program(title="Back programs"))
    assert content_hash(make_program(comment="")) != content_hash(make_program())


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers(-(2**53) + 1, 2**53 - 1)))
def test_layout_and_order_do_not_matter(content: dict[str, int]) -> None:
    rearranged = dict(reversed(content.items()))
    assert content_hash(json.loads(json.dumps(rearranged, indent=3))) == content_hash(content)


@pytest.mark.parametrize("value", [2**60, float("inf"), float("nan"), "\ud800"])
def test_what_cannot_travel_is_refused(value: float | str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        canonical_bytes({"a": value})
