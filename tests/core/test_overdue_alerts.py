"""What a plan's dates raise, and which reviews a clearance stands for (decisions A16)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes, make_program

from exercise_companion.core.alarms import is_told
from exercise_companion.core.overdue import covered, end_alert, review_alert
from exercise_companion.core.program import Program
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.terms import Action, Tier

if TYPE_CHECKING:
    from builders import Tree

GRACE = 10


def review(day: str) -> Tree:
    return {"date": day, "kind": "visit", "label": "Review"}


@pytest.fixture(scope="module")
def program() -> Program:
    """Two reviews, the later one written first; ten days of grace."""
    reviews = [review("2027-01-05"), review("2026-12-10")]
    plan = make_program(reviews=reviews, review_grace_days=GRACE)
    return Program.model_validate_json(as_bytes(plan))


def test_a16_the_earliest_review_that_is_overdue_holds(program: Program) -> None:
    assert review_alert(program, date(2027, 2, 1), ()) == AlertRecord(
        "REVIEW", ("A16",), Tier.SOON, Action.HOLD, "review planned for 10 December 2026"
    )


def test_a16_one_that_took_place_does_not(program: Program) -> None:
    alert = review_alert(program, date(2027, 2, 1), {date(2026, 12, 10)})
    assert alert.numbers == "review planned for 5 January 2027"


def test_a16_the_end_of_a_plan_asks_for_a_contact(program: Program) -> None:
    assert end_alert(program) == AlertRecord(
        "PLAN-END", ("A16",), Tier.SOON, Action.CONTACT, "plan ended on 2 January 2027"
    )


@pytest.mark.parametrize(
    ("day", "reviews"),
    [
        (date(2026, 12, 10), set()),
        (date(2026, 12, 20), set()),
        (date(2026, 12, 21), {date(2026, 12, 10)}),
        (date(2027, 1, 15), {date(2026, 12, 10)}),
        (date(2027, 1, 16), {date(2026, 12, 10), date(2027, 1, 5)}),
    ],
)
def test_a16_a_clearance_stands_for_what_was_overdue_on_its_day(
    program: Program, day: date, reviews: set[date]
) -> None:
    assert covered(program, [day]) == reviews


def test_a16_several_clearances_stand_for_all_of_theirs(program: Program) -> None:
    assert covered(program, []) == frozenset()
    both = {date(2026, 12, 10), date(2027, 1, 5)}
    assert covered(program, [date(2026, 12, 21), date(2027, 1, 16)]) == both


def test_a16_nobody_told_what_the_dates_say(program: Program) -> None:
    assert not is_told(review_alert(program, date(2027, 2, 1), ()))
    assert not is_told(end_alert(program))
    assert not is_told(AlertRecord("RF-PAIN-03", ("TR-1",), Tier.SOON, Action.CONTACT))
    assert is_told(AlertRecord("RF-GEN-02", ("RF-GEN-02",), Tier.SOON, Action.HOLD))
