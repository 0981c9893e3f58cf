"""What was understood of an answer is said back in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import make_program

from exercise_companion.core.dose_typed import read_dose, with_typed_dose
from exercise_companion.core.draft import Draft, with_value
from exercise_companion.core.own_line import HOURS, with_prescriber
from exercise_companion.core.typed import goals, hours
from exercise_companion.core.understood import understood

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

WHOLE = Draft(make_program())
DOSE: JsonPath = ("phases", 0, "items", 0, "dose")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("patient", "birth_date"), "1957-03-12", "12 March 1957"),
        (("risk", "spinal_surgery_date"), "2020-05-02", "2 May 2020"),
        (("risk", "spinal_surgery_date"), "no", ""),
        (("phases", 0, "ends_on"), "2027-01-02", "2 January 2027"),
        (("reviews",), [{"date": "2026-12-20"}], "20 December 2026"),
        (("post_op",), {"date": "2026-11-01"}, "1 November 2026"),
        (("patient", "birth_date"), "1957-02-30", ""),
        (("patient", "birth_date"), "+5d", ""),
        (("title",), "2026-12-20", ""),
        (
            ("contacts", "surgical_team"),
            {"name": "Ward 4", "phone": "020 7946 0100"},
            "Ward 4, phone 020 7946 0100",
        ),
        (("contacts", "surgical_team"), {"name": "Ward 4", "phone": "9-17"}, ""),
        (
            ("goals",),
            goals("Walk to the shop, and back, 3, 7; Cook, 4, 8", "2027-01-02"),
            "Walk to the shop, and back, from 3 to 7; Cook, from 4 to 8",
        ),
        (("contacts", "therapist"), {"name": 3}, ""),
    ],
)
def test_a_date_is_said_in_words_and_other_answers_are_not(
    path: JsonPath, value: JsonValue, words: str
) -> None:
    assert understood(with_value(WHOLE, path, value), path) == words


def test_hours_are_said_as_the_patient_reads_them() -> None:
    draft = with_prescriber(
        with_value(WHOLE, ("contacts", "therapist"), None), HOURS, hours("mon-wed, sat 9-17")
    )
    words = "Mon, Tue, Wed, Sat 09:00 to 17:00"
    assert understood(draft, ("contacts", "therapist")) == words


def test_a_dose_is_said_with_its_days() -> None:
    begun = with_value(WHOLE, DOSE, {"type": "reps", "side": "none"})
    line = "3 sets of 10 each leg, 30 s rest, mon/wed, evening"
    draft = with_typed_dose(begun, 0, 0, read_dose(line))
    assert understood(draft, DOSE) == "3 × 10 each side, rest 30 s, Mon, Wed, evening"
    assert understood(with_value(draft, (*DOSE, "sets"), 99), DOSE) == ""
