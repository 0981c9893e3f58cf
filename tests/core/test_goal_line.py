"""The patient's own line of a goal: a change is said only where it is one (clinical-spec 5.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.day_words import day_words
from exercise_companion.core.goal_line import BARS, goals_view, value_words
from exercise_companion.core.program import Goal
from exercise_companion.plain.pages import goal_lines

if TYPE_CHECKING:
    from exercise_companion.core.page_views import GoalsView

DAY = date(2026, 11, 22)


LAST = date(2027, 1, 2)


def goal(goal_id: str = "walk", start: int = 3) -> Goal:
    return Goal(
        id=goal_id,
        activity="Walk to the shop",
        start_score=start,
        target_score=7,
        target_date=LAST,
    )


def weekly(*scores: int, goal_id: str = "walk") -> list[tuple[date, str, int]]:
    return [(DAY + timedelta(weeks=week), goal_id, score) for week, score in enumerate(scores)]


def of_one(*scores: int) -> GoalsView:
    return goals_view([goal()], weekly(*scores), DAY)


def test_without_a_score_there_is_no_latest_and_no_change() -> None:
    view = of_one()
    assert view.goals[0].latest is None
    assert (view.goals[0].change, view.change) == ("", "")


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ((3, 4, 6), ""),
        ((3, 4, 5, 5), ""),
        ((3, 4, 6, 6), "Since the start: from 3 to 6."),
        ((3, 2, 1, 0), "Since the start: from 3 to 0."),
        ((6, 6, 6, 5), ""),
    ],
)
def test_a_change_needs_four_values_and_three_points(scores: tuple[int, ...], said: str) -> None:
    assert of_one(*scores).goals[0].change == said


def test_all_together_need_four_values_each_and_two_points_of_the_mean() -> None:
    goals = [goal(), goal("stairs", start=4)]
    walk = weekly(3, 4, 5, 5)
    few = goals_view(goals, walk + weekly(6, 6, 6, goal_id="stairs"), DAY)
    assert few.change == ""
    small = goals_view(goals, walk + weekly(4, 4, 4, 5, goal_id="stairs"), DAY)
    assert small.change == ""
    enough = goals_view(goals, walk + weekly(4, 4, 4, 6, goal_id="stairs"), DAY)
    assert enough.change == "All your goals together: from 3.5 to 5.5 since the start."
    assert of_one(9, 9, 9, 9).change == ""


def test_the_last_score_of_a_day_counts_and_what_it_replaced_stays_in_sight() -> None:
    twice = [(DAY, "walk", 4), (DAY, "swim", 9), (DAY, "walk", 6), (DAY, "walk", 5)]
    (value,) = goals_view([goal()], twice, DAY).goals[0].values
    assert value.score == 5
    assert value_words(value) == "5 (first 4, then 6)"


def test_every_score_has_its_bar() -> None:
    assert len(BARS) == 11
    assert list(BARS) == sorted(BARS)


def test_that_the_day_of_a_target_is_past_is_said_and_nothing_else() -> None:
    def said(today: date) -> str:
        return "\n".join(goal_lines(goals_view([goal()], [], today)))

    by = f"Target 7 by {day_words(LAST)}."
    assert said(LAST).endswith(by)
    assert said(LAST + timedelta(days=1)).endswith(f"{by} That day is past.")
