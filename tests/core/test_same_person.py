"""A next version is for the same patient: one slip may be corrected, somebody else is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.same_person import differences, is_somebody_else

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject

ANA: JsonObject = {"patient_id": "p-7", "display_name": "Ana Novak", "birth_date": "1957-03-04"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"display_name": "Ana Nowak"}, ["Patient, name: Ana Novak becomes Ana Nowak."]),
        ({"birth_date": "1957-03-05"}, ["Patient, birth date: 1957-03-04 becomes 1957-03-05."]),
        ({"sex": "f"}, []),
    ],
)
def test_one_correction_is_the_same_patient(change: JsonObject, said: list[str]) -> None:
    assert [*differences(ANA, ANA | change).values()] == said
    assert not is_somebody_else(ANA, ANA | change)


@pytest.mark.parametrize(
    "change",
    [
        {"patient_id": "p-8"},
        {"display_name": "Bob Ray", "birth_date": "1960-01-02"},
        {"display_name": None},
        {"birth_date": None},
    ],
)
def test_another_id_and_more_than_one_correction_are_somebody_else(change: JsonObject) -> None:
    assert differences(ANA, ANA | change).keys() == change.keys()
    assert is_somebody_else(ANA, ANA | change)


@pytest.mark.parametrize("nobody", [None, {}, "Ana", {"display_name": None}])
def test_what_was_missing_may_come(nobody: JsonObject) -> None:
    assert differences(nobody, ANA) == {}
    assert not is_somebody_else(nobody, ANA)
    assert is_somebody_else(ANA, nobody)
