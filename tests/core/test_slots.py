"""Times of day without a clock time: wherever the patient reads how often, they are words."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import TODAY, Tree, changed, make_program

from exercise_companion.core.dose_typed import read_dose
from exercise_companion.core.preview import preview
from exercise_companion.core.program import Frequency, Program
from exercise_companion.core.schedule import Done, due
from exercise_companion.core.slot_words import read_slots, slot_words
from exercise_companion.core.today_plan import planned_today
from exercise_companion.core.today_words import today_lines
from exercise_companion.core.when_words import when_words

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject

MORNING_AND_EVENING: Tree = {"times_per_day": 2, "slots": ["morning", "evening"]}
AT_NIGHT: Tree = {"slots": ["evening"]}
ALL_FOUR = ["morning", "midday", "afternoon", "evening"]


def program_with(when: Tree) -> Program:
    tree = changed(make_program(), "phases", 0, "items", 0, "when", to=when)
    return Program.model_validate_json(json.dumps(tree))


def today_line(when: Tree, rounds: int) -> str:
    """The line of the exercise on Today after so many rounds."""
    program = program_with(when)
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=UTC)
    done = [Done(program.phases[0].items[0].id, TODAY, at)] * rounds
    day_plan = due(program, TODAY, done, at + timedelta(hours=9))
    view = planned_today(program, day_plan, "ready", TODAY)
    return next(line for line in today_lines(view) if line.startswith("1. "))


@pytest.mark.parametrize(
    ("when", "rounds", "end"),
    [
        (MORNING_AND_EVENING, 0, "(morning and evening, round 1 of 2)"),
        (MORNING_AND_EVENING, 1, "(morning and evening, round 2 of 2)"),
        (MORNING_AND_EVENING, 2, "(done)"),
        (AT_NIGHT, 0, "(evening)"),
        (AT_NIGHT, 1, "(done)"),
        ({"times_per_day": 2}, 0, "(round 1 of 2)"),
    ],
)
def test_today_says_them_until_the_exercise_is_done(when: Tree, rounds: int, end: str) -> None:
    assert today_line(when, rounds).endswith(end)


def test_the_preview_says_them_as_today_does() -> None:
    (day,) = preview(program_with(MORNING_AND_EVENING), TODAY, 1)
    assert day.today.items[0].times == "morning and evening, round 1 of 2"


def test_they_hold_no_round_back() -> None:
    """Nobody made up an hour for them: what is to be hours apart has `min_hours_between`."""
    program = program_with(MORNING_AND_EVENING)
    for hour in (5, 12, 23):
        at = datetime(TODAY.year, TODAY.month, TODAY.day, hour, tzinfo=UTC)
        assert due(program, TODAY, (), at).now


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (MORNING_AND_EVENING, "every day, morning and evening"),
        (AT_NIGHT, "every day, evening"),
        ({"days": ["mon"], "slots": ["midday"]}, "Mon, midday"),
        ({"times_per_day": 3, "slots": ["evening"]}, "every day, 3 times a day, evening"),  # V-26
        (
            {"times_per_day": 4, "slots": ALL_FOUR},
            "every day, morning, midday, afternoon and evening",
        ),
    ],
)
def test_how_often_in_words(when: Tree, words: str) -> None:
    assert when_words(Frequency.model_validate_json(json.dumps(when))) == words


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("morning and evening", MORNING_AND_EVENING),
        ("mornings", {"times_per_day": 1, "slots": ["morning"]}),
        ("morning, evening", MORNING_AND_EVENING),
        ("daily, noon", {"times_per_day": 1, "slots": ["midday"]}),
        ("noon, daily", {"times_per_day": 1, "slots": ["midday"]}),
        ("mon wed, evening", {"days": ["mon", "wed"], "times_per_day": 1, "slots": ["evening"]}),
        # A number that does not match is left for the checker to name.
        ("3 times a day, evening", {"times_per_day": 3, "slots": ["evening"]}),
        ("evening, 3 times a day", {"times_per_day": 3, "slots": ["evening"]}),
    ],
)
def test_they_can_be_typed_behind_a_dose(typed: str, when: JsonObject) -> None:
    assert read_dose(f"2 x 8, {typed}").when == when


@pytest.mark.parametrize("words", ["", "at six", "morning and six", "the evening"])
def test_other_words_are_no_times_of_day(words: str) -> None:
    assert read_slots(words) == ()


def test_none_has_no_words() -> None:
    assert slot_words(()) == ""
