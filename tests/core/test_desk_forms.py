from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from builders import make_program

from exercise_companion.core.draft import Draft, value_at, with_value
from exercise_companion.core.draft_history import DraftHistory
from exercise_companion.core.form_dates import dates_fields, with_validity
from exercise_companion.core.form_dose import with_dose_type
from exercise_companion.core.form_edit import tidied, with_field
from exercise_companion.core.form_field import Field, FieldKind
from exercise_companion.core.form_limits import parameter_names
from exercise_companion.core.program import SafetyParameters

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

TODAY = date(2026, 11, 29)
NUMBER: Final[JsonPath] = ("contacts", "emergency_number")
REASON: Final[JsonPath] = ("contacts", "emergency_override_reason")


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("amount", "8", 8),
        ("amount", "8-12", [8, 12]),
        ("time", "5-10 min", [300, 600]),
        ("seconds", "20 s", 20),
        ("date", "14.3.1958", "1958-03-14"),
        ("date", "6w", "2027-01-10"),
        ("pair", "3 of 5", [3, 5]),
        *(("effort", typed, [3, 3]) for typed in ("3", "3 of 10", "3/10", "3 out of 10", "3-3")),
        *(("effort", typed, [3, 4]) for typed in ("3-4", "3 to 4", "3 – 4 of 10", "3-4/10")),
        ("effort", "Effort 3 to 4 out of 10", [3, 4]),
        ("effort", "4/10", [4, 4]),
        ("time", "1,5 min", 90),
        ("time", "1.5 min", 90),
        ("time", "1,5-2 min", [90, 120]),
        ("time", "2,0 min", 120),
        ("seconds", "2,5 min", 150),
        ("decimal", "2,5", 2.5),
        ("whole", "many", "many"),
        ("whole", "", None),
    ],
)
def test_what_is_typed_becomes_the_value_of_the_file(
    kind: FieldKind, typed: str, value: object
) -> None:
    field = Field(("x",), "X", kind)
    assert field.typed(typed, TODAY) == value
    assert field.typed(field.shown(value), TODAY) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("effort", "3,4", "such as 3 or 3-4 of 10"),
        ("effort", "3 of 5", "such as 3 or 3-4 of 10"),
        ("effort", "12", "from 0 to 10"),
        ("effort", "4-3", "from 0 to 10"),
        ("effort", "3, left", "from 0 to 10"),
        ("effort", "3 mon", "from 0 to 10"),
        ("effort", "hard", "from 0 to 10"),
        ("amount", "2,5", "Is it 2 to 5? Type 2-5."),
        ("amount", "8 of 12", "such as 8-12"),
        ("amount", "8.5", "a whole number"),
        ("whole", "2,5", "is not a whole number."),
        ("time", "30,60 s", "Is it 30 to 60? Type 30-60 s."),
        ("time", "5,10 min", "Is it 5 to 10? Type 5-10 min."),
        ("time", "1 of 2 min", "such as 20 s or 5-10 min"),
        ("time", "2,5", "Is it 2 to 5? Type 2-5."),
        ("seconds", "20-30 s", "such as 20 s or 5 min"),
        ("pair", "3", "two numbers, such as 3 of 5"),
        ("pair", "3,5", "Is it 3 of 5? Type 3 of 5."),
    ],
)
def test_what_cannot_be_read_is_kept_and_said(kind: FieldKind, typed: str, says: str) -> None:
    """No comma is taken for a span, and no number for a part of another one."""
    field = Field(("x",), "X", kind)
    assert field.typed(typed, TODAY) == typed
    assert says in field.misread(typed)


@pytest.mark.parametrize(("phone", "kept"), [("020 7946 0123", True), ("020 7946 012", False)])
def test_h09_another_number_was_not_rung_yet(phone: str, *, kept: bool) -> None:
    path: JsonPath = ("contacts", "therapist", "phone")
    edited = with_field(Draft(make_program()), Field(path, "Phone", "text"), phone)
    tried = value_at(edited, (*path[:-1], "tested_on"))
    assert tried == ("2026-11-19" if kept else None)


