"""One typed line becomes a fact, or it is said that it is none."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core import typed
from exercise_companion.core.dose_typed import read_dose
from exercise_companion.core.typed import NotUnderstoodError

TODAY = date(2026, 11, 22)
READERS = (
    typed.a_day,
    typed.a_number,
    typed.pains,
    lambda line: typed.goals(line, "2027-01-02"),
    typed.contact,
    typed.hours,
    lambda line: typed.dated(line, TODAY),
)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("line", ["", "   ", ",", ";", "\x1b[2J", "a\u202eb", "[bold]", "x" * 3000])
def test_what_is_nothing_or_no_plain_text_is_refused(read: object, line: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read(line)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2 x 8 [b]soup[/b]", "That holds a tag ([b]). Type plain text only."),
        ("a<br>b", "That holds a tag (<br>). Type plain text only."),
        ("[@click=x]" + "y" * 20, "That holds a tag ([@click=x]). Type plain text only."),
        ("a\u202eb", "That holds a hidden or control character (U+202E). Type plain text only."),
        ("x" * 2001, "That is too long: at most 2000 characters."),
    ],
)
def test_what_is_no_plain_text_is_named(line: str, said: str) -> None:
    for read in (typed.plain, read_dose):
        with pytest.raises(NotUnderstoodError) as refusal:
            read(line)
        assert refusal.value.what == said


@given(st.sampled_from([typed.plain, *READERS]), st.text(max_size=30))
def test_any_line_is_read_or_refused(read: object, line: str) -> None:
    with suppress(NotUnderstoodError):
        read(line)


@pytest.mark.parametrize(
    ("read", "line"),
    [
        (typed.pains, "back"),
        (typed.pains, "4"),
        (typed.pains, "back four"),
        (typed.pains, "back 4 5"),
        (READERS[3], "Walk, 3"),
        (READERS[3], "Walk, low, high"),
        (READERS[3], ", 3, 7"),
        (READERS[3], "Walk,,7"),
        (READERS[3], "Walk, 3, 77"),
        (typed.contact, "NHS 111"),
        (typed.contact, "NHS, call us"),
        (typed.contact, "Ward 4, 020 7946 0100, 9-17"),
        (typed.contact, "Ward 4, 9-17"),
        (typed.contact, "Ward 4, - - -"),
        (typed.contact, "Ward 4, (((111"),
        (typed.contact, "A, 020 7946 0100, B, 020 7946 0101"),
        (typed.contact, "A, 020 7946 0100; B, 020 7946 0101"),
        (typed.contact, "A, 111, B, 112"),
        (typed.contact, "A 020 7946 0100, 020 7946 0101"),
        (typed.hours, "9-17"),
        (typed.hours, "someday 9-17"),
        (typed.hours, "monkey 9-17"),
        (typed.hours, "mon 9-17, sat 9-12"),
        (typed.hours, "mon-fri 9-5"),
        (typed.hours, "mon-fri 9-9"),
        (typed.hours, "mon-fri 9-24"),
        (typed.hours, "mon-fri 9:75-17"),
        (typed.hours, "mon, 9-12, 14-17"),
        (typed.a_number, "six"),
        (typed.a_number, "-6"),
        (typed.a_number, "٦"),
        (typed.a_day, "2026-02-30"),
        (READERS[6], "2026-11-20"),
    ],
)
def test_a_half_answer_is_refused(read: object, line: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read(line)


def test_a_date_is_refused_where_another_reader_may_take_it_for_another_one() -> None:
    assert typed.a_day("13/03/1957") == typed.a_day("03/13/1957") == "1957-03-13"
    for read in (typed.a_day, lambda line: typed.dated(f"Knee, {line}", TODAY)):
        with pytest.raises(NotUnderstoodError, match="12 March 1957 or 3 December 1957"):
            read("12/03/1957")


@pytest.mark.parametrize("line", ["12/03.1957", "12.03/1957", "13/03.1957", "12-03 1957", "soon"])
def test_h01_a_date_with_two_marks_is_refused_with_how_it_is_typed(line: str) -> None:
    for read in (typed.a_day, lambda line: typed.dated(f"Knee, {line}", TODAY)):
        with pytest.raises(NotUnderstoodError, match="such as 4 March 1957 or 1957-03-04"):
            read(line)


def test_pain_has_a_place_a_number_and_perhaps_a_side() -> None:
    assert typed.pains("Back 4, leg: 3.5 LEFT") == ({"back": 4, "leg": 3.5}, {"leg": "left"})


def test_a_goal_may_have_commas_in_its_words() -> None:
    (first, second) = typed.goals("Walk to the shop, and back, 3, 7; Cook,4,8", "2027-01-02")
    assert first == {
        "id": "goal-1",
        "activity": "Walk to the shop, and back",
        "start_score": 3,
        "target_score": 7,
        "target_date": "2027-01-02",
    }
    assert (second["id"], second["activity"]) == ("goal-2", "Cook")


@pytest.mark.parametrize(
    "line",
    [
        "Walk to the shop, 3, 7, Cook, 4, 7",
        "Walk to the shop, 3, 7 Cook, 4, 7",
        "Walk to the shop 3, 7, Cook, 4, 7",
        "Cook, 4, 7; Walk, 3, 7, 9",
    ],
)
def test_two_goals_are_not_taken_for_one(line: str) -> None:
    with pytest.raises(NotUnderstoodError, match="Put ; between two goals: Walk to the shop"):
        typed.goals(line, "2027-01-02")


def test_whom_to_call_and_when() -> None:
    assert typed.contact("Ward 4, 020 7946 0100") == {"name": "Ward 4", "phone": "020 7946 0100"}
    assert typed.contact("Ward 4, Hill, 111") == {"name": "Ward 4, Hill", "phone": "111"}
    assert typed.hours("Mon-Fri 9:00-17:00; sat, sun 9:30 to 12") == [
        {"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "09:00", "closes": "17:00"},
        {"days": ["sat", "sun"], "opens": "09:30", "closes": "12:00"},
    ]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("mon-thu, sat 9-17", "mon tue wed thu sat"),
        ("mon-fri, sat 9–17", "mon tue wed thu fri sat"),
        ("mon-wed fri 9 to 17", "mon tue wed fri"),
        ("mon to fri, sun, 9-17", "mon tue wed thu fri sun"),
        ("fri-mon 9-17", "mon fri sat sun"),
        ("mon/wed and fri 9-17", "mon wed fri"),
    ],
)
def test_every_day_of_the_hours_is_taken(line: str, days: str) -> None:
    assert typed.hours(line) == [{"days": days.split(), "opens": "09:00", "closes": "17:00"}]


def test_hours_that_close_before_they_open_say_how_they_are_counted() -> None:
    with pytest.raises(NotUnderstoodError, match="Count the hours to 24: mon-fri 9:00-17:00"):
        typed.hours("mon-fri 9-5")


def test_hours_that_are_none_say_what_to_type() -> None:
    with pytest.raises(NotUnderstoodError, match="Type such as: mon-thu, sat 9:00-17:00; fri 9-12"):
        typed.hours("mon 9-17, sat 9-12")


@pytest.mark.parametrize("line", ["leg 6 left, leg 4 right", "back 4, leg 3, Leg: 7"])
def test_a_place_that_is_named_twice_is_not_overwritten(line: str) -> None:
    with pytest.raises(NotUnderstoodError) as raised:
        typed.pains(line)
    assert raised.value.what == (
        '"leg" is named twice. Type one number for it, with its side: "leg 6 left" or "leg 6 both".'
    )


def test_words_with_a_date_behind_them() -> None:
    assert typed.dated("Decompression, L4/5, 20 November 2026", TODAY) == (
        "Decompression, L4/5",
        "2026-11-20",
    )
