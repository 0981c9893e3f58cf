"""Where two drafts begin to differ: what an undone step was about."""

from __future__ import annotations

import pytest

from exercise_companion.core.draft import Draft
from exercise_companion.core.draft_history import first_difference


@pytest.mark.parametrize(
    ("one", "other", "path"),
    [
        ({}, {}, ()),
        ({"a": 1}, {"a": 1}, ()),
        ({"a": 1}, {"a": 2}, ("a",)),
        ({"a": 1}, {}, ("a",)),
        ({}, {"a": {"b": 1}}, ("a",)),
        ({"a": 1, "b": {"c": [1, 2]}}, {"a": 1, "b": {"c": [1, 3]}}, ("b", "c", 1)),
        ({"b": [1]}, {"b": [1, 2]}, ("b", 1)),
        ({"b": [1, 2]}, {"b": []}, ("b", 0)),
        ({"b": [{"x": 1}]}, {"b": [{"x": 2}]}, ("b", 0, "x")),
        ({"b": [1]}, {"b": {"x": 1}}, ("b",)),
    ],
)
def test_the_first_place_that_differs_is_found_from_both_sides(
    one: dict[str, object], other: dict[str, object], path: tuple[str | int, ...]
) -> None:
    assert first_difference(Draft(one), Draft(other)) == path  # type: ignore[arg-type]
    assert first_difference(Draft(other), Draft(one)) == path  # type: ignore[arg-type]
