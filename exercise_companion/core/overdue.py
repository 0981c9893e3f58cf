"""A review that is overdue, and a plan that has ended, as alerts a clearance can name.

Source: decisions A16, clinical-spec 3.3. What blocks is the plan's own dates (`core.schedule`); the
alert gives it an id, says whom to call, and shows what ended it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.day_words import day_words
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.terms import Action, Tier

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from exercise_companion.core.program import Program, Review

REVIEW: Final = "REVIEW"
"""A planned review has not taken place, and its days of grace are over."""

PLAN_END: Final = "PLAN-END"
"""The plan has ended."""

OF_THE_PLAN: Final = frozenset({REVIEW, PLAN_END})
"""What follows from the plan's dates: nobody told it, and no rule worked it out."""

RULE: Final = "A16"


def review_alert(program: Program, today: date, reviews_done: Collection[date]) -> AlertRecord:
    """The hold for the earliest review that is overdue: a talk or a clearance ends it.

    Args:
        program: a plan with a review that is overdue (`schedule.standing`).
        today: the calendar day.
        reviews_done: the days of reviews that took place.

    """
    late = min(
        review.date for review in _overdue(program, today) if review.date not in reviews_done
    )
    numbers = f"review planned for {day_words(late)}"
    return AlertRecord(REVIEW, (RULE,), Tier.SOON, Action.HOLD, numbers)


def end_alert(program: Program) -> AlertRecord:
    """A contact for a new plan: only a new version ends what the date blocks (H-03)."""
    numbers = f"plan ended on {day_words(program.valid_until)}"
    return AlertRecord(PLAN_END, (RULE,), Tier.SOON, Action.CONTACT, numbers)


def covered(program: Program, cleared_on: Iterable[date]) -> frozenset[date]:
    """The reviews that a clearance of their alert stands for: those overdue on that day.

    Args:
        program: the plan in force.
        cleared_on: the days on which an alert about an overdue review was cleared.

    """
    return frozenset(review.date for day in cleared_on for review in _overdue(program, day))


def _overdue(program: Program, day: date) -> list[Review]:
    grace = timedelta(days=program.review_grace_days)
    return [review for review in program.reviews if review.date + grace < day]
