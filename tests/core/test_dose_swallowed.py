"""No part of a typed dose is lost in another: words of a place, days with their times, a weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.dose_typed import read_dose
from exercise_companion.core.typed import NotUnderstoodError

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject


def refusal(line: str) -> str:
    """Why a line is refused."""
    with pytest.raises(NotUnderstoodError) as raised:
        read_dose(line)
    return raised.value.what


@pytest.mark.parametrize(
    ("line", "within", "words"),
    [
        ("10 min, where: hallway mon wed fri", "mon", "where: hallway mon wed fri"),
        ("3 x 4 min, hold on to: rail rest 60 s", "rest 60 s", "hold on to: rail rest 60 s"),
        ("10 min, where: hall each side", "each side", "where: hall each side"),
        ("10 min, hold on to: rail (left)", "left", "hold on to: rail (left)"),
        ("10 min, where: hall 3 days a week", "3 days a week", "where: hall 3 days a week"),
        ("10 min, where: hall in the evening", "in the evening", "where: hall in the evening"),
        ("10 min, where: hall/evening", "evening", "where: hall/evening"),
        ("10 min, where: hall red band", "red band", "where: hall red band"),
        ("10 min, where: hall daily", "daily", "where: hall daily"),
        ("10 min, where: hall twice weekly", "twice", "where: hall twice weekly"),
        ("10 min, where: hall on weekdays", "weekdays", "where: hall on weekdays"),
        ("10 min, where: hall three times", "times", "where: hall three times"),
        ("10 min, hold on to: rail where: hall", ":", "hold on to: rail where: hall"),
        ("10 min, where: on the right", "on the right", "where: on the right"),
    ],
)
def test_words_of_a_place_swallow_no_part(line: str, within: str, words: str) -> None:
    name = words.partition(":")[0]
    assert refusal(line) == (
        f'"{within}" in "{words}" may be a part of the dose.'
        f' Put a comma before it, or all words of yours in quote marks: {name}: "…".'
    )


@pytest.mark.parametrize(
    ("line", "place", "days"),
    [
        ("10 min, where: hallway, mon wed", "hallway", ["mon", "wed"]),
        ('10 min, where: "hallway mon wed"', "hallway mon wed", None),
        ('10 min, where: "hall, left" mon', "hall, left", ["mon"]),
        ("10 min, where: “hall, left”, mon", "hall, left", ["mon"]),
        ('10 min, where:"the ""long"" hall", mon', 'the "long" hall', ["mon"]),
        ("10 min, where: hallway/kitchen, mon", "hallway/kitchen", ["mon"]),
    ],
)
def test_a_comma_or_quote_marks_end_a_place(line: str, place: str, days: list[str] | None) -> None:
    typed = read_dose(line)
    assert typed.dose["surface"] == place
    assert typed.when.get("days") == days


@pytest.mark.parametrize(
    "line",
    [
        '10 min, where: the "long" hall',
        '10 min, where: "hall',
        '10 min, where: hall"',
        '10 min, where: ""',
        '10 min, where: "hall"s',
        "10 min, where: “hall",
    ],
)
def test_a_place_with_a_lone_quote_mark_says_where_they_go(line: str) -> None:
    assert 'Put quote marks round all words of yours: where: "hall, left".' in refusal(line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2 x 8, mon morning, wed evening", "mon, morning, wed, evening"),
        ("2 x 8, mon morning and wed morning", "mon, morning, wed, morning"),
        ("2 x 8, mon morning, wed", "mon, morning, wed"),
        ("2 x 8, morning, mon, evening", "morning, mon, evening"),
        ("2 x 8, mon twice a day, wed", "mon, twice a day, wed"),
        ("2 x 8, mon morning, rest 60 s, wed evening", "mon, morning, wed, evening"),
    ],
)
def test_times_of_one_day_are_not_those_of_another(line: str, words: str) -> None:
    assert refusal(line) == (
        f'"{words}" may mean different times on different days.'
        " For that, write the exercise twice, one for each."
        ' For the same times, type all days first: "mon wed, morning and evening".'
    )


def test_days_and_then_times_hold_for_each_other() -> None:
    both = {"days": ["mon", "wed"], "times_per_day": 2, "slots": ["morning", "evening"]}
    assert read_dose("2 x 8, mon wed, morning, evening").when == both
    assert read_dose("2 x 8, morning and evening, mon and wed").when == both


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2 x 8, 2 kg each arm", "2 kg each arm"),
        ("2 x 8, 2 kg each hand", "2 kg each hand"),
        ("2 x 8, 2 kg per side", "2 kg per side"),
        ("2 x 8 2 kg on each leg", "2 kg on each leg"),
        ("2 x 8, 2 kg in each hand", "2 kg in each hand"),
        ("2 x 8 with 2 kg each", "with 2 kg each"),
        ("2 x 8, 2.5 kg (bag) each side", "2.5 kg (bag) each side"),
        ("2 x 8, 2 kg and each side", "2 kg and each side"),
        ("2 x 8, 2 kg / each side, mon", "2 kg / each side"),
        ("2 x 8, red band each arm", "red band each arm"),
        ("2 x 8, band (lime) per leg", "band (lime) per leg"),
        ("2 x 8, each arm 2 kg", "each arm 2 kg"),
        ("2 x 8, each hand with 2 kg", "each hand with 2 kg"),
        ("2 x 8, 2 kg both hands", "2 kg both hands"),
    ],
)
def test_a_weight_in_each_hand_is_not_the_exercise_on_each_side(line: str, words: str) -> None:
    assert refusal(line) == (
        f'"{words}" may mean the load, or the exercise on each side.'
        ' Type the side before it: "2 x 8 each side, 2 kg".'
        ' For the load, put words behind it: "2 kg (in each hand)", "red band (each arm)".'
    )


@pytest.mark.parametrize(
    ("line", "side", "load"),
    [
        ("2 x 8 each arm, 2 kg", "each_side", {"type": "weight", "load_kg": 2}),
        ("2 x 8 each side 2 kg", "each_side", {"type": "weight", "load_kg": 2}),
        ("2 x 8, 2 kg, each side", "each_side", {"type": "weight", "load_kg": 2}),
        (
            "2 x 8, 2 kg (in each hand)",
            None,
            {"type": "weight", "load_kg": 2, "label": "in each hand"},
        ),
        ("2 x 8, 2 kg left", "left", {"type": "weight", "load_kg": 2}),
    ],
)
def test_a_weight_and_a_side_that_stand_apart_are_two_parts(
    line: str, side: str | None, load: JsonObject
) -> None:
    dose = read_dose(line).dose
    assert (dose.get("side"), dose["load"]) == (side, load)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2 x 8, tempo 3-1-1", "tempo 3-1-1"),
        ("2 x 8 tempo 3-1-1 s, mon", "tempo 3-1-1 s"),
        ("2 x 8, tempo 3–1–1", "tempo 3–1–1"),
        ("2 x 8, tempo 3-0-1-0", "tempo 3-0-1-0"),
        ("2 x 8, tempo 3/1/1", "tempo 3/1/1"),
        ("2 x 8, tempo 311", "tempo 311"),
        ("2 x 8, 3-1-1 tempo", "3-1-1 tempo"),
    ],
)
def test_a_tempo_in_bare_numbers_is_refused_as_its_first_may_be_either_way(
    line: str, words: str
) -> None:
    assert refusal(line) == (
        f'"{words}" does not say which number is which.'
        ' Type such as: "3 s out, hold 1 s, 1 s back", without the hold where there is none.'
    )


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("3 x 12,5 s hold", "12,5"),
        ("1,5 min", "1,5"),
        ("2 x 8, 2,5 kg", "2,5"),
        ("2 x 8,3 days a week", "8,3"),
        ("2 x 8, hold 2,5 s", "2,5"),
    ],
)
def test_a_comma_within_a_number_divides_nothing(line: str, number: str) -> None:
    assert refusal(line) == (
        f'"{number}" may be one number or two.'
        " Type one as 12.5, with a point. Between two parts put a blank after the comma."
    )


def test_a_comma_within_words_of_your_own_is_no_matter() -> None:
    load = {"type": "weight", "load_kg": 1, "label": "two 0,5 l bottles"}
    assert read_dose("2 x 8, 1 kg (two 0,5 l bottles)").dose["load"] == load
    assert read_dose('10 min, where: "the 2,5 km path"').dose["surface"] == "the 2,5 km path"
