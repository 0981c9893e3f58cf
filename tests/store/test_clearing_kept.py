"""What leads to the end of a lock is kept as it was said, and never without what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest

from exercise_companion.core.records import (
    AnswerRecord,
    AssessmentRecord,
    CodeOutcome,
    CodeTry,
    GotHelp,
    HelpRecord,
)
from exercise_companion.core.terms import Answer
from exercise_companion.errors import StoreFault

if TYPE_CHECKING:
    from conftest import StoppedClock

    from exercise_companion.core.records import AlertRecord
    from exercise_companion.store import Store

DAY = date(2026, 11, 22)
IDS = ("A-20261122-1", "A-20261122-2")


@pytest.mark.parametrize("answer", get_args(GotHelp))
def test_an_answer_about_help_is_read_back(
    answer: GotHelp, store: Store, clock: StoppedClock
) -> None:
    record = HelpRecord(IDS, answer, "Dr Osei" if answer == "yes" else "")
    store.add_help_answer(record)
    assert store.help_answers(DAY) == ((clock.when(), record),)
    assert store.help_answers(date(2026, 11, 23)) == ()


@pytest.mark.parametrize("seen_by", ["", "Dr Osei"])
def test_who_saw_the_patient_belongs_to_a_yes_alone(seen_by: str, store: Store) -> None:
    with pytest.raises(StoreFault):
        store.add_help_answer(HelpRecord(IDS, "no" if seen_by else "yes", seen_by))
    assert store.help_answers(DAY) == ()


def test_a_medical_assessment_is_read_back(store: Store, clock: StoppedClock) -> None:
    record = AssessmentRecord(IDS, "Emergency department", DAY, "They let me go home.")
    store.add_assessment(record)
    assert store.assessments() == ((clock.when(), record),)


@pytest.mark.parametrize("field", ["event_ids", "place", "outcome"])
def test_half_a_medical_assessment_is_refused(field: str, store: Store) -> None:
    record = AssessmentRecord(IDS, "Ward 3", DAY, "They let me go home.")
    with pytest.raises(StoreFault):
        store.add_assessment(replace(record, **{field: ""}))
    assert store.assessments() == ()


def test_the_last_codes_that_were_typed(store: Store, clock: StoppedClock) -> None:
    assert store.last_code_tries(5) == ()
    for outcome in get_args(CodeOutcome):
        clock.advance(60)
        store.add_code_try(outcome, IDS)
    assert [one.outcome for one in store.last_code_tries(5)] == ["pause", "wrong", "accepted"]
    assert store.last_code_tries(1) == (CodeTry("pause", clock.when()),)


def test_what_was_taken_back_names_the_check_that_was_wrong(
    store: Store, lock: AlertRecord
) -> None:
    first = store.begin_check("wrong", "items", "1.0")
    (alert_id,) = store.add_answer(first, AnswerRecord("RF-CES-01", 1, Answer.YES, None), [lock])
    kept = store.raise_alert(replace(lock, flag_id="RF-CES-02"))
    again = store.begin_check("mistake", "items", "1.0")
    store.clear_by_mistake([alert_id], again)
    assert [one.id for one in store.open_alerts()] == [kept]
    (ended,) = store.flag_clearances()
    assert (ended.flag_id, ended.method, ended.check_id) == ("RF-CES-01", "mistake", first)
    assert store.verify_chain().is_whole
