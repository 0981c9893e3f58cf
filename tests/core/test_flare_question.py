"""When it is asked whether it is a flare-up, and what is said with it (rule FL-1, 2.7)."""

from __future__ import annotations

import pytest

from exercise_companion.core.flare_question import (
    WHAT_FOLLOWS,
    WHAT_IT_IS,
    AskFlare,
    raised,
)


@pytest.mark.parametrize("score", [5, 6, 7, 10])
def test_fl1_it_is_asked_from_two_above_the_usual_pain(score: int) -> None:
    assert raised({"back": 3, "leg": 0}, {"back": score}) == ("back",)


@pytest.mark.parametrize("score", [0, 3, 4])
def test_fl1_below_that_it_is_not(score: int) -> None:
    assert raised({"back": 3, "leg": 0}, {"back": score}) == ()


def test_fl1_each_place_has_its_own_usual_pain() -> None:
    assert raised({"back": 5, "leg": 1}, {"back": 6, "leg": 3}) == ("leg",)
    assert raised({"back": 3, "leg": 1}, {"back": 5, "leg": 3}) == ("back", "leg")


def test_fl1_half_a_point_of_usual_pain_counts() -> None:
    assert raised({"back": 3.5}, {"back": 5}) == ()
    assert raised({"back": 3.5}, {"back": 6}) == ("back",)


def test_the_scores_come_first_and_what_follows_last() -> None:
    asked = AskFlare(("Back pain 6, usually 3.",))
    assert asked.lines == ("Back pain 6, usually 3.", WHAT_IT_IS, WHAT_FOLLOWS)
