"""What was done of a set can be mended, amount by amount, before it is saved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import a_step, a_target
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core.actuals import (
    Actuals,
    Amount,
    actuals_so_far,
    cut_short,
    time_words,
)
from exercise_companion.core.dose import SetTarget, Step
from exercise_companion.core.kept_set import kept_words
from exercise_companion.core.prompts import DidSet

HELD_WITH_WEIGHT = a_target(reps=8, seconds=5, load_kg=2.0)


def counted(wanted: SetTarget, units: str = "metric") -> Actuals:
    actuals = actuals_so_far(wanted, None, 0.0, units)
    assert actuals is not None
    return actuals


def test_times_carry_their_unit() -> None:
    assert [time_words(seconds) for seconds in (0, 45, 60, 245)] == [
        "0 s",
        "45 s",
        "1 min",
        "4 min 5 s",
    ]


def test_an_amount_is_nothing_only_when_that_was_typed_and_never_endless() -> None:
    one = Amount("reps", 8, 1)
    assert one.changed(-1).done == 1
    assert one.typed(0).done == 0
    assert one.typed(0).changed(1).done == one.typed(0).changed(-1).done == 1
    for _ in range(5):
        one = one.typed(9)
    assert one.done == 999
    assert Amount("kg", 2, 0.5).changed(-1).done == 0.5


def test_what_is_on_record_is_never_taken_back() -> None:
    actuals = actuals_so_far(a_target(seconds=240), a_step("work", 140.0), 110.0)
    assert actuals is not None
    kept = actuals.with_on_record(100)
    assert [kept.changed(-by).marked.done for by in (1, 2, 3, 30)] == [105, 100, 100, 100]
    assert kept.changed(-3).changed(1).marked.done == 105


def test_none_of_it_is_said_of_what_is_counted_alone() -> None:
    actuals = counted(HELD_WITH_WEIGHT)
    assert actuals.typed(0).is_none
    assert not actuals.typed(0).typed(8).is_none
    assert not actuals.next().typed(0).is_none
    assert not counted(IN_TURN).typed(0).is_none
    assert counted(IN_TURN).typed(0).next().typed(0).is_none


@pytest.mark.parametrize(
    ("wanted", "keys", "asked_back"),
    [
        (a_target(reps=8), "16", None),
        (a_target(reps=8), "17", "17 instead of 8"),
        (a_target(seconds=60), "121", "2 min 1 s instead of 1 min"),
        (HELD_WITH_WEIGHT, "w11", "each hold 11 s instead of 5 s"),
        (HELD_WITH_WEIGHT, "ww20", "weight 20 kg instead of 2 kg"),
    ],
)
def test_h20_more_than_twice_of_what_was_asked_is_asked_back(
    wanted: SetTarget, keys: str, asked_back: str | None
) -> None:
    actuals = counted(wanted)
    for key in keys:
        actuals = actuals.next() if key == "w" else actuals.typed(int(key))
    assert actuals.unlikely_words == asked_back


def test_typing_starts_anew_after_another_change() -> None:
    assert Amount("reps", 8, 5).typed(1).typed(2).done == 12
    assert Amount("reps", 8, 5).typed(1).changed(1).typed(3).done == 3


@pytest.mark.parametrize(
    ("typed", "done"), [((0, 8), 8), ((0, 0, 5), 5), ((0,), 0), ((1, 0), 10), ((9,) * 9, 999)]
)
def test_typed_digits_stand_for_themselves(typed: tuple[int, ...], done: float) -> None:
    one = Amount("reps", 8, 3)
    for digit in typed:
        one = one.typed(digit)
    assert one.done == done


@given(st.integers(1, 800).map(lambda quarters: quarters / 4), st.sampled_from(("kg", "lb")))
def test_more_and_then_less_is_again_what_was_asked(kilograms: float, unit: str) -> None:
    units = "imperial" if unit == "lb" else "metric"
    actuals = counted(a_target(reps=8, load_kg=kilograms), units).next()
    if actuals.marked.done < 190:
        assert actuals.changed(1).changed(-1).is_as_asked


def test_everything_a_set_is_measured_in_can_be_changed() -> None:
    actuals = counted(HELD_WITH_WEIGHT)
    assert actuals.words == "8"
    mended = actuals.changed(-1).next().changed(-2).next().changed(1)
    assert mended.words == "7, each hold 3 s, weight 2.5 kg"
    assert mended.reply() == DidSet(reps=7, seconds=3, load_kg=2.5)
    assert mended.as_asked().reply() == DidSet(reps=8, seconds=5)
    assert mended.next().marked.unit == "reps"


def test_what_was_left_alone_is_recorded_as_asked() -> None:
    assert counted(HELD_WITH_WEIGHT).reply() == DidSet(reps=8, seconds=5)
    assert counted(HELD_WITH_WEIGHT).is_as_asked


def test_a_weight_is_shown_in_the_plans_unit_and_recorded_in_kilograms() -> None:
    actuals = counted(a_target(reps=8, load_kg=2.0), "imperial")
    assert actuals.next().marked.words == "4.4 lb"
    assert actuals.next().typed(5).reply() == DidSet(reps=8, load_kg=2.27)
    assert actuals.reply() == DidSet(reps=8)


@pytest.mark.parametrize(
    ("kind", "rep", "reached"),
    [("rep", 3, 3), ("hold", 3, 2), ("release", 3, 2), ("ready", None, 1)],
)
def test_the_clock_counts_what_was_begun_and_not_what_comes_next(
    kind: str, rep: int | None, reached: int
) -> None:
    step = Step(kind, 4.0, "", 1, 1, rep, 8, "none")
    actuals = actuals_so_far(a_target(reps=8), step, 1.0)
    assert actuals is not None
    assert actuals.marked.done == reached


def test_time_and_distance_are_counted_in_their_own_unit() -> None:
    running = actuals_so_far(
        a_target(seconds=60), Step("work", 60.0, "", 1, 1, None, None, "none"), 25
    )
    assert running is not None
    assert running.words == "25 s"
    assert running.changed(1).reply() == DidSet(seconds=30)
    assert counted(a_target(metres=200)).changed(-1).reply() == DidSet(metres=190)


def test_a_set_measured_in_nothing_has_no_amount() -> None:
    assert actuals_so_far(a_target(), None, 0.0) is None


# --- sides in turn --------------------------------------------------------------------------------

IN_TURN = a_target(reps=8, side="alternate")


@pytest.mark.parametrize(
    ("kind", "rep", "side", "words"),
    [
        ("rep", 1, "right", "left 1, right 1"),
        ("rep", 4, "left", "left 4, right 3"),
        ("rep", 4, "right", "left 4, right 4"),
        ("hold", 4, "left", "left 3, right 3"),
        ("hold", 4, "right", "left 4, right 3"),
        ("release", 4, "left", "left 3, right 3"),
        ("release", 4, "right", "left 4, right 3"),
    ],
)
def test_h13_the_side_that_was_reached_is_what_is_kept(
    kind: str, rep: int, side: str, words: str
) -> None:
    step = a_step(kind, 4.0, rep=rep, reps=8, side=side)
    did = cut_short(IN_TURN, step, 1.0)
    assert did is not None
    assert did.reps is None
    assert kept_words(did) == words


def test_a_first_movement_has_hardly_begun() -> None:
    assert cut_short(IN_TURN, a_step("rep", 4.0, rep=1, reps=8, side="left"), 1.0) is None
    assert cut_short(IN_TURN, a_step("ready", 4.0, side="alternate"), 1.0) is None


def test_h13_each_side_is_mended_for_itself() -> None:
    actuals = counted(IN_TURN)
    assert actuals.words == "left 8, right 8"
    mended = actuals.changed(-1).next().typed(5)
    assert mended.words == "left 7, right 5"
    assert mended.reply() == DidSet(left_reps=7, right_reps=5)
    assert mended.as_asked().reply() == DidSet(left_reps=8, right_reps=8)
    assert mended.next().marked.unit == "left_reps"


def test_one_side_may_be_none_and_both_only_as_none_of_the_set() -> None:
    one = counted(IN_TURN).next().typed(0)
    assert one.words == "left 8, right 0"
    assert not one.is_none
    both = one.next().typed(0)
    assert both.is_none
    assert both.changed(-1) == both
    assert both.changed(1).words == "left 1, right 0"
    assert both.changed(1).changed(-1).words == "left 1, right 0"


def test_after_an_amount_was_entered_a_digit_begins_another() -> None:
    entered = counted(HELD_WITH_WEIGHT).typed(8).typed(8).entered()
    assert entered.words == "88"
    assert entered.typed(7).words == "7"


def test_a_weight_stands_behind_both_sides() -> None:
    actuals = counted(a_target(reps=8, side="alternate", load_kg=2.0)).next().next().changed(-1)
    assert actuals.words == "left 8, right 8, weight 1.5 kg"


@pytest.mark.parametrize(
    ("target", "step", "seconds", "words"),
    [
        (a_target(seconds=60), a_step("work", 60.0), 12.4, "12 s"),
        (a_target(reps=8, seconds=5), a_step("hold", 5.0, rep=3, reps=8), 2.0, "2 holds of 5 s"),
        (a_target(reps=8), None, 0.0, "8"),
    ],
)
def test_h17_what_a_cut_set_is_kept_as(
    target: SetTarget, step: Step | None, seconds: float, words: str
) -> None:
    did = cut_short(target, step, seconds)
    assert did is not None
    assert kept_words(did) == words


HOLDS = a_target(reps=5, seconds=120)


@pytest.mark.parametrize(
    ("target", "kind", "rep", "seconds", "kept"),
    [
        (a_target(reps=1, seconds=40), "hold", 1, 38.0, DidSet(reps=1, seconds=38)),
        (a_target(reps=1, seconds=120), "hold", 1, 119.0, DidSet(reps=1, seconds=119)),
        (a_target(reps=1, seconds=40), "hold", 1, 1.9, None),
        (HOLDS, "hold", 1, 3.0, DidSet(reps=1, seconds=3)),
        (HOLDS, "hold", 1, 119.0, DidSet(reps=1, seconds=119)),
        (HOLDS, "release", 2, 1.0, DidSet(reps=1, seconds=120)),
        (HOLDS, "hold", 2, 5.0, DidSet(reps=1, seconds=120)),
        (HOLDS, "hold", 5, 119.0, DidSet(reps=4, seconds=120)),
    ],
)
def test_never_more_holding_is_on_record_than_there_was(
    target: SetTarget, kind: str, rep: int, seconds: float, kept: DidSet | None
) -> None:
    step = a_step(kind, 120.0, rep=rep, reps=target.reps)
    assert cut_short(target, step, seconds) == kept


@pytest.mark.parametrize(
    ("kind", "rep", "side", "seconds", "words"),
    [
        ("hold", 1, "left", 7.0, "left 1, right 0, holds of 7 s"),
        ("release", 1, "right", 1.0, "left 1, right 0, holds of 20 s"),
        ("hold", 1, "right", 7.0, "left 1, right 0, holds of 20 s"),
        ("hold", 2, "left", 7.0, "left 1, right 1, holds of 20 s"),
    ],
)
def test_h13_holds_on_sides_in_turn_are_kept_as_far_as_they_were_held(
    kind: str, rep: int, side: str, seconds: float, words: str
) -> None:
    target = a_target(reps=4, seconds=20, side="alternate")
    did = cut_short(target, a_step(kind, 20.0, rep=rep, reps=4, side=side), seconds)
    assert did is not None
    assert kept_words(did) == words


def test_a_set_of_one_repetition_counts_as_soon_as_it_runs() -> None:
    step = a_step("rep", 10.0, rep=1, reps=1)
    assert cut_short(a_target(reps=1), step, 6.0) == DidSet(reps=1)
    assert cut_short(a_target(reps=2), replace(step, reps=2), 6.0) is None


def test_a_hold_that_is_ended_early_is_asked_about_with_its_seconds() -> None:
    step = a_step("hold", 120.0, rep=1, reps=5)
    asked = actuals_so_far(HOLDS, step, 3.4)
    assert asked is not None
    assert asked.words == "1, each hold 3 s"
    assert not asked.is_as_asked
    assert asked.as_asked().reply() == DidSet(reps=5, seconds=120)
    held_twice = actuals_so_far(HOLDS, replace(step, rep=3), 3.4)
    assert held_twice is not None
    assert held_twice.words == "2"


@pytest.mark.parametrize(("rep", "seconds", "reached"), [(1, 30.0, 0), (1, 3.0, 0), (3, 30.0, 2)])
def test_only_whole_holds_are_enough(rep: int, seconds: float, reached: int) -> None:
    asked = actuals_so_far(HOLDS, a_step("hold", 120.0, rep=rep, reps=5), seconds)
    assert asked is not None
    assert [asked.reaches(least) for least in (1, 2, 3)] == [
        least <= reached for least in (1, 2, 3)
    ]


def test_how_far_a_distance_came_nobody_knows() -> None:
    assert cut_short(a_target(metres=200), a_step("work", None), 0.0) is None
    assert cut_short(a_target(metres=200), None, 0.0) is None
