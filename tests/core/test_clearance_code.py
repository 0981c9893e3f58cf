"""A clearance code ends the lock it was made for, and no other (clinical-spec 7.5, A15, H-19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_companion.core.clearance_code import (
    ALPHABET,
    Binding,
    LockCode,
    cleaned,
    clearance_code,
    grouped,
    is_too_old,
    lock_code,
    made_on,
    read_lock_code,
    spelled,
)

TODAY = date(2026, 11, 24)
BINDING = Binding("K" * 32, "p-1001", "3f2b8a1c-5d4e-4f6a-8b7c-9d0e1f2a3b4c")
IDS = ("A-20261124-1", "A-20261124-2")
LOCK = lock_code(BINDING, IDS, assessed_first=True)

event_ids = st.builds(
    "A-{:%Y%m%d}-{}".format,
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(1, 40),
)
open_sets = st.sets(event_ids, min_size=1, max_size=20)
words = st.text(min_size=1, max_size=20)
bindings = st.builds(
    Binding, st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=32, max_size=64), words, words
)


def test_nothing_open_has_no_lock_code() -> None:
    with pytest.raises(ValueError, match="no open alert"):
        lock_code(BINDING, (), assessed_first=False)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ABCD",
        "ABCD-EFGH-J",
        "ABCD-EFG0",
        "ABCD-EFGI",
        "ÄBCD-EFGH",
        "ABCD EFG\u0660",
        "ABCDEFG\x00",
    ],
)
def test_what_is_no_whole_code_is_none(typed: str) -> None:
    assert cleaned(typed, 8) is None
    assert read_lock_code(BINDING, typed) is None
    assert made_on(BINDING, LOCK, typed, TODAY) is None
    assert not is_too_old(BINDING, LOCK, typed, TODAY)


@pytest.mark.parametrize(
    "how", [str, str.lower, grouped, lambda code: f"  {code[:3]} - {code[3:]} "]
)
def test_how_it_is_typed_does_not_matter(how: object) -> None:
    assert callable(how)
    assert read_lock_code(BINDING, how(LOCK)) == LockCode(LOCK, 2, assessed_first=True)
    code = clearance_code(BINDING, LOCK, TODAY)
    assert made_on(BINDING, LOCK, how(code), TODAY) == TODAY


def test_letters_that_are_taken_for_others_are_not_used() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("IO01") & set(ALPHABET)


def test_a_code_can_be_spelled_on_the_phone() -> None:
    assert grouped("K7WM22PA") == "K7WM-22PA"
    assert spelled("K7WM22PA") == "Kilo 7 Whisky Mike, 2 2 Papa Alfa"


def test_the_codes_stay_the_same_from_version_to_version() -> None:
    """A therapist's tool of another version has to give the same answer."""
    assert (LOCK, clearance_code(BINDING, LOCK, TODAY)) == ("ULVDXRX6", "WLGSLCDB54")


# --- when -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days_later", "counts"), [(-2, False), (-1, True), (0, True), (7, True), (8, False)]
)
def test_a_code_counts_for_seven_days(days_later: int, *, counts: bool) -> None:
    code = clearance_code(BINDING, LOCK, TODAY)
    later = TODAY + timedelta(days=days_later)
    assert made_on(BINDING, LOCK, code, later) == (TODAY if counts else None)
    assert is_too_old(BINDING, LOCK, code, later) == (days_later > 7)


@pytest.mark.parametrize(("days_later", "known"), [(8, True), (373, True), (374, False)])
def test_an_old_code_is_told_from_a_wrong_one_for_a_year(days_later: int, *, known: bool) -> None:
    code = clearance_code(BINDING, LOCK, TODAY)
    assert is_too_old(BINDING, LOCK, code, TODAY + timedelta(days=days_later)) is known


# --- properties -----------------------------------------------------------------------------------


