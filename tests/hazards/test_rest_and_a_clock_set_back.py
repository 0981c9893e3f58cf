"""A clock that is set back keeps nobody resting: one whole rest from then on is enough (H-22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, rows
from questions import tell_of_a_feeling, up_to

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from journeys import StoppedClock

DAY = 24 * 3600


def report_feeling(companion: Companion) -> prompts.AskSettled:
    tell_of_a_feeling(companion)
    return settled(companion)


def report_dizziness(companion: Companion) -> prompts.AskSettled:
    companion.something_is_wrong()
    asked = up_to(companion, Patient({"RF-CAR-04": YES}, begins=False), "RF-CAR-04/dizzy_settled")
    assert isinstance(asked, prompts.AskSettled)
    return asked


def settled(companion: Companion) -> prompts.AskSettled:
    asked = companion.next()
    assert isinstance(asked, prompts.AskSettled)
    return asked


def test_pr05_gone_is_taken_after_one_more_rest(
    folder: Path, companion: Companion, clock: StoppedClock
) -> None:
    report_feeling(companion)
    companion.close()
    clock.advance(-3 * DAY)
    with Companion(folder, clock) as again:
        again.greet()
        asked = settled(again)
        clock.advance(14 * 60)
        with pytest.raises(Refused, match="too soon"):
            again.reply(asked, prompts.Answered(YES))
        clock.advance(60)
        again.reply(asked, prompts.Answered(YES))
        assert not again.is_blocked()
    assert rows(folder, "SELECT settled FROM sensation_answer") == [("yes",)]


@pytest.mark.parametrize("report", [report_feeling, report_dizziness])
def test_gone_is_taken_where_the_clock_was_set_back_while_it_was_shown(
    companion: Companion,
    clock: StoppedClock,
    report: Callable[[Companion], prompts.AskSettled],
) -> None:
    """The screen counts the rest by itself, and asks the same question still."""
    asked = report(companion)
    clock.advance(15 * 60 - 3600)
    companion.reply(asked, prompts.Answered(YES))
    assert companion.next() != asked


def test_without_it_the_rest_counts_from_what_was_told(
    companion: Companion, clock: StoppedClock
) -> None:
    first = report_feeling(companion)
    clock.advance(10 * 60)
    assert settled(companion).ask_from == first.ask_from
