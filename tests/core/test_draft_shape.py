"""Lists of a draft that hold something else are found before a row is edited for another."""

from __future__ import annotations

import pytest

from exercise_companion.core.draft import Draft
from exercise_companion.core.draft_shape import misshapen


@pytest.mark.parametrize(
    ("tree", "place"),
    [
        ({}, None),
        ({"phases": [{"items": [{}]}, {}], "goals": []}, None),
        ({"phases": {}}, ("phases",)),
        ({"phases": [1]}, ("phases",)),
        ({"phases": [{}, {"items": "x"}]}, ("phases", 1, "items")),
        ({"phases": [{"items": [None, {}]}]}, ("phases", 0, "items")),
        ({"goals": ["walk"]}, ("goals",)),
        ({"outcomes": ["mood"]}, ("outcomes",)),
        ({"check_ins": "x"}, ("check_ins",)),
        ({"patient": {}, "risk": None}, None),
        ({"patient": 3}, ("patient",)),
        ({"contacts": []}, ("contacts",)),
    ],
)
def test_the_first_list_or_part_that_is_none_is_named(
    tree: dict[str, object], place: tuple[str | int, ...] | None
) -> None:
    assert misshapen(Draft(tree)) == place  # type: ignore[arg-type]
