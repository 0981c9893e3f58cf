"""The edges of a walk through a check: the worst of what was found, what is asked but once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evidence import NOTHING

from exercise_companion import catalogue
from exercise_companion.core.records import AnswerRecord
from exercise_companion.core.screening import NEW_ID, REPEAT_ID, walk
from exercise_companion.core.screening_plan import Plan
from exercise_companion.core.terms import Answer, Tier

if TYPE_CHECKING:
    from exercise_companion.core.background import Background

KNOWN = catalogue.load()


def nothing_earlier(_place: int) -> Background:
    return NOTHING


YES, NO = Answer.YES, Answer.NO


def conduct(plan: str, signs: set[str]) -> list[AnswerRecord]:
    """Ask to the end: a topic is a yes at first, then a no."""
    given: list[AnswerRecord] = []
    while (question := walk(Plan.decode(plan), given, KNOWN, nothing_earlier).question) is not None:
        is_topic = question.id.startswith(("T", "W", "B")) and question.attempt == 1
        value = YES if is_topic or question.id in signs else NO
        given.append(AnswerRecord(question.id, question.attempt, value, None))
    return given


@pytest.mark.parametrize(
    ("plan", "signs", "worst"),
    [
        ("=RF-GEN-02 =RF-GEN-04", {"RF-GEN-02", "RF-GEN-04"}, Tier.URGENT),
        ("=RF-GEN-04 =RF-GEN-02", {"RF-GEN-02", "RF-GEN-04"}, Tier.URGENT),
        ("=RF-GEN-02 =RF-MH-01", {"RF-GEN-02", "RF-MH-01"}, Tier.SOON),
        ("=RF-MH-01", {"RF-MH-01"}, None),
        ("=RF-GEN-02", set(), None),
    ],
)
def test_the_worst_of_what_was_found_counts_and_a_crisis_stands_apart(
    plan: str, signs: set[str], worst: Tier | None
) -> None:
    given = conduct(plan, signs)
    assert walk(Plan.decode(plan), given, KNOWN, nothing_earlier).worst is worst


def test_a_sign_that_was_asked_is_not_asked_again_and_its_no_stays_a_no() -> None:
    """Every sign of the topic is a no, so the topic is asked once more (decisions B)."""
    given = conduct("=RF-PAIN-01 T5", set())
    asked = [f"{one.question_id}/{one.attempt}" for one in given]
    assert asked.count("RF-PAIN-01/1") == 1
    assert asked[0] == "RF-PAIN-01/1"
    assert asked[-1] == "T5/2"


def test_a_check_of_nothing_names_the_first_answer_that_is_left_over() -> None:
    left = [AnswerRecord("T1", 1, NO, None), AnswerRecord("T2", 1, NO, None)]
    assert walk(Plan(()), [], KNOWN, nothing_earlier).end == "complete"
    with pytest.raises(ValueError, match="T1 after the check had ended"):
        walk(Plan(()), left, KNOWN, nothing_earlier)


def test_the_names_under_which_gates_are_stored_stay() -> None:
    assert (REPEAT_ID, NEW_ID) == ("REPEAT", "NEW")


def test_what_comes_after_a_gate_is_asked_on_a_condition_only() -> None:
    assert Plan.decode("?REPEAT T1").asks("T1") is False
    assert Plan.decode("T1").asks("T1") is True
    assert Plan.decode("T1").asks("T2") is False