@settings(deadline=None)
@given(
    binding=bindings,
    ids=open_sets,
    assessed_first=st.booleans(),
    day=st.dates(date(2020, 1, 1), date(2090, 1, 1)),
)
def test_the_right_code_is_always_taken(
    *, binding: Binding, ids: set[str], assessed_first: bool, day: date
) -> None:
    lock = lock_code(binding, ids, assessed_first=assessed_first)
    read = read_lock_code(binding, lock)
    assert read == LockCode(lock, min(len(ids), 15), assessed_first=assessed_first)
    assert made_on(binding, lock, clearance_code(binding, lock, day), day) == day


@settings(deadline=None)
@given(open_sets, open_sets)
def test_a_code_never_ends_what_was_raised_after_it(ids: set[str], later: set[str]) -> None:
    lock = lock_code(BINDING, ids, assessed_first=False)
    now = lock_code(BINDING, ids | later, assessed_first=False)
    code = clearance_code(BINDING, lock, TODAY)
    assert (made_on(BINDING, now, code, TODAY) is not None) == (ids | later == ids)


@settings(deadline=None)
@given(open_sets, open_sets)
def test_no_code_for_other_alerts_is_taken(ids: set[str], others: set[str]) -> None:
    lock = lock_code(BINDING, ids, assessed_first=False)
    code = clearance_code(BINDING, lock_code(BINDING, others, assessed_first=False), TODAY)
    assert (made_on(BINDING, lock, code, TODAY) is not None) == (ids == others)


@settings(deadline=None)
@given(bindings, bindings, open_sets)
def test_no_code_for_another_patient_program_or_key_is_taken(
    mine: Binding, other: Binding, ids: set[str]
) -> None:
    lock = lock_code(mine, ids, assessed_first=False)
    for forged in (
        other,
        replace(mine, patient_id=other.patient_id),
        replace(mine, program_id=other.program_id),
        replace(mine, key=other.key),
    ):
        code = clearance_code(forged, lock, TODAY)
        assert (made_on(mine, lock, code, TODAY) is not None) == (forged == mine)


@settings(deadline=None)
@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_no_code_of_another_time_is_taken(day: date) -> None:
    code = clearance_code(BINDING, LOCK, day)
    taken = made_on(BINDING, LOCK, code, TODAY)
    assert taken == (day if -7 <= (day - TODAY).days <= 1 else None)


@settings(deadline=None)
@given(st.text(ALPHABET, min_size=10, max_size=10))
def test_a_guess_is_not_taken(guess: str) -> None:
    assert made_on(BINDING, LOCK, guess, TODAY) is None


def test_a_slip_of_one_character_in_a_lock_code_is_found() -> None:
    slips = {LOCK[:at] + sign + LOCK[at + 1 :] for at in range(8) for sign in ALPHABET} - {LOCK}
    assert len(slips) == 8 * 31
    assert [slip for slip in slips if read_lock_code(BINDING, slip)] == []


@pytest.mark.parametrize(("alerts", "said"), [(1, 1), (14, 14), (15, 15), (16, 15), (40, 15)])
@pytest.mark.parametrize("assessed_first", [False, True])
def test_the_lock_code_counts_up_to_fifteen(
    alerts: int, said: int, *, assessed_first: bool
) -> None:
    ids = [f"A-20261124-{number}" for number in range(1, alerts + 1)]
    read = read_lock_code(BINDING, lock_code(BINDING, ids, assessed_first=assessed_first))
    assert read is not None
    assert (read.alerts, read.assessed_first) == (said, assessed_first)


def test_every_letter_of_a_code_has_its_word_for_the_phone() -> None:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    assert spelled(letters).replace(",", "").split() == [
        "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "Juliett", "Kilo",
        "Lima", "Mike", "November", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform",
        "Victor", "Whisky", "X-ray", "Yankee", "Zulu",
    ]  # fmt: skip
    assert {sign for sign in ALPHABET if sign.isalpha()} == set(letters)
