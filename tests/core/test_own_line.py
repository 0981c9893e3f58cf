"""Whom to call: the prescriber's own line is filled in, and nobody else's is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.draft import Draft, value_at
from exercise_companion.core.draft_gaps import with_gaps, with_therapist_of
from exercise_companion.core.own_line import with_own_line, with_prescriber

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject, JsonValue

TODAY = "2026-11-29"
EMPTY = with_gaps(Draft({}), TODAY)
RUTH: JsonObject = {"name": "Ruth Hall", "phone": "020 7946 0123"}


def line_of(draft: Draft) -> JsonValue:
    return value_at(draft, ("contacts", "therapist"))


def typed(draft: Draft, name: str, text: str) -> Draft:
    """A field of the prescriber filled in letter by letter."""
    for end in range(1, len(text) + 1):
        draft = with_prescriber(draft, name, text[:end])
    return draft


def test_what_is_typed_of_the_prescriber_is_the_line_to_call_as_well() -> None:
    draft = typed(typed(EMPTY, "name", "Ruth Hall"), "phone", "020 7946 0123")
    assert line_of(draft) == RUTH
    assert value_at(draft, ("prescriber", "signed_on")) == TODAY


def test_it_follows_a_correction_and_goes_when_all_is_taken_out() -> None:
    draft = typed(EMPTY, "name", "Ruth Hall")
    corrected = with_prescriber(draft, "name", "Ruth Hill")
    assert line_of(corrected) == {"name": "Ruth Hill"}
    assert line_of(with_prescriber(corrected, "name", None)) is None


@pytest.mark.parametrize(
    "contacts",
    [
        {"therapist": {"name": "Amir Rahman"}},
        {"therapist": {"name": "Amir Rahman", "phone": "020 7946 0999"}},
        {"clinic": {"name": "Hill Road Clinic", "phone": "020 7946 0100"}},
    ],
)
def test_somebody_elses_line_stays_and_none_is_added_beside_a_clinic(contacts: JsonObject) -> None:
    draft = Draft(EMPTY.tree | {"contacts": contacts})
    draft = typed(typed(draft, "name", "Ruth Hall"), "phone", "020 7946 0123")
    assert value_at(draft, ("contacts", "therapist")) == contacts.get("therapist")
    assert with_own_line(draft) == draft


def test_other_fields_of_the_prescriber_bring_nothing() -> None:
    assert line_of(typed(EMPTY, "clinic", "Hill Road Clinic")) is None


def test_hours_that_were_added_stay_with_the_line() -> None:
    hours: list[JsonValue] = [{"days": ["mon"], "opens": "09:00", "closes": "17:00"}]
    own = RUTH | {"hours": hours}
    draft = Draft(EMPTY.tree | {"prescriber": RUTH, "contacts": {"therapist": own}})
    assert line_of(with_prescriber(draft, "phone", "020 7946 0124")) == own | {
        "phone": "020 7946 0124"
    }


def test_a_new_program_has_the_line_of_a_therapist_whose_details_are_known() -> None:
    known = Draft({"prescriber": RUTH, "region": "GB"})
    assert line_of(with_therapist_of(EMPTY, known, TODAY)) == RUTH
    with_clinic = Draft({"prescriber": RUTH, "contacts": {"clinic": RUTH}})
    assert line_of(with_therapist_of(EMPTY, with_clinic, TODAY)) is None
