"""Low mood (rule C-19): a contact and no hold; the question about ending one's life still comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeys import YES, Patient, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core.advice import advice_lines
from exercise_companion.core.crisis_prompts import AskCrisis
from exercise_companion.core.follow_ups import FollowUp, question_id
from exercise_companion.core.mood import MOOD_FLAG
from exercise_companion.core.prompts import AskSafety, ShowAdvice, ShowSummary

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.terms import Answer

DAY = 24 * 3600

LOW: dict[str, Answer] = {
    question_id(MOOD_FLAG, step): YES
    for step in (FollowUp.LOW_2_DAYS, FollowUp.LOW_7_DAYS, FollowUp.LOW_12_DAYS)
}
A_LITTLE_LOW: dict[str, Answer] = dict(list(LOW.items())[:1])


def asked(shown: list[object]) -> list[str]:
    return [one.question.id for one in shown if isinstance(one, AskSafety)]


def test_c19_low_mood_asks_for_a_talk_and_the_session_goes_on(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient(dict(LOW)))
        assert not companion.is_blocked()
    (advice,) = (one.advice for one in shown if isinstance(one, ShowAdvice))
    words = " ".join(advice_lines(advice))
    assert "doctor" in words
    assert "my mood has been low" in words
    assert not any(figure in words for figure in ("points", "score", " 3 "))
    assert any(isinstance(one, ShowSummary) for one in shown)
    assert rows(folder, "SELECT flag_id, tier, action FROM alert") == [(MOOD_FLAG, "S", "C")]


def test_c19_some_low_days_are_kept_and_nothing_is_told(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient(dict(A_LITTLE_LOW)))
    assert not any(isinstance(one, ShowAdvice) for one in shown)
    kept = rows(folder, "SELECT value FROM safety_answer WHERE question_id LIKE 'RF-MH-02/%'")
    assert [str(value) for (value,) in kept] == ["yes", "no", "no"]


def test_h27_after_low_mood_the_question_about_ending_ones_life_comes_without_a_warning_above_it(
    folder: Path, clock: StoppedClock
) -> None:
    """Who fears that too much is made of an answer does not give it [S16]."""
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient({**LOW, "RF-MH-01": YES}), until=AskCrisis)
    (last,) = (one for one in shown if isinstance(one, AskSafety) and one.question.id == "RF-MH-01")
    assert last.serious == ""
    assert last.purpose.startswith("This is about the last two weeks, new or not.")


def test_mood_is_asked_as_it_was_and_not_only_what_is_new(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient())
    about_mood = [
        one for one in shown if isinstance(one, AskSafety) and MOOD_FLAG in one.question.id
    ]
    assert about_mood
    for one in about_mood:
        assert one.purpose.startswith("This is about the last two weeks")
        assert dict(one.topics)["Your mood"] == ""


def test_the_list_of_topics_says_what_was_told_of_mood(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient(dict(A_LITTLE_LOW)))
    (last,) = (one for one in shown if isinstance(one, AskSafety) and one.question.id == "RF-MH-01")
    assert dict(last.topics)["Your mood"] == "Yes"


def test_mood_comes_every_fortnight_and_never_because_something_is_wrong(
    folder: Path, clock: StoppedClock
) -> None:
    days = []
    for day in range(16):
        with Companion(folder, clock) as companion:
            companion.start()
            ids = asked(list(visit(companion, Patient())))
            companion.something_is_wrong()
            wrong = asked(list(visit(companion, Patient(begins=False))))
        assert not any(one.startswith(MOOD_FLAG) for one in wrong)
        if any(one.startswith(MOOD_FLAG) for one in ids):
            days.append(day)
        clock.advance(DAY)
    assert days == [0, 14]
