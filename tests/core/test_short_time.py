"""Short on time: the therapist's ranks decide, doses stay whole, and the order stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core.short_time import (
    Timed,
    choices,
    cut,
    left_out_line,
    minutes_words,
    shortest_line,
    within,
)


def timed(*given: tuple[float, int]) -> list[Timed]:
    """Exercises A, B, C... with their minutes and ranks."""
    return [Timed("ABCDEFGH"[at], minutes * 60, rank) for at, (minutes, rank) in enumerate(given)]


def names(some: tuple[Timed, ...]) -> str:
    return "".join(one.item_id for one in some)


@pytest.mark.parametrize(
    ("offered", "minutes", "now", "left_out"),
    [
        (timed((4, 2), (4, 1), (4, 3)), 8, "AB", "C"),
        (timed((4, 3), (4, 2), (4, 1)), 8, "BC", "A"),
        (timed((6, 1), (5, 1), (3, 2)), 10, "AC", "B"),
        (timed((4, 2), (4, 2)), 4, "A", "B"),
        (timed((4, 2), (4, 2)), 8, "AB", ""),
        (timed((4, 1), (2, 1)), 3, "A", "B"),
        (timed((2, 1), (30, 1), (2, 3)), 5, "AC", "B"),
        ([], 5, "", ""),
    ],
)
def test_by_rank_each_that_still_fits(
    offered: list[Timed], minutes: int, now: str, left_out: str
) -> None:
    made = cut(offered, minutes)
    assert (names(made.now), names(made.left_out)) == (now, left_out)


def test_only_choices_that_differ_are_offered() -> None:
    offered = timed((4, 1), (4, 2), (12, 3))
    assert [(one.minutes, one.takes, "".join(one.item_ids)) for one in choices(offered)] == [
        (5, 4, "A"),
        (10, 8, "AB"),
    ]


@pytest.mark.parametrize("offered", [[], timed((9, 1)), timed((2, 1), (3, 1))])
def test_where_less_time_changes_nothing_none_is_offered(offered: list[Timed]) -> None:
    assert choices(offered) == ()


def test_an_exercise_that_comes_first_and_is_long_is_the_shortest_choice() -> None:
    offered = choices(timed((3, 2), (11.5, 1), (5, 3)))
    assert (offered[0].minutes, offered[0].takes, offered[0].item_ids) == (12, 12, ("B",))
    assert shortest_line(offered) == "The shortest choice takes about 12 minutes."
    assert offered[0].label(3) == "12 min, 1 of 3 exercises"
    assert offered[0].spoken(3) == "About 12 minutes: 1 of 3 exercises"


def test_words() -> None:
    assert minutes_words(1) == "1 minute"
    assert shortest_line(()) == ""
    assert shortest_line(choices(timed((4, 1), (4, 1)))) == ""
    assert left_out_line(["Bridge", "Reach"]) == (
        "Left out, no time: Bridge, Reach. You can still do them later today."
    )


exercises = st.lists(
    st.tuples(st.integers(20, 1800), st.integers(1, 3)), min_size=1, max_size=8
).map(lambda rows: [Timed(str(at), float(row[0]), row[1]) for at, row in enumerate(rows)])
budgets = st.integers(1, 70)


@given(exercises, budgets)
def test_no_more_time_than_there_is_but_for_one_exercise_alone(
    offered: list[Timed], minutes: int
) -> None:
    made = cut(offered, minutes)
    assert made.now
    assert made.minutes <= minutes or len(made.now) == 1


@given(exercises, budgets)
def test_one_ranked_higher_is_not_left_out_for_one_as_long(
    offered: list[Timed], minutes: int
) -> None:
    made = cut(offered, minutes)
    for left in made.left_out:
        for taken in made.now:
            assert taken.priority <= left.priority or taken.seconds < left.seconds


@given(exercises, budgets)
def test_nothing_is_lost_changed_or_moved(offered: list[Timed], minutes: int) -> None:
    made = cut(offered, minutes)
    order = {one.item_id: at for at, one in enumerate(offered)}
    for part in (made.now, made.left_out):
        places = [order[one.item_id] for one in part]
        assert places == sorted(places)
    assert sorted((*made.now, *made.left_out), key=lambda one: order[one.item_id]) == offered


@given(exercises, budgets)
def test_more_time_never_begins_with_something_else(offered: list[Timed], minutes: int) -> None:
    first = min(offered, key=lambda one: one.priority)
    assert first in cut(offered, minutes).now
    assert cut(offered, minutes + 600).left_out == ()


@given(exercises)
def test_each_choice_keeps_its_word(offered: list[Timed]) -> None:
    made = choices(offered)
    assert len({one.item_ids for one in made}) == len(made)
    assert [one.minutes for one in made] == sorted({one.minutes for one in made})
    for one in made:
        again = cut(offered, one.minutes)
        assert tuple(kept.item_id for kept in again.now) == one.item_ids
        assert again.left_out
        assert one.takes == again.minutes <= one.minutes


@pytest.mark.parametrize(("minutes", "chosen"), [(1, 5), (7, 5), (8, 10), (9, 10), (99, 10)])
def test_the_longest_choice_there_is_time_for(minutes: int, chosen: int) -> None:
    offered = choices(timed((4, 1), (4, 2), (12, 3)))
    assert within(offered, minutes).minutes == chosen
