"""What the check has against what a draft holds, while the rest of it is missing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import make_program
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.clinic.judging import faults_in, refused_places
from exercise_companion.core.draft import Draft, with_value

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

TODAY = date(2026, 11, 22)
WHOLE = make_program()
ODD = st.one_of(
    st.none(), st.text(max_size=3), st.integers(), st.just([]), st.just({}), st.just([3]),
    st.just([{}]), st.just({"a": 1}),
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(WHOLE.keys() - {"phases"}))  # they use the exercises
def test_nothing_is_held_against_a_right_draft_for_what_is_missing(name: str) -> None:
    begun = Draft({key: value for key, value in WHOLE.items() if key != name})
    assert refused_places(begun, TODAY) == frozenset()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("prescriber", "licence_no"), "none"),
        (("goals", 0, "target_score"), 0),
        (("contacts", "therapist", "phone"), "9-17"),
        (("patient", "birth_date"), "1857-01-01"),
        (("phases", 0, "items", 0, "dose", "reps"), [12, 8]),
    ],
)
def test_what_is_wrong_is_found_though_the_rest_is_missing(
    path: JsonPath, value: JsonValue
) -> None:
    whole = with_value(Draft(WHOLE), path, value)
    only = {path[0], "phases", "exercises", "valid_from", "valid_until"}
    begun = Draft({key: each for key, each in whole.tree.items() if key in only})
    assert path in refused_places(begun, TODAY)


def test_a_country_that_is_not_on_file_is_not_wrong_but_its_number_is_asked_about() -> None:
    contacts = {"emergency_number": "112"}
    assert not refused_places(Draft({"region": "ZZ", "contacts": contacts}), TODAY)
    assert refused_places(
        Draft(WHOLE | {"region": "GB", "contacts": contacts | {"emergency_number": "555"}}), TODAY
    ) == {("contacts", "emergency_number")}


@given(st.dictionaries(st.sampled_from(sorted(WHOLE)), ODD, max_size=6))
def test_a_draft_of_any_shape_is_looked_at(tree: dict[str, JsonValue]) -> None:
    assert isinstance(faults_in(Draft(tree), TODAY), tuple)
    assert isinstance(faults_in(Draft(WHOLE | tree), TODAY), tuple)
