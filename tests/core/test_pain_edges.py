"""The edges of the pain rules: exactly at a number, and what holds when nothing else is said."""

from __future__ import annotations

import pytest

from exercise_companion.core.pain import (
    BeforeOutcome,
    DuringOutcome,
    MorningOutcome,
    PainFacts,
    before_all,
    during_all,
    next_morning,
    usual_morning_score,
)
from exercise_companion.core.parameters import Parameters


@pytest.mark.parametrize(("morning", "outcome"), [(1, "GREEN"), (2, "AMBER"), (3, "RED")])
def test_a_morning_is_red_from_the_rise_itself_on(morning: int, outcome: str) -> None:
    assert next_morning(Parameters(), 5, 0, morning) is MorningOutcome(outcome)


@pytest.mark.parametrize(
    ("recorded", "mornings", "usual"),
    [
        (None, [1, 2, 3, 4], None),
        (None, [1, 2, 3, 4, 9], 3),
        (None, [1, 2, 3, 4, 9, 9, 9, 9, 9], 3),
        (4.0, [], 4.0),
        (4.0, [1, 1, 1, 1, 1], 4.0),
    ],
)
def test_five_rest_days_make_a_usual_morning(
    recorded: float | None, mornings: list[int], usual: float | None
) -> None:
    assert usual_morning_score(recorded, mornings) == usual


def test_without_a_word_nobody_was_operated_on_and_no_day_is_an_easy_one() -> None:
    facts = PainFacts(Parameters(), {"back": 6}, {})
    assert facts.limits("back").limit == 8
    assert before_all(facts, {"back": 7}) == {"back": BeforeOutcome.GO}
    plain = PainFacts(Parameters(), {"back": 3}, {})
    pain_pre, worst = {"back": 6}, {"back": 6}
    assert during_all(plain, pain_pre, worst) == {"back": DuringOutcome.STOP_EXERCISE}
    easy = during_all(plain, pain_pre, worst, easy_day=True)
    assert easy == {"back": DuringOutcome.CONTINUE_CARE}
