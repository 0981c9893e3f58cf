"""Whom to call: the prescriber's own line is filled in, and nobody else's is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exercise_companion.clinic.finishing import profile_of
from exercise_companion.core.draft import Draft, value_at
from exercise_companion.core.draft_gaps import with_gaps, with_therapist_of
from exercise_companion.core.form_dates import dates_fields
from exercise_companion.core.own_line import (
    own_hours,
    with_number,
    with_own_line,
    with_prescriber,
    with_prescriber_corrected,
)

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.problem import JsonPath

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


def test_h09_another_number_of_the_prescriber_was_not_rung_yet() -> None:
    own = RUTH | {"tested_on": "2026-11-20"}
    draft = Draft(EMPTY.tree | {"prescriber": RUTH, "contacts": {"therapist": own}})
    assert line_of(with_prescriber(draft, "phone", RUTH["phone"])) == own
    assert line_of(with_prescriber(draft, "phone", "020 7946 0124")) == RUTH | {
        "phone": "020 7946 0124"
    }


def test_h09_the_same_number_with_other_blanks_was_rung() -> None:
    own = RUTH | {"tested_on": "2026-11-20"}
    draft = Draft(EMPTY.tree | {"prescriber": RUTH, "contacts": {"therapist": own}})
    spaced = with_prescriber(draft, "phone", "(020) 7946-0123")
    assert line_of(spaced) == own | {"phone": "(020) 7946-0123"}
    path: JsonPath = ("contacts", "therapist", "phone")
    assert line_of(with_number(draft, path, "02079460123")) == own | {"phone": "02079460123"}
    assert line_of(with_number(draft, path, "02079460124")) == RUTH | {"phone": "02079460124"}


def test_a_line_whose_number_is_written_otherwise_is_still_their_own() -> None:
    line = RUTH | {"phone": "02079460123"}
    draft = Draft(EMPTY.tree | {"prescriber": RUTH, "contacts": {"therapist": line}})
    assert line_of(with_prescriber(draft, "phone", "020 1")) == RUTH | {"phone": "020 1"}


def test_a_correction_is_followed_and_begins_no_line() -> None:
    draft = with_prescriber_corrected(Draft(EMPTY.tree | {"prescriber": RUTH}), "phone", "020 1")
    assert value_at(draft, ("prescriber", "phone")) == "020 1"
    assert line_of(draft) is None
    draft = with_prescriber_corrected(with_own_line(draft), "phone", "020 2")
    assert line_of(draft) == value_at(draft, ("prescriber",)) == RUTH | {"phone": "020 2"}
    odd = with_prescriber_corrected(draft, "hours", "mon")
    assert value_at(odd, ("prescriber", "hours")) == "mon"  # for the check to name


def test_a_new_program_has_the_line_of_a_therapist_whose_details_are_known() -> None:
    known = Draft({"prescriber": RUTH, "region": "GB"})
    assert line_of(with_therapist_of(EMPTY, known, TODAY)) == RUTH
    with_clinic = Draft({"prescriber": RUTH, "contacts": {"clinic": RUTH}})
    assert line_of(with_therapist_of(EMPTY, with_clinic, TODAY)) is None


# --- when it is answered --------------------------------------------------------------------------

HOURS: JsonValue = [{"days": ["mon"], "opens": "09:00", "closes": "17:00"}]


def asked(draft: Draft) -> list[str]:
    """The labels of the part about who wrote it, and of the parts behind it."""
    return [field.label for field in dates_fields(draft, {})]


def test_the_hours_are_asked_behind_the_phone_and_are_those_of_the_line() -> None:
    draft = typed(typed(EMPTY, "name", "Ruth Hall"), "phone", "020 7946 0123")
    labels = asked(draft)
    assert labels[labels.index("Phone") + 1] == "Phone hours"
    said = with_prescriber(draft, "hours", HOURS)
    assert line_of(said) == RUTH | {"hours": HOURS}
    assert own_hours(said) == HOURS
    assert "hours" not in said.tree["prescriber"]  # type: ignore[operator]
    assert line_of(with_prescriber(said, "hours", None)) == RUTH


def test_the_hours_may_be_typed_before_name_and_phone() -> None:
    draft = with_prescriber(EMPTY, "hours", HOURS)
    assert line_of(draft) == {"hours": HOURS}
    named = typed(typed(draft, "name", "Ruth Hall"), "phone", "020 7946 0123")
    assert line_of(named) == RUTH | {"hours": HOURS}
    assert line_of(with_prescriber(draft, "hours", None)) is None


@pytest.mark.parametrize(
    "contacts",
    [
        {"therapist": {"name": "Amir Rahman", "phone": "020 7946 0999"}},
        {"clinic": {"name": "Hill Road Clinic", "phone": "020 7946 0100"}},
    ],
)
def test_of_somebody_elses_line_no_hours_are_asked_there(contacts: JsonObject) -> None:
    draft = Draft(EMPTY.tree | {"prescriber": RUTH, "contacts": contacts})
    assert "Phone hours" not in asked(draft)


def test_the_hours_are_typed_once_and_are_in_the_next_program() -> None:
    known = with_prescriber(Draft({"prescriber": RUTH, "region": "GB"}), "hours", HOURS)
    assert line_of(with_therapist_of(EMPTY, known, TODAY)) == RUTH | {"hours": HOURS}
    profile = profile_of(known)
    assert profile["contacts"] == {"therapist": RUTH | {"hours": HOURS}}
