"""A part of a minute or an hour is typed so that it can be meant in one way only."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from exercise_companion.core.dose_typed import read_dose
from exercise_companion.core.dose_words import time_words
from exercise_companion.core.form_field import Field, FieldKind
from exercise_companion.core.typed import NotUnderstoodError
from exercise_companion.core.when_words import hours_apart

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject

TODAY: Final = date(2026, 11, 22)
MINUTES: Final = (
    "may be meant in two ways. Type minutes and seconds, such as 1 min 30 s."
    " Behind a point only 5 is taken, for a half: 1.5 min."
)
HOURS: Final = MINUTES.replace("minutes and seconds", "hours and minutes").replace(
    "1 min 30 s", "1 h 30 min").replace("1.5 min", "1.5 h")  # fmt: skip


def refusal(line: str) -> str:
    with pytest.raises(NotUnderstoodError) as raised:
        read_dose(line)
    return raised.value.what


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1.30 min", "1.30 min"),
        ("0.30 min", "0.30 min"),
        ("1.3 min", "1.3 min"),
        ("1.50 min", "1.50 min"),
        ("1.25 minutes", "1.25 minutes"),
        ("3 x 1.30 min", "1.30 min"),
        ("3 x 1-1.30 min", "1.30 min"),
        ("3 x 1.15-2 min", "1.15 min"),
        ("400 m in 1.30 min", "1.30 min"),
        ("400 m, takes about 1.30 min", "1.30 min"),
        ("2 x 8, rest 1.30 min", "1.30 min"),
        ("2 x 8, 1.20 mins rest", "1.20 mins"),
    ],
)
def test_a_part_of_a_minute_that_may_be_seconds_is_refused(line: str, words: str) -> None:
    assert refusal(line) == f'"{words}" {MINUTES}'


@pytest.mark.parametrize("typed", ["1.30 h", "1.15 hours", "1.25 h"])
def test_a_part_of_an_hour_that_may_be_minutes_is_refused(typed: str) -> None:
    assert refusal(f"2 x 8, twice a day, at least {typed} apart") == f'"{typed}" {HOURS}'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1 min 30 s", {"duration_seconds": 90}),
        ("1 min 5 s", {"duration_seconds": 65}),
        ("1.5 min", {"duration_seconds": 90}),
        ("2.0 min", {"duration_seconds": 120}),
        ("3 x 1 min 30 s each side", {"sets": 3, "duration_seconds": 90, "side": "each_side"}),
        ("2 x 8, rest 1 min 30 s", {"rest_seconds": 90}),
        ("2 x 8, 1 min 30 s rest", {"rest_seconds": 90}),
        ("400 m in 6 min 30 s", {"expected_seconds": 390}),
        ("400 m, takes about 1 minute 15 seconds", {"expected_seconds": 75}),
        ("90 s", {"duration_seconds": 90}),
    ],
)
def test_minutes_with_seconds_are_understood(line: str, said: JsonObject) -> None:
    dose = read_dose(line).dose
    assert {name: dose[name] for name in said} == said


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("1 h 15 min", 1.25), ("1.5 hours", 1.5), ("45 minutes", 0.75), ("4 h", 4), ("30 min", 0.5)],
)
def test_hours_with_minutes_are_understood_and_said_so(typed: str, hours: float) -> None:
    line = f"2 x 8, twice a day, at least {typed} apart"
    assert read_dose(line).when["min_hours_between"] == hours
    again = f"2 x 8, twice a day, {hours_apart(hours)}"
    assert read_dose(again).when["min_hours_between"] == hours


def test_a_time_above_a_minute_is_said_in_minutes_and_seconds() -> None:
    assert [time_words(each, each) for each in (59, 60, 78, 90, 240)] == [
        "59 s", "1 min", "1 min 18 s", "1 min 30 s", "4 min",
    ]  # fmt: skip
    assert time_words(90, 90, aloud=True) == "1 minute 30 seconds"
    assert time_words(61, 61, aloud=True) == "1 minute 1 second"
    assert time_words(90, 125) == "90 to 125 s"


@pytest.mark.parametrize("kind", ["time", "seconds"])
@pytest.mark.parametrize("typed", ["1.30 min", "1,30 min", "0.30 min", "1.3 min", "1.25 m"])
def test_a_field_of_the_desk_asks_which_is_meant(kind: FieldKind, typed: str) -> None:
    field = Field(("x",), "X", kind)
    assert field.typed(typed, TODAY) == typed
    assert field.misread(typed).endswith(f'"{typed}" {MINUTES}')


@pytest.mark.parametrize("kind", ["time", "seconds"])
@pytest.mark.parametrize(("typed", "value"), [("1 min 30 s", 90), ("1.5 min", 90), ("90", 90)])
def test_a_field_of_the_desk_takes_and_shows_minutes_with_seconds(
    kind: FieldKind, typed: str, value: int
) -> None:
    field = Field(("x",), "X", kind)
    assert field.typed(typed, TODAY) == value
    assert field.shown(value) == "1 min 30 s"


def test_the_field_of_hours_apart_asks_as_well() -> None:
    field = Field(("x",), "X", "apart")
    assert [field.typed(each, TODAY) for each in ("4", "1.5", "1,5")] == [4, 1.5, 1.5]
    assert field.typed("1.30", TODAY) == "1.30"
    assert "half" in field.misread("1.30")
    assert field.typed("1 h 15 min", TODAY) == 1.25
    assert field.shown(1.25) == "1 h 15 min"
    assert (field.shown(4), field.shown(1.5)) == ("4", "1.5")
