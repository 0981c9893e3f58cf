"""A line that could be twice or a third of the dose that is meant is refused, with both ways."""

from __future__ import annotations

import pytest

from exercise_companion.core.dose_typed import read_dose
from exercise_companion.core.typed import NotUnderstoodError


def refusal(line: str) -> str:
    """Why a line is refused."""
    with pytest.raises(NotUnderstoodError) as raised:
        read_dose(line)
    return raised.value.what


@pytest.mark.parametrize(
    ("line", "words", "sets", "reps"),
    [
        ("10 x 3 times", "10 x 3 times", "10", "3"),
        ("10x3 times, mon wed", "10x3 times", "10", "3"),
        ("3 × 10 times each side", "3 × 10 times", "3", "10"),
        ("10 x 3 sets", "10 x 3 sets", "10", "3"),
    ],
)
def test_which_number_is_the_sets_is_said(line: str, words: str, sets: str, reps: str) -> None:
    assert refusal(line) == (
        f'"{words}" may mean {sets} sets of {reps}, or {reps} sets of {sets}.'
        f' Type "{sets} sets of {reps}" or "{reps} sets of {sets}".'
    )


@pytest.mark.parametrize(
    ("line", "sets", "reps"),
    [
        ("3 sets of 10 times", 3, 10),
        ("10 sets of 3", 10, 3),
        ("3 x 10 reps", 3, 10),
        ("3 x 10, 2 times a day", 3, 10),
    ],
)
def test_what_names_its_sets_is_taken(line: str, sets: int, reps: int) -> None:
    dose = read_dose(line).dose
    assert (dose["sets"], dose["reps"]) == (sets, reps)


@pytest.mark.parametrize(
    "words",
    ["alternating", "alternate", "alternate sides", "alternating legs", "alt", "in turn",
     "sides in turn"],
)  # fmt: skip
def test_in_turn_may_be_so_many_on_each_side_or_in_all(words: str) -> None:
    assert refusal(f"3 x 10 {words}, mon") == (
        f'"{words}" may mean 10 on each side, or 10 in all. For 10 on each side type'
        ' "3 x 10 each side, in turn"; for 10 in all "3 x 5 each side, in turn".'
    )


@pytest.mark.parametrize("line", ["3 x 7, alternating", "3 x 8-12 in turn", "2 x 40 s in turn"])
def test_where_no_half_is_whole_it_is_said_in_words(line: str) -> None:
    assert refusal(line).endswith(
        'may mean so much on each side, or so much in all. Behind what each side does, type "each'
        ' side, in turn"; of so much in all, each side does half.'
    )


@pytest.mark.parametrize(
    "words",
    ["each side, in turn", "each side in turn", "on each leg, in turn", "per arm in turn",
     "each side, alternating", "each leg alternating"],
)  # fmt: skip
def test_each_side_in_turn_is_clear(words: str) -> None:
    assert read_dose(f"3 x 10 {words}, mon").dose["side"] == "alternate"
