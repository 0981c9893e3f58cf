"""Pain too high to start is told of and asked about, whatever becomes of the window (PR-01a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import NO, YES, Patient, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.terms import Moment

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

HOUR, DAY = 3600, 24 * 3600
ALERTS = "SELECT flag_id, tier, action FROM alert ORDER BY id"
TOO_HIGH = ("PR-01a", "S", "C")


def scored(companion: Companion, score: int = 10) -> None:
    """Answer up to the pain before a session, and give it."""
    companion.start()
    while not isinstance(prompt := companion.next(), prompts.AskPain):
        assert prompt is not None
        companion.reply(prompt, Patient().reply(prompt))
    assert prompt.moment is Moment.BEFORE
    scores = tuple((asked.site, score) for asked in prompt.sites)
    companion.reply(prompt, prompts.Scored(scores))


def asked(shown: list[prompts.Prompt]) -> list[str]:
    return [one.question.id for one in shown if isinstance(one, prompts.AskSafety)]


def test_it_is_asked_about_and_then_told(companion: Companion, folder: Path) -> None:
    scored(companion)
    shown = visit(companion, Patient(begins=False))
    assert asked(shown) == ["RF-PAIN-01"]
    assert isinstance(shown[0], prompts.AskSafety)
    assert isinstance(shown[1], prompts.ShowAdvice)
    assert shown[1].advice.word == "NOT TODAY"
    assert rows(folder, ALERTS) == [TOO_HIGH]
    numbers = rows(folder, "SELECT numbers FROM alert")
    assert "Back 10" in str(numbers)


@pytest.mark.parametrize(("hours", "word"), [(1, "NOT TODAY"), (24, "BEFORE YOUR NEXT SESSION")])
def test_both_wait_where_the_window_was_closed(
    folder: Path, clock: StoppedClock, hours: int, word: str
) -> None:
    """The scores, what is told and the question are one commit: nothing is shown before."""
    with Companion(folder, clock) as companion:
        scored(companion)
    assert rows(folder, ALERTS) == [TOO_HIGH]
    clock.advance(hours * HOUR)
    with Companion(folder, clock) as companion:
        assert companion.today().alert_line == (
            "A question about a warning sign is open. In an emergency call 999."
        )
        companion.greet()
        shown = visit(companion, Patient({"RF-PAIN-01": YES}, begins=False))
    advice = [one.advice for one in shown if isinstance(one, prompts.ShowAdvice)]
    assert advice[0].word == word
    assert asked(shown)[0] == "RF-PAIN-01"
    assert rows(folder, ALERTS) == [TOO_HIGH, ("RF-PAIN-01", "U", "X")]


def test_who_reads_it_on_a_later_day_is_not_kept_from_that_day(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        scored(companion)
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.greet()
        (advice,) = [
            one.advice
            for one in visit(companion, Patient(begins=False))
            if isinstance(one, prompts.ShowAdvice)
        ]
        assert advice.do_now[0] == "Your pain was too high to start, that day."
        assert advice.avoid == ()
        assert not any("tomorrow" in line for line in advice.closing)
        scored(companion, 2)
        decision = companion.next()
    assert isinstance(decision, prompts.ShowDecision)
    assert decision.may_begin


def test_of_who_leaves_at_the_second_place_the_first_counts(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        while not isinstance(prompt := companion.next(), prompts.AskPain):
            assert prompt is not None
            companion.reply(prompt, Patient().reply(prompt))
        companion.reply(prompt, prompts.Leave(((prompt.sites[0].site, 10),)))
        assert isinstance(companion.next(), prompts.ShowAdvice)
    assert rows(folder, ALERTS) == [TOO_HIGH]


def test_it_is_told_once_a_day_and_on_each_such_day(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        scored(companion)
        visit(companion, Patient({"RF-PAIN-01": NO}, begins=False))
        companion.start()
        (only,) = visit(companion, Patient(begins=False))
        assert isinstance(only, prompts.ShowDecision)
        assert not only.may_begin
        assert rows(folder, ALERTS) == [TOO_HIGH]
        clock.advance(DAY)
        scored(companion)
        visit(companion, Patient(begins=False))
    assert rows(folder, ALERTS) == [TOO_HIGH, TOO_HIGH]
