"""A part of a typed dose that contradicts another: both are named, and none of them is lost."""

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
    ("line", "first", "second"),
    [
        ("2 x 8, left, right", "left", "right"),
        ("2 x 8 left, each side", "left", "each side"),
        ("2 x 8, left, each leg, in turn", "left", "each leg, in turn"),
        ("2 x 8, left, left", "left", "left"),
        ("2 x 8, 4 kg, 5 kg", "4 kg", "5 kg"),
        ("2 x 8, red band, 4kg", "red band", "4kg"),
        ("2 x 8, 4 kg, no band", "4 kg", "no band"),
        ("2 x 8, rest 30 s, rest 60 s", "rest 30 s", "rest 60 s"),
        ("2 x 8 x 5 s, hold 6 s", "x 5 s", "hold 6 s"),
        ("3 x 30 s hold, hold 6 s", "30 s hold", "hold 6 s"),
        ("2 x 8, effort 3, effort 4 of 10", "effort 3", "effort 4 of 10"),
        ("2 x 8, 2 s out, 3 s back, 1 s out, 2 s back", "2 s out, 3 s back", "1 s out, 2 s back"),
        ("2 x 8, mon wed, 3 days a week", "mon and wed", "3 days a week"),
        ("2 x 8, every 2 days, mon", "every 2 days", "mon"),
        ("2 x 8, daily, mon", "daily", "mon"),
        ("2 x 8, mon, every day", "mon", "every day"),
        ("2 x 8, 3/week, every 2 days", "3/week", "every 2 days"),
        ("2 x 8, twice a day, 3 times a day", "twice a day", "3 times a day"),
        ("2 x 8, evening, morning and evenings", "evening and morning", "evenings"),
    ],
)
def test_both_are_named(line: str, first: str, second: str) -> None:
    assert refusal(line).startswith(f'"{first}" and "{second}" both say ')


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("3 x 20 s, hold 5 s", "hold 5 s"),
        ("10 min, 2 s out, 3 s back", "2 s out, 3 s back"),
        ("2 x 8, hold 5 s, 2 s out, 3 s back", "2 s out, 3 s back"),
    ],
)
def test_a_hold_or_a_tempo_needs_repetitions(line: str, words: str) -> None:
    assert refusal(line).startswith(f'"{words}" does not fit this dose. Type repetitions')


@pytest.mark.parametrize(
    ("line", "words", "hint"),
    [
        ("2 x 8, gently", "gently", "Type such as: each side"),
        ("2 x 8, monkey", "monkey", '"mon wed fri"'),
        ("2 x 8, mon-", "mon-", '"mon wed fri"'),
        ("2 x 8, montofri", "montofri", '"mon-fri"'),
        ("2 x 8 each", "each", '"each side"'),
        ("2 x 8, twice daily", "twice daily", '"2 times a day", or when: "morning, evening"'),
        ("2 x 8 weekly", "weekly", '"3 days a week" or "mon wed fri"'),
        *(
            ("2 x 8, " + both, both, '"both together" for both at once')
            for both in ("both sides", "both legs", "both", "bilateral", "B/L bilat")
        ),
        *((f"3x10 {side}", side, '"left", "right"') for side in ("L", "R", "lt", "RT")),
        *(
            (f"2 x 8 {pause}", pause, word)
            for pause in ("pause 3 s", "3 s pause", "relax 3 s")
            for word in ('"rest 60 s"', '"let go 3 s"', '"hold 3 s"')
        ),
        *(
            (f"2 x 8, {words}", words, hint)
            for words, hint in (
                ("bid", '"2 times a day"'),
                ("TID", '"3 times a day"'),
                ("qid", '"4 times a day"'),
                ("MWF", '"mon wed fri"'),
                ("everyday", '"every day"'),
                ("EOD", '"every 2 days"'),
                ("every second day", '"every 2 days"'),
                ("every third day", '"every 3 days"'),
            )
        ),
        ("3 x 20-30 s hold", "hold", '"2 x 8, hold 5 s, let go 3 s"'),
        ("2 x 8, rest", "rest", '"rest 60 s"'),
        ("2 x 8, 5 lb", "5 lb", "kilograms"),
        ("2 x 8, 4 kg dumbbell", "dumbbell", '"4 kg (dumbbell)"'),
        ("2 x 8, no red band", "no red band", '"red band"'),
        ("2 x 8, never band", "never band", '"band (any words)"'),
        ("2 x 8, remove band", "remove band", '"red band"'),
        ("2 x 8, skip the band", "skip the band", '"red band"'),
        ("2 x 8, heavier band", "heavier band", '"red band"'),
        ("2 x 8, left and down", "down", "Type such as"),
    ],
)
def test_what_is_not_understood_says_what_to_type(line: str, words: str, hint: str) -> None:
    said = refusal(line)
    assert said.startswith(f'"{words}" is not understood. Type ')
    assert hint in said


@pytest.mark.parametrize(
    ("line", "words", "time"),
    [
        ("30 s hold", "30 s hold", "30 s"),
        ("hold 10 s", "hold 10 s", "10 s"),
        ("Hold for 10 s, left", "Hold for 10 s", "10 s"),
        ("1 min 30 s hold", "1 min 30 s hold", "1 min 30 s"),
    ],
)
def test_a_hold_alone_says_how_one_hold_is_typed(line: str, words: str, time: str) -> None:
    assert refusal(line) == (
        f'"{words}" does not say how often. One hold is "1 x {time} hold";'
        f' more in a set: "2 x 8, hold {time}, let go 3 s".'
    )
    assert read_dose(f"1 x {time} hold").dose["reps"] == 1


def test_no_rest_is_understood() -> None:
    assert read_dose("2 x 8, no rest").dose["rest_seconds"] == 0


def test_a_way_needs_its_time_and_seconds_are_whole() -> None:
    assert refusal("2 × 400 m") == (
        '"2 × 400 m" is not a dose.'
        ' Type how long it takes, too: "400 m in 6 min". Minutes are "min".'
    )
    assert refusal("2 x 8, hold 2.5 s") == '"hold 2.5 s" is not whole seconds.'
