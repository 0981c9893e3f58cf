"""A dose on one line: what was typed and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from builders import make_program
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.catalogue.library import library
from exercise_companion.core.dose_typed import EXAMPLES, MORE_EXAMPLES, read_dose, with_typed_dose
from exercise_companion.core.draft import Draft, NoSuchPlaceError, value_at
from exercise_companion.core.draft_items import with_item
from exercise_companion.core.program import Item
from exercise_companion.core.typed import NotUnderstoodError

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject

DAILY = {"times_per_day": 1}
DAILY_TWICE = {"times_per_day": 2}


@pytest.mark.parametrize(
    "line",
    ["2 x 8 hold", "2 x 8, hold 5", "hold 5 s",
     "", "  ", "some", "8", "x 8", "2 x", "2 x 8 x 5", "2 x 8, gently", "2 x 8, mon xyz",
     "2 x 8\x1b[2J", "2 x 8-", "10 hours", "2 x 8, rest", "1000 x 8", "2 x 8 x 5 kg", "-2 x 8"],
)  # fmt: skip
def test_what_is_no_dose_is_not_guessed(line: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read_dose(line)


@pytest.mark.parametrize(
    ("line", "dose", "when"),
    [
        ("2 x 8", {"type": "reps", "sets": 2, "reps": 8}, {}),
        ("2×8-12", {"type": "reps", "sets": 2, "reps": [8, 12]}, {}),
        ("2 x 8 to 12 reps", {"type": "reps", "sets": 2, "reps": [8, 12]}, {}),
        ("2 x 8 x 5s", {"type": "hold", "sets": 2, "reps": 8, "hold_seconds": 5}, {}),
        ("2 x 8 hold 5 s", {"type": "hold", "sets": 2, "reps": 8, "hold_seconds": 5}, {}),
        (
            "2 × 8, hold 5 s, mon",
            {"type": "hold", "sets": 2, "reps": 8, "hold_seconds": 5},
            {"days": ["mon"]},
        ),
        ("3 x 20 s", {"type": "duration", "sets": 3, "duration_seconds": 20}, {}),
        ("10 min", {"type": "duration", "sets": 1, "duration_seconds": 600}, {}),
        ("3 x 4-6 min", {"type": "duration", "sets": 3, "duration_seconds": [240, 360]}, {}),
        (
            "400 m in 6 min",
            {"type": "distance", "sets": 1, "distance_metres": 400, "expected_seconds": 360},
            {},
        ),
        (
            "2 x 8, rest 1 min, mon wed fri",
            {"type": "reps", "sets": 2, "reps": 8, "rest_seconds": 60},
            {"days": ["mon", "wed", "fri"]},
        ),
        (
            "2 X 8, 4 kg, 3 days a week",
            {"type": "reps", "sets": 2, "reps": 8, "load": {"type": "weight", "load_kg": 4.0}},
            {"days_per_week": 3},
        ),
        (
            "2 x 8, red band, 2 times a day, every 2 days",
            {"type": "reps", "sets": 2, "reps": 8, "load": {"type": "band", "label": "red band"}},
            {"times_per_day": 2, "every_n_days": 2},
        ),
        ("2 x 8, mon-wed", {"type": "reps", "sets": 2, "reps": 8}, {"days": ["mon", "tue", "wed"]}),
        ("2 x 8, daily", {"type": "reps", "sets": 2, "reps": 8}, {}),
        ("2 × 8 each side", {"type": "reps", "sets": 2, "reps": 8, "side": "each_side"}, {}),
        (
            "3 x 20 s on each side",
            {"type": "duration", "sets": 3, "duration_seconds": 20, "side": "each_side"},
            {},
        ),
        ("2 x 8, 2 times a day, daily", {"type": "reps", "sets": 2, "reps": 8}, DAILY_TWICE),
        ("2 x 8, daily, 2 times a day", {"type": "reps", "sets": 2, "reps": 8}, DAILY_TWICE),
        ("2 x 8, left, daily", {"type": "reps", "sets": 2, "reps": 8, "side": "left"}, {}),
        ("1.5 min", {"type": "duration", "sets": 1, "duration_seconds": 90}, {}),
        (
            "3 x 30 s hold",
            {"type": "hold", "sets": 3, "reps": 1, "hold_seconds": 30},
            {},
        ),
        (
            "2 x 8, 6 kg (Bag with 6 l, by the door)",
            {"type": "reps", "sets": 2, "reps": 8}
            | {"load": {"type": "weight", "load_kg": 6, "label": "Bag with 6 l, by the door"}},
            {},
        ),
    ],
)
def test_a_line_is_read(line: str, dose: JsonObject, when: JsonObject) -> None:
    typed = read_dose(line)
    assert (typed.dose, typed.when) == (dose, when)
    assert typed.is_daily == ("daily" in line)


REPS = {"type": "reps", "sets": 2, "reps": 8}


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("mon, wed, fri", "mon wed fri"),
        ("mon/wed/fri", "mon wed fri"),
        ("mon-wed fri", "mon tue wed fri"),
        ("mon-wed, fri", "mon tue wed fri"),
        ("mon to fri", "mon tue wed thu fri"),
        ("fri-mon", "mon fri sat sun"),
        ("mon and wed", "mon wed"),
        ("Mon, Wed and Fri", "mon wed fri"),
        ("on Mondays and Thursdays", "mon thu"),
        ("fri, left, mon", "mon fri"),
    ],
)
def test_every_day_that_is_named_is_taken(typed: str, days: str) -> None:
    assert read_dose(f"2 x 8, {typed}").when == {"days": days.split()}
    assert read_dose(f"2 x 8 {typed}").when == {"days": days.split()}


@pytest.mark.parametrize(
    ("typed", "dose"),
    [
        ("3 sets of 10", {"sets": 3, "reps": 10}),
        ("3 sets of 10 reps", {"sets": 3, "reps": 10}),
        ("2 x 8–12", {"reps": [8, 12]}),
        ("2x8to12", {"reps": [8, 12]}),
        ("2 x 8 each leg", {"side": "each_side"}),
        ("2 x 8 per side", {"side": "each_side"}),
        ("2 × 8 each side, in turn", {"side": "alternate"}),
        ("2 x 8 on each leg, in turn", {"side": "alternate"}),
        ("2 x 8, both together", {"side": "both_together"}),
        ("2 × 8 left side", {"side": "left"}),
        ("2 x 8 on the right leg", {"side": "right"}),
        ("2 x 8 each side, hold 20 s", {"type": "hold", "hold_seconds": 20, "side": "each_side"}),
        ("2 x 8, 5 s hold", {"type": "hold", "hold_seconds": 5}),
        ("2 x 8 held for 5 s", {"type": "hold", "hold_seconds": 5}),
        ("2 x 8, 30 s rest", {"rest_seconds": 30}),
        ("2 x 8, rest 1.5 min", {"rest_seconds": 90}),
        ("2 x 8, body weight", {"load": {"type": "bodyweight"}}),
        ("2 x 8, no band", {"load": {"type": "none"}}),
        ("2 x 8, no weight", {"load": {"type": "none"}}),
        ("2 x 8, band", {"load": {"type": "band"}}),
        ("2 x 8, Red Band", {"load": {"type": "band", "label": "Red Band"}}),
        ("2 x 8, a light band", {"load": {"type": "band", "label": "light band"}}),
        ("2 x 8, extra-heavy band", {"load": {"type": "band", "label": "extra-heavy band"}}),
        ("2 x 8, band (Lime, long)", {"load": {"type": "band", "label": "Lime, long"}}),
        ("2 x 8, red band (each arm)", {"load": {"type": "band", "label": "red band (each arm)"}}),
        ("2 x 8 with a red band", {"load": {"type": "band", "label": "red band"}}),
        (
            "2 × 8, 3 s out, hold 1 s, 2.5 s back",
            {"tempo": {"out_seconds": 3, "hold_seconds": 1, "back_seconds": 2.5}},
        ),
        ("2 x 8, 3 s out, 2 s back", {"tempo": {"out_seconds": 3, "back_seconds": 2}}),
        ("2 x 8, effort 3 to 4 out of 10", {"intensity": {"scale": "CR10", "target": [3, 4]}}),
        ("2 x 8, effort 3-4 of 10", {"intensity": {"scale": "CR10", "target": [3, 4]}}),
        ("2 x 8, effort 3", {"intensity": {"scale": "CR10", "target": [3, 3]}}),
    ],
)
def test_what_a_therapist_types_first_is_understood(typed: str, dose: JsonObject) -> None:
    assert read_dose(typed).dose == REPS | dose


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("evening", {"times_per_day": 1, "slots": ["evening"]}),
        ("in the morning", {"times_per_day": 1, "slots": ["morning"]}),
        ("twice a day", {"times_per_day": 2}),
        ("3x a week", {"days_per_week": 3}),
        ("3 times per week", {"days_per_week": 3}),
        ("once a week", {"days_per_week": 1}),
        ("every other day", {"every_n_days": 2}),
        (
            "mon wed evening and morning",
            {"days": ["mon", "wed"], "times_per_day": 2, "slots": ["evening", "morning"]},
        ),
    ],
)
def test_no_comma_is_needed_before_days(typed: str, when: JsonObject) -> None:
    assert read_dose(f"2 x 8 {typed}").when == when


@pytest.mark.parametrize("line", [*EXAMPLES.split(" · "), *MORE_EXAMPLES.split(" · ")])
def test_the_examples_shown_are_doses_the_format_takes(line: str) -> None:
    typed = read_dose(line)
    item = {"id": "a", "exercise": "a", "dose": typed.dose | {"side": "none"}, "when": typed.when}
    assert Item.model_validate_json(json.dumps(item))


@given(st.text("0123456789x ×,-smkgin./", max_size=16))
def test_any_line_is_a_dose_or_is_refused(line: str) -> None:
    try:
        typed = read_dose(line)
    except NotUnderstoodError:
        return
    assert {"type", "sets"} <= typed.dose.keys()


def test_a_typed_dose_keeps_the_side_and_the_walking() -> None:
    draft = with_item(Draft(make_program()), 0, library().exercise("walk"))
    walked = with_typed_dose(draft, 0, 1, read_dose("3 x 4 min, 5 days a week"))
    assert value_at(walked, ("phases", 0, "items", 1)) == {
        "id": "walk",
        "exercise": "walk",
        "dose": {
            "side": "none", "mode": "walk", "sets": 3, "type": "duration", "duration_seconds": 240,
        },
        "when": {"days_per_week": 5},
    }  # fmt: skip
    with pytest.raises(NoSuchPlaceError):
        with_typed_dose(draft, 0, 9, read_dose("2 x 8"))


def test_a_dose_typed_again_keeps_the_rest_that_was_given_and_takes_the_side_it_names() -> None:
    draft = with_item(Draft(make_program()), 0, library().exercise("clamshell"))
    before = with_typed_dose(draft, 0, 1, read_dose("2 x 8, rest 60 s"))
    after = with_typed_dose(before, 0, 1, read_dose("3 x 5 right"))
    assert value_at(after, ("phases", 0, "items", 1, "dose")) == {
        "side": "right", "rest_seconds": 60, "type": "reps", "sets": 3, "reps": 5,
    }  # fmt: skip


def test_daily_takes_the_place_of_the_days_there_were() -> None:
    draft = with_item(Draft(make_program()), 0, library().exercise("clamshell"))
    before = with_typed_dose(draft, 0, 1, read_dose("2 x 8, mon wed fri"))
    when = ("phases", 0, "items", 1, "when")
    assert value_at(with_typed_dose(before, 0, 1, read_dose("3 x 8")), when) == {
        "days": ["mon", "wed", "fri"]
    }
    assert value_at(with_typed_dose(before, 0, 1, read_dose("3 x 8, daily")), when) == DAILY
