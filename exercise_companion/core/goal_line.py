"""The patient's own line of each goal: what was said, and a change only where it is one.

Nothing here judges a score (clinical-spec 5.1, interpretation rule).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from exercise_companion.core.daily_life import MEAN_FALL, SINGLE_FALL
from exercise_companion.core.noticed import figure
from exercise_companion.core.page_views import GoalsView, GoalValue, GoalView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from exercise_companion.core.program import Goal

FEWEST_VALUES: Final = 4
"""Fewer values than this say nothing of a change (clinical-spec 5.1)."""

BARS: Final = "▁▁▂▃▄▄▅▆▇▇█"
"""A bar for each score from 0 to 10."""


def goals_view(
    goals: Iterable[Goal], scores: Iterable[tuple[date, str, int]], today: date
) -> GoalsView:
    """Every goal with its values.

    Args:
        goals: of the program in force, in the therapist's order.
        scores: day, goal and score 0-10, oldest first; those of other goals are left out.
        today: the exercise day.

    """
    given: dict[str, dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
    for day, goal_id, score in scores:
        given[goal_id][day].append(score)
    views = tuple(_goal(goal, given[goal.id], today) for goal in goals)
    return GoalsView(views, _change_of_all(views), today)


def _goal(goal: Goal, by_day: dict[date, list[int]], today: date) -> GoalView:
    values = tuple(
        GoalValue(day, scores[-1], tuple(scores[:-1])) for day, scores in sorted(by_day.items())
    )
    return GoalView(
        goal.id,
        goal.activity,
        goal.start_score,
        goal.target_score,
        goal.target_date,
        values,
        _change_of_one(goal.start_score, values),
        is_past=goal.target_date < today,
    )


def _change_of_one(start: int, values: Sequence[GoalValue]) -> str:
    """About 3 points of one activity (clinical-spec 5.1, PSFS)."""
    if len(values) < FEWEST_VALUES or abs(values[-1].score - start) < SINGLE_FALL:
        return ""
    return f"Since the start: from {start} to {values[-1].score}."


def _change_of_all(goals: Sequence[GoalView]) -> str:
    """About 2 points of the mean (clinical-spec 5.1, PSFS); with one goal its own line says it."""
    latest = [goal.latest.score for goal in goals if goal.latest is not None]
    few = any(len(goal.values) < FEWEST_VALUES for goal in goals)
    if few or len(goals) < 2:  # noqa: PLR2004 - one is no mean
        return ""
    start = sum(goal.start for goal in goals) / len(goals)
    now = sum(latest) / len(latest)
    if abs(now - start) < MEAN_FALL:
        return ""
    return f"All your goals together: from {figure(start)} to {figure(now)} since the start."


def value_words(value: GoalValue) -> str:
    """One day's score; what was replaced on that day stays in sight: "5 (first 4)"."""
    first = ", then ".join(str(score) for score in value.replaced)
    return f"{value.score} (first {first})" if first else str(value.score)
