"""Answers to safety questions as a test writes them."""

from __future__ import annotations

from exercise_companion.core.records import AnswerRecord
from exercise_companion.core.terms import Answer


def told(*answers: str) -> list[AnswerRecord]:
    """ "RF-CES-01 yes", "T3 no 2"."""
    found = []
    for text in answers:
        question, value, *attempt = text.split()
        number = int(attempt[0]) if attempt else 1
        found.append(AnswerRecord(question, number, Answer(value), None))
    return found
