"""Signs are read from stored answers, whatever was planned to be asked."""

from __future__ import annotations

import pytest

from exercise_companion import catalogue
from exercise_companion.core.records import AnswerRecord
from exercise_companion.core.signs import Signs, signs_of
from exercise_companion.core.terms import Answer

KNOWN = catalogue.load()
YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE


def records(*answers: tuple[str, int, Answer]) -> list[AnswerRecord]:
    return [AnswerRecord(name, attempt, value, None) for name, attempt, value in answers]


@pytest.mark.parametrize(
    ("answers", "reported", "denied"),
    [
        ([("RF-NEU-01", 1, YES)], {"RF-NEU-01"}, set()),
        ([("RF-NEU-01", 1, NO)], set(), {"RF-NEU-01"}),
        ([("RF-NEU-01", 1, NOT_SURE), ("RF-NEU-01", 2, NOT_SURE)], {"RF-NEU-01"}, set()),
        ([("RF-NEU-01", 1, NOT_SURE), ("RF-NEU-01", 2, NO)], set(), {"RF-NEU-01"}),
        ([("RF-GEN-01", 1, NOT_SURE)], set(), set()),
        ([("T6", 1, NO)], set(), {"RF-DVT-01", "RF-PAD-01"}),
        ([("T6", 1, YES)], set(), set()),
        ([("T6", 1, YES), ("T6", 2, YES)], {"RF-GEN-04"}, set()),
        ([("RF-CES-02/ces_onset_14_days", 1, NO)], {"RF-CES-02"}, set()),
        ([("REPEAT", 1, YES)], set(), set()),
        ([("RF-OLD-99", 1, YES)], set(), set()),
    ],
)
def test_signs_are_read_from_answers_whatever_was_planned(
    answers: list[tuple[str, int, Answer]], reported: set[str], denied: set[str]
) -> None:
    assert signs_of(records(*answers), KNOWN) == Signs(frozenset(reported), frozenset(denied))
