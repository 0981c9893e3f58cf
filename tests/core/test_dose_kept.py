"""A dose typed over another: what is kept is what the line says is kept, and the rest is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from builders import make_dose, make_item, make_program

from exercise_companion.core.dose_kept import kept_words
from exercise_companion.core.dose_typed import read_dose, with_typed_dose
from exercise_companion.core.draft import Draft, value_at
from exercise_companion.core.form_dose import DOSE_TYPES

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.problem import JsonPath

ITEM: Final[JsonPath] = ("phases", 0, "items", 0)
SAID: Final[JsonObject] = {
    "rest_seconds": 60,
    "load": {"type": "weight", "load_kg": 2, "label": "two soup tins"},
    "tempo": {"out_seconds": 2, "hold_seconds": 1, "back_seconds": 3},
    "intensity": {"scale": "CR10", "target": [3, 4]},
}
WALK: Final[JsonObject] = {
    "type": "duration", "side": "none", "sets": 1, "duration_seconds": 600, "mode": "treadmill",
    "max_bouts": 3, "pause_on_leg_symptoms": False, "weekly_minutes_target": 90,
    "support": "the rail", "surface": "flat ground",
}  # fmt: skip
LINES: Final = {
    "reps": "3 x 7",
    "hold": "3 x 7 x 9 s",
    "duration": "9 min",
    "distance": "9 m in 9 s",
}
AMOUNTS: Final = {"type", "sets", "reps", "hold_seconds", "duration_seconds"} | {
    "distance_metres", "expected_seconds",
}  # fmt: skip


def having(dose: JsonObject, **item: object) -> Draft:
    tree = make_program()
    tree["phases"][0]["items"][0] = make_item(dose=dose, **item)
    return Draft(tree)


def taken(draft: Draft, line: str) -> JsonObject:
    dose = value_at(with_typed_dose(draft, 0, 0, read_dose(line)), (*ITEM, "dose"))
    assert isinstance(dose, dict)
    return dose


def test_the_same_kind_of_dose_keeps_what_the_line_does_not_speak_of_and_says_so() -> None:
    draft = having(make_dose(**SAID, side="left"))
    assert taken(draft, "3 x 12") == make_dose(**SAID, side="left") | {"sets": 3, "reps": 12}
    assert kept_words(draft, ITEM, "3 x 12") == (
        "Kept: left side, rest 60 s, 2 kg (two soup tins), 2 s out, hold 1 s, 3 s back,"
        " effort 3-4 of 10."
    )


def test_what_the_line_speaks_of_takes_the_place_of_what_was_and_is_not_called_kept() -> None:
    draft = having(make_dose(**SAID))
    assert taken(draft, "3 x 12 right, 4 kg, rest 30 s")["load"] == {"type": "weight", "load_kg": 4}
    words = kept_words(draft, ITEM, "3 x 12 right, 4 kg, rest 30 s")
    assert words == "Kept: 2 s out, hold 1 s, 3 s back, effort 3-4 of 10."


def test_a_hold_that_is_no_longer_one_is_named() -> None:
    draft = having({"type": "hold", "side": "left", "sets": 2, "reps": 10, "hold_seconds": 5})
    assert kept_words(draft, ITEM, "3 x 10") == "Kept: left side. Left out: hold 5 s."
    assert kept_words(draft, ITEM, "3 x 10 x 8 s") == "Kept: left side."


def test_another_kind_of_dose_leaves_out_what_belongs_to_the_work_before_and_says_so() -> None:
    draft = having(make_dose(**SAID, side="each_side"))
    assert taken(draft, "3 x 20 s") == {
        "type": "duration", "sets": 3, "duration_seconds": 20, "side": "each_side",
        "rest_seconds": 60,
    }  # fmt: skip
    assert kept_words(draft, ITEM, "3 x 20 s") == (
        "Kept: each side, rest 60 s."
        " Left out: 2 kg (two soup tins), 2 s out, hold 1 s, 3 s back, effort 3-4 of 10."
    )


def test_a_walk_keeps_how_it_is_walked() -> None:
    draft = having(WALK)
    assert taken(draft, "12 min") == WALK | {"duration_seconds": 720}
    assert kept_words(draft, ITEM, "12 min") == (
        "Kept: on a treadmill, at most 3 parts, a leg score alone does not pause it,"
        " 90 minutes a week in all, hold on to: the rail, where: flat ground."
    )


@pytest.mark.parametrize("kind", DOSE_TYPES)
def test_no_part_of_a_dose_is_kept_or_left_out_unsaid(kind: str) -> None:
    """Each field that a line need not name has its words, whatever the format adds."""
    known = set(DOSE_TYPES[kind].model_fields) - AMOUNTS - {"comment"}
    values: dict[str, object] = {
        "side": "left", "rest_seconds": 45, "mode": "bike", "release_seconds": 4,
        "pause_on_leg_symptoms": False,
    } | SAID | {name: WALK[name] for name in ("max_bouts", "weekly_minutes_target")} | {
        "support": "the rail", "surface": "flat ground",
    }  # fmt: skip
    for name in known:
        other = next(one for one in LINES if one != kind)
        let_go = {"release_seconds": 7} if kind == "hold" else {}
        draft = having({"type": kind} | let_go | {name: values[name]})
        assert kept_words(draft, ITEM, LINES[kind]).startswith("Kept: "), name
        assert kept_words(draft, ITEM, LINES[other]), name
        assert taken(draft, LINES[kind])[name] == values[name]


TWICE: Final[JsonObject] = {
    "days": ["mon", "wed"], "times_per_day": 2, "slots": ["morning", "evening"],
    "min_hours_between": 4,
}  # fmt: skip
PLAIN: Final[JsonObject] = {"type": "reps", "side": "none", "sets": 2, "reps": 8}


@pytest.mark.parametrize(
    ("line", "when", "words"),
    [
        ("2 x 8", TWICE, ""),
        (
            "2 x 8, tue thu",
            TWICE | {"days": ["tue", "thu"]},
            "Kept: 2 times a day, morning and evening, at least 4 hours apart.",
        ),
        (
            "2 x 8, daily",
            {name: TWICE[name] for name in ("times_per_day", "slots", "min_hours_between")},
            "Kept: 2 times a day, morning and evening, at least 4 hours apart.",
        ),
        (
            "2 x 8, twice a day",
            TWICE,
            "Kept: Mon Wed, morning and evening, at least 4 hours apart.",
        ),
        (
            "2 x 8, midday and evening",
            TWICE | {"slots": ["midday", "evening"]},
            "Kept: Mon Wed, at least 4 hours apart.",
        ),
        (
            "2 x 8, 3 times a day",
            {"days": ["mon", "wed"], "times_per_day": 3, "min_hours_between": 4},
            "Kept: Mon Wed, at least 4 hours apart. Left out: morning and evening.",
        ),
        (
            "2 x 8, 6 times a day, fri",
            {"days": ["fri"], "times_per_day": 6},
            "Left out: morning and evening, at least 4 hours apart.",
        ),
        (
            "2 x 8, evening",
            {"days": ["mon", "wed"], "times_per_day": 1, "slots": ["evening"]},
            "Kept: Mon Wed. Left out: at least 4 hours apart.",
        ),
    ],
)
def test_h17_when_it_is_done_stays_but_for_what_the_line_says_or_contradicts(
    line: str, when: JsonObject, words: str
) -> None:
    draft = having(PLAIN, when=TWICE)
    assert value_at(with_typed_dose(draft, 0, 0, read_dose(line)), (*ITEM, "when")) == when
    assert kept_words(draft, ITEM, line) == words


@pytest.mark.parametrize("odd", [[], "x", {"times_per_day": "x", "slots": 3}, {"slots": None}])
def test_times_of_another_shape_stop_nothing(odd: object) -> None:
    draft = having(PLAIN, when=odd)
    typed = with_typed_dose(draft, 0, 0, read_dose("2 x 8, tue"))
    assert value_at(typed, (*ITEM, "when", "days")) == ["tue"]
    assert value_at(typed, (*ITEM, "when", "slots")) is None


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"days": ["mon", "wed", "fri"]}, "Mon Wed Fri"),
        ({"days_per_week": 3}, "3 days a week"),
        ({"every_n_days": 2}, "every 2 days"),
    ],
)
@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("2 x 8, evening", {"times_per_day": 1, "slots": ["evening"]}),
        ("2 x 8, 2 times a day", {"times_per_day": 2}),
    ],
)
def test_h17_a_time_of_day_adds_no_day_and_the_days_are_said_to_stay(
    days: JsonObject, words: str, line: str, named: JsonObject
) -> None:
    draft = having({"type": "reps", "side": "none", "sets": 2, "reps": 8}, when=days)
    typed = with_typed_dose(draft, 0, 0, read_dose(line))
    assert value_at(typed, (*ITEM, "when")) == days | named
    assert kept_words(draft, ITEM, line) == f"Kept: {words}."


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("2 x 8, daily", {"times_per_day": 1}),
        ("2 x 8, evening, every day", {"times_per_day": 1, "slots": ["evening"]}),
        ("2 x 8, evening, tue", {"times_per_day": 1, "slots": ["evening"], "days": ["tue"]}),
        ("2 x 8, 2 days a week", {"days_per_week": 2}),
    ],
)
def test_days_that_are_said_take_the_place_of_those_before(line: str, when: JsonObject) -> None:
    dose: JsonObject = {"type": "reps", "side": "none", "sets": 2, "reps": 8}
    draft = having(dose, when={"days": ["mon", "wed"]})
    assert value_at(with_typed_dose(draft, 0, 0, read_dose(line)), (*ITEM, "when")) == when
    assert kept_words(draft, ITEM, line) == ""


@pytest.mark.parametrize("line", ["", "2 x", "what"])
def test_nothing_is_said_of_what_is_no_dose(line: str) -> None:
    assert kept_words(having(make_dose(**SAID)), ITEM, line) == ""


@pytest.mark.parametrize("odd", [[], {}, "x", 3, None, {"type": "reps", "load": [1], "tempo": "x"}])
def test_a_dose_of_another_shape_stops_nothing(odd: object) -> None:
    draft = having(odd)  # type: ignore[arg-type]
    assert "Kept: x" not in kept_words(draft, ITEM, "2 x 8")


def test_every_kind_is_among_the_lines() -> None:
    assert set(LINES) == set(DOSE_TYPES)
