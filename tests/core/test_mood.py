"""The two mood questions of rule C-19: steps of days, one answer at a time, no number shown."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion import catalogue
from exercise_companion.core import mood, screening
from exercise_companion.core.background import Background
from exercise_companion.core.follow_ups import FollowUp, question_id
from exercise_companion.core.records import AnswerRecord
from exercise_companion.core.screening_plan import Plan
from exercise_companion.core.signs import signs_of
from exercise_companion.core.terms import Action, Answer, Tier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.core.screening import Walk

KNOWN = catalogue.load()
ASKED = Plan.decode("*M1")
YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE

LOW = (FollowUp.LOW_2_DAYS, FollowUp.LOW_7_DAYS, FollowUp.LOW_12_DAYS)
JOYLESS = (FollowUp.JOYLESS_2_DAYS, FollowUp.JOYLESS_7_DAYS, FollowUp.JOYLESS_12_DAYS)


def stands(plan: Plan, given_so_far: list[AnswerRecord], *risks: str) -> Walk:
    background = Background(risks=frozenset(risks))  # type: ignore[arg-type] - risk codes
    return screening.walk(plan, given_so_far, KNOWN, lambda _place: background)


def asked(
    said: Mapping[FollowUp, Answer], *risks: str, plan: Plan = ASKED
) -> tuple[list[AnswerRecord], Walk]:
    """Answer each question as said, else no; a second asking gets the same answer."""
    answers: list[AnswerRecord] = []
    walk = stands(plan, answers, *risks)
    while (question := walk.question) is not None:
        value = said.get(question.follow_up, NO) if question.follow_up else NO
        answers.append(AnswerRecord(question.id, question.attempt, value, None))
        walk = stands(plan, answers, *risks)
    return answers, walk


def steps(answers: list[AnswerRecord]) -> list[str]:
    return [answer.question_id.partition("/")[2] for answer in answers]


def low_for(days: int, without_joy: int = 0) -> dict[FollowUp, Answer]:
    """The truth of a patient who was low, or without joy, on so many of the last 14 days."""
    told = zip((*LOW, *JOYLESS), (2, 7, 12) * 2, (days,) * 3 + (without_joy,) * 3, strict=True)
    return {step: YES if true >= least else NO for step, least, true in told}


def test_who_is_not_low_answers_two_questions() -> None:
    answers, walk = asked({})
    assert steps(answers) == ["low_2_days", "joyless_2_days"]
    assert walk.end == "complete"
    assert walk.findings == ()


@pytest.mark.parametrize(
    ("low", "without_joy", "score"),
    [
        (0, 0, 0), (1, 1, 0), (2, 0, 1), (6, 0, 1), (7, 0, 2), (11, 1, 2), (2, 6, 2),
        (12, 0, 3), (6, 7, 3), (0, 12, 3), (14, 14, 3),
    ],
)  # fmt: skip
def test_c19_counts_the_days_as_the_published_cut_offs_do(
    low: int, without_joy: int, score: int
) -> None:
    """0-1, 2-6, 7-11 and 12-14 days are 0, 1, 2 and 3 points (Kroenke et al. 2009)."""
    answers, walk = asked(low_for(low, without_joy))
    told = {
        (mood.MOOD_FLAG, FollowUp(answer.question_id.partition("/")[2])): answer.value
        for answer in answers
    }
    assert mood.score(told) == score
    assert bool(walk.findings) is (score >= 3)
    _, with_depression = asked(low_for(low, without_joy), "depression")
    assert bool(with_depression.findings) is (score >= 2)


def test_c19_asks_for_a_contact_and_holds_nothing() -> None:
    _, walk = asked(low_for(12))
    (found,) = walk.findings
    assert (found.flag_id, found.tier, found.action) == ("RF-MH-02", Tier.SOON, Action.CONTACT)
    assert found.rules == ("RF-MH-02", "C-19")


def test_nothing_more_is_asked_about_mood_once_it_is_known() -> None:
    answers, _ = asked(low_for(14, 14))
    assert steps(answers) == ["low_2_days", "low_7_days", "low_12_days"]


def test_not_sure_is_asked_again_and_then_counts_as_yes() -> None:
    answers, walk = asked(dict.fromkeys(LOW, NOT_SURE))
    assert [(answer.attempt, answer.value) for answer in answers] == [
        (1, NOT_SURE),
        (2, NOT_SURE),
    ] * 3
    assert [found.flag_id for found in walk.findings] == ["RF-MH-02"]


def test_low_mood_does_not_keep_the_question_about_ending_ones_life_from_being_asked() -> None:
    answers, walk = asked(low_for(14), plan=Plan.decode("*M1 *B1"))
    assert answers[-1].question_id == "RF-MH-01"
    assert walk.end == "complete"


def test_some_low_days_are_no_sign_in_what_is_known_later() -> None:
    """Only the sum of both questions says something."""
    answers, _ = asked(low_for(6))
    assert signs_of(ASKED, answers, KNOWN) == {}


def test_mood_is_asked_like_every_sensitive_question_and_without_naming_a_sign() -> None:
    question = stands(ASKED, []).question
    assert question is not None
    assert question.id == question_id("RF-MH-02", FollowUp.LOW_2_DAYS)
    assert question.sensitive
    assert question.text.startswith("In the last 2 weeks")


@given(st.dictionaries(st.sampled_from((*LOW, *JOYLESS)), st.sampled_from(Answer)))
def test_a_worse_answer_never_makes_the_score_lower(said: dict[FollowUp, Answer]) -> None:
    told = {(mood.MOOD_FLAG, step): value for step, value in said.items()}
    for key, value in product(told, (YES, NOT_SURE)):
        worse = {**told, key: value}
        assert (mood.score(worse) or 0) >= (mood.score(told) or 0)


def test_unasked_is_not_zero() -> None:
    assert mood.score({}) is None
