"""Whose prescription it is: names and birth dates as people type them (H-01, decisions D4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_companion.core.identity import (
    birth_fault,
    date_doubt,
    dates_meant,
    is_same_person,
    name_key,
    read_birth_date,
)
from exercise_companion.core.program import Patient

BORN = date(1958, 3, 14)


def patient(name: str = "Zoë Müller") -> Patient:
    return Patient(patient_id="p-1", display_name=name, birth_date=BORN)


@pytest.mark.parametrize(
    "typed",
    ["Zoë Müller", "zoe muller", "  ZOE   MULLER ", "Zoe\u0308 Mu\u0308ller", "zoë\u00a0müller"],
)
def test_accents_case_and_spaces_do_not_matter(typed: str) -> None:
    assert is_same_person(patient(), typed, BORN)


@pytest.mark.parametrize("typed", ["Zoe", "Zoe Miller", "Muller Zoe", "", "Zoe Muller Senior"])
def test_another_name_is_another_person(typed: str) -> None:
    assert not is_same_person(patient(), typed, BORN)


def test_the_name_alone_is_not_enough() -> None:
    assert not is_same_person(patient(), "Zoë Müller", date(1958, 4, 14))


def test_letters_that_differ_stay_different() -> None:
    assert name_key("Straße") == name_key("STRASSE")
    assert name_key("O'Neil") != name_key("ONeil")
    assert name_key("김민준") != name_key("김민지")


@settings(deadline=None)
@given(st.text())
def test_a_name_is_always_the_same_as_itself(name: str) -> None:
    key = name_key(name)
    assert key == name_key(f"  {name} ")
    assert not key.startswith(" ")


@pytest.mark.parametrize(
    "typed",
    [
        "1958-03-14", "1958-3-14", "14/3/1958", "14/03/1958", "14.3.1958", "14-3-1958",
        "14 3 1958", "14 March 1958", "14 mar 1958", "14. march 1958",
        " 14  MARCH 1958 ", "14 Mar. 1958",
    ],
)  # fmt: skip
def test_a_birth_date_as_people_type_it(typed: str) -> None:
    assert read_birth_date(typed) == BORN


@pytest.mark.parametrize(
    "typed",
    [
        "", "1958", "14/3/58", "31/2/1958", "1958-13-01", "14 Ma 1958", "14 Foo 1958", "March 1958",
        "14/3/1958 or so", "0/3/1958", "१४/३/१९५८", "3/14/1958", "14 marching 1958", "0000-01-01",
        "12/03.1957", "12.03/1957", "12-03.1957", "12 03.1957", "14/3 1958", "14.3-1958",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed_at(typed: str) -> None:
    assert read_birth_date(typed) is None


@pytest.mark.parametrize("typed", ["14/3/1958", "3/14/1958", "3-14-1958", "14 March 1958"])
def test_a_date_that_is_one_in_either_order_is_that_one(typed: str) -> None:
    assert dates_meant(typed) == (BORN,)
    assert date_doubt(typed) == ""


@pytest.mark.parametrize("typed", ["12/03/1957", "12-3-1957", "12 03 1957"])
def test_a_date_that_may_be_two_names_both(typed: str) -> None:
    assert dates_meant(typed) == (date(1957, 3, 12), date(1957, 12, 3))
    assert date_doubt(typed) == (
        f'"{typed}" may be 12 March 1957 or 3 December 1957. Type the month in letters.'
    )


@pytest.mark.parametrize("typed", ["12.3.1957", "1957-12-03", "5/5/1957", "31/2/1957", "soon"])
def test_points_have_the_day_first_and_what_is_the_same_in_both_orders_is_one(typed: str) -> None:
    assert len(dates_meant(typed)) == (typed not in {"31/2/1957", "soon"})
    assert date_doubt(typed) == ""


def test_the_order_of_the_united_states() -> None:
    assert read_birth_date("3/14/1958", month_first=True) == BORN
    assert read_birth_date("14/3/1958", month_first=True) is None
    assert read_birth_date("1958-03-14", month_first=True) == BORN


@pytest.mark.parametrize(
    ("month", "typed"), [(1, "jan"), (6, "june"), (7, "jul"), (9, "sept"), (12, "december")]
)
def test_months_by_their_first_letters(month: int, typed: str) -> None:
    assert read_birth_date(f"2 {typed} 1960") == date(1960, month, 2)


@settings(deadline=None)
@given(st.text())
def test_nothing_typed_is_a_fault(typed: str) -> None:
    read = read_birth_date(typed)
    assert read is None or isinstance(read, date)


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2030, 1, 1)))
def test_every_date_is_read_back(day: date) -> None:
    for typed in (day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day:%d %B %Y}"):
        assert read_birth_date(typed) == day
    assert read_birth_date(f"{day.month}/{day.day}/{day.year}", month_first=True) == day


@pytest.mark.parametrize(
    ("born", "says"),
    [
        (date(1906, 1, 1), ""),
        (date(1905, 12, 31), "The birth date 1905-12-31 cannot be right."),
        (date(2026, 11, 21), ""),
        (date(2026, 11, 22), "The birth date 2026-11-22 cannot be right."),
        (date(2027, 1, 1), "The birth date 2027-01-01 cannot be right."),
    ],
)
def test_v04_a_birth_date_is_before_the_plan_and_within_a_life(born: date, says: str) -> None:
    assert birth_fault(born, date(2026, 11, 22)) == says
