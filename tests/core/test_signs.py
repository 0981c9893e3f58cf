"""Signs are read from stored answers, whatever was planned to be asked."""

from __future__ import annotations

import pytest

from exercise_companion import catalogue
from exercise_companion.core.records import AnswerRecord
from exercise_companion.core.screening_plan import Entry, How, Plan
from exercise_companion.core.signs import BEGUN, Sign, signs_of
from exercise_companion.core.terms import Answer

KNOWN = catalogue.load()
YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE


def records(*answers: tuple[str, int, Answer]) -> list[AnswerRecord]:
    return [AnswerRecord(name, attempt, value, None) for name, attempt, value in answers]


NO_PLAN = Plan(())


@pytest.mark.parametrize(
    ("answers", "reported", "denied"),
    [
        ([("RF-NEU-01", 1, YES)], {"RF-NEU-01"}, set()),
        ([("RF-NEU-01", 1, NO)], set(), {"RF-NEU-01"}),
        ([("RF-NEU-01", 1, NOT_SURE), ("RF-NEU-01", 2, NOT_SURE)], {"RF-NEU-01"}, set()),
        ([("RF-NEU-01", 1, NOT_SURE), ("RF-NEU-01", 2, NO)], set(), {"RF-NEU-01"}),
        ([("RF-GEN-01", 1, NOT_SURE)], set(), set()),
        ([("RF-GEN-01", 1, NO), ("RF-GEN-01", 1, NOT_SURE)], set(), set()),
        ([("T6", 1, NO)], set(), {"RF-DVT-01", "RF-PAD-01"}),
        ([("RF-DVT-01", 1, YES), ("T6", 1, NO)], {"RF-DVT-01"}, {"RF-PAD-01"}),
        ([("T6", 1, YES)], set(), set()),
        ([("T6", 1, YES), ("T6", 2, YES)], {"RF-GEN-04"}, set()),
        ([("RF-CES-02/ces_onset_14_days", 1, NO)], {"RF-CES-02"}, set()),
        ([("RF-GONE-01/ces_onset_14_days", 1, NO)], {"RF-GONE-01"}, set()),
        ([("RF-MH-02/low_2_days", 1, YES)], set(), set()),
        ([("REPEAT", 1, YES)], set(), set()),
        ([("REPEAT", 1, NO)], set(), set()),
        ([("REPEAT", 2, YES)], set(), set()),
        ([("RF-OLD-99", 1, YES)], set(), set()),
    ],
)
def test_signs_are_read_from_answers_whatever_was_planned(
    answers: list[tuple[str, int, Answer]], reported: set[str], denied: set[str]
) -> None:
    signs = signs_of(NO_PLAN, records(*answers), KNOWN)
    assert {flag for flag, sign in signs.items() if sign.reported} == reported
    assert {flag for flag, sign in signs.items() if not sign.reported} == denied


def test_a_sign_stands_at_its_last_word() -> None:
    answers = records(("T6", 1, NO), ("RF-NEU-01", 1, NOT_SURE), ("RF-NEU-01", 2, YES))
    signs = signs_of(NO_PLAN, answers, KNOWN)
    assert signs["RF-NEU-01"].place == 2
    assert signs["RF-DVT-01"].place == 0


def test_what_is_said_once_more_moves_the_last_word() -> None:
    answers = records(
        ("RF-CES-02", 1, YES), ("RF-CES-02/ces_onset_14_days", 1, NO), ("T6", 1, NO), ("T6", 2, NO)
    )
    signs = signs_of(NO_PLAN, answers, KNOWN)
    assert signs["RF-CES-02"] == Sign(reported=True, place=1)
    assert signs["RF-DVT-01"] == Sign(reported=False, place=3)


def test_a_check_may_begin_with_a_sign() -> None:
    signs = signs_of(Plan.decode("~RF-NEU-03"), [], KNOWN)
    assert signs == {"RF-NEU-03": Sign(reported=True, place=BEGUN)}
    assert BEGUN < 0, "before the first answer"


def test_a_sign_that_is_still_to_be_asked_about_is_not_reported() -> None:
    assert signs_of(Plan((Entry(How.SINGLE, "RF-PAIN-01"),)), [], KNOWN) == {}