def test_the_day_a_number_was_rung_is_a_field_beside_it() -> None:
    fields = {field.path: field for field in dates_fields(Draft(make_program()), {})}
    rung = fields["contacts", "therapist", "tested_on"]
    assert (rung.label, rung.kind) == ("Therapist, rung", "date")
    assert ("contacts", "clinic", "tested_on") not in fields


def test_letters_in_one_field_are_undone_together_and_done_again() -> None:
    first, second, third = (Draft({"title": word}) for word in ("", "a", "ab"))
    history = DraftHistory(first).edited(second, ("title",)).edited(third, ("title",))
    assert history.back().now == first
    assert history.back().forward().now == third


def test_another_type_of_dose_keeps_what_both_know() -> None:
    dose = {"type": "hold", "side": "left", "sets": 2, "reps": 8, "hold_seconds": 5}
    changed = with_dose_type(Draft({"dose": dose}), ("dose",), "reps")
    assert changed.tree["dose"] == {"type": "reps", "side": "left", "sets": 2, "reps": 8}


def test_an_entry_with_nothing_in_it_is_not_left_behind() -> None:
    goals = [{"id": "goal-1", "activity": "Walk"}, {"id": "goal-2"}]
    assert tidied(Draft({"goals": goals})).tree["goals"] == goals[:1]


def test_a_single_phase_goes_along_with_the_days_of_the_program() -> None:
    draft = Draft({"phases": [{"id": "one"}]})
    changed = with_validity(draft, "valid_until", "2027-01-10")
    assert changed.tree["phases"] == [{"id": "one", "ends_on": "2027-01-10"}]


def test_the_form_of_limits_shows_every_parameter() -> None:
    assert parameter_names() | {"comment"} == set(SafetyParameters.model_fields)


@pytest.mark.parametrize(
    ("region", "number", "asked"),
    [
        ("GB", "999", False),
        ("GB", "1 1 2", False),
        ("GB", "911", True),
        ("ZZ", "911", True),
        ("GB", None, False),
        ("GB", "", False),
        ("GB", [], False),
        ([], "999", False),
        ("", "999", False),
    ],
)
def test_another_emergency_number_is_asked_for_its_reason(
    region: JsonValue, number: JsonValue, *, asked: bool
) -> None:
    """V-09 is lifted by a reason, which has its line below the number (clinical-spec 7.7)."""
    tree = make_program(region=region)
    draft = with_value(Draft(tree), NUMBER, number)
    assert (REASON in _asked(draft)) is asked
    if asked:
        order = _asked(draft)
        assert order.index(REASON) == order.index(NUMBER) + 1


def test_a_reason_for_another_number_stays_in_sight_until_it_is_taken_out() -> None:
    draft = with_value(Draft(make_program()), REASON, "The campus has its own.")
    assert REASON in _asked(draft)
    assert REASON not in _asked(with_value(draft, REASON, None))


def _asked(draft: Draft) -> list[JsonPath]:
    return [field.path for field in dates_fields(draft, {"GB": frozenset({"999", "112"})})]


def test_of_what_cannot_be_read_only_the_beginning_is_repeated() -> None:
    born = Field(("born",), "Born", "date")
    assert born.typed("12/03/1957", TODAY) == "12/03/1957"
    assert "12 March 1957 or 3 December 1957" in born.misread("12/03/1957")
    assert born.misread("9" * 2000) == f'"{"9" * 39}\u2026" is not a date, such as 14.3.1958.'


@pytest.mark.parametrize(
    ("path", "day"),
    [
        (("valid_until",), "2027-01-09"),
        (("phases", 0, "ends_on"), "2027-01-09"),
        (("phases", 0, "starts_on"), "2027-01-10"),
        (("reviews", 0, "date"), "2027-01-10"),
    ],
)
def test_six_weeks_end_on_the_day_before_the_weekday_on_which_they_began(
    path: JsonPath, day: str
) -> None:
    draft = Draft(make_program(valid_from="2026-11-29"))
    field = next(one for one in dates_fields(draft, {}) if one.path == path)
    assert field.typed("6w", date(2026, 11, 1)) == day
