"""Silence and half an answer: kept as what they are, never as good, and never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, full_program, install, rows, visit
from walks import Walker, walk_program

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.terms import Moment

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.prompts import AskPain, Prompt, Reply

NOT_GIVEN = prompts.Scored(not_given=True)


class Silent(Patient):
    """Answers nothing about pain in an exercise while the session may go by itself."""

    def reply(self, prompt: Prompt) -> Reply:
        if isinstance(prompt, prompts.AskPain) and prompt.may_wait:
            return NOT_GIVEN
        return super().reply(prompt)


def asked_again(companion: Companion) -> AskPain:
    """The first question about pain that comes again at the end."""
    companion.start()
    patient = Silent()
    while not (isinstance(prompt := companion.next(), prompts.AskPain) and _is_again(prompt)):
        assert prompt is not None
        companion.reply(prompt, patient.reply(prompt))
    return prompt


def _is_again(prompt: AskPain) -> bool:
    return prompt.moment is Moment.DURING and prompt.may_skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    return folder


def during(folder: Path) -> list[tuple[object, ...]]:
    query = "SELECT site, score_0_to_10 FROM pain_entry WHERE asked = 'during' ORDER BY ordinal"
    return rows(folder, query)


def test_half_an_answer_at_the_end_counts_and_the_rest_is_not_given(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        prompt = asked_again(companion)
        assert companion.reply(prompt, prompts.Scored((("back", 9),)))
        following = companion.next()
    assert during(folder)[-2:] == [("back", 9), ("leg", None)]
    assert isinstance(following, prompts.AskSafety)  # rule PR-02a: its questions


def test_half_an_answer_after_the_session_counts(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.AskPain)
        patient = Patient()
        while not (isinstance(prompt := companion.next(), prompts.AskPain)
                   and prompt.moment is Moment.AFTER):  # fmt: skip
            assert prompt is not None
            companion.reply(prompt, patient.reply(prompt))
        assert companion.reply(prompt, prompts.Scored((("back", 4),)))
    query = "SELECT site, score_0_to_10 FROM pain_entry WHERE asked = 'after' ORDER BY ordinal"
    assert rows(folder, query) == [("back", 4), ("leg", None)]


def test_whoever_says_that_it_hurts_is_waited_for(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        shown = visit(companion, Patient(), until=prompts.DoSet)[-1]
        companion.reply(shown, prompts.Hurts())
        asked = companion.next()
    assert isinstance(asked, prompts.AskPain)
    assert not asked.may_wait


def test_a_walk_cut_short_is_partly_done_whether_its_pain_is_given_or_not(tmp_path: Path) -> None:
    folder, clock = tmp_path / "walk", StoppedClock()
    install(folder, walk_program(), clock)
    with Companion(folder, clock) as companion:
        companion.start()
        walker = Walker(clock, walks.EndWalk(60))
        while not isinstance(prompt := companion.next(), prompts.AskPain) or not prompt.may_wait:
            assert prompt is not None
            companion.reply(prompt, walker.reply(prompt))
        companion.reply(prompt, NOT_GIVEN)
    assert rows(folder, "SELECT outcome FROM item_end") == [("partly",)]


def test_it_hurts_is_kept_at_once_and_asked_first_when_the_program_opens_again(
    folder: Path,
) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        shown = visit(companion, Patient(), until=prompts.DoSet)[-1]
        companion.reply(shown, prompts.Hurts())
    assert during(folder) == [("back", None), ("leg", None)]  # and the window is closed
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        asked = companion.next()
        assert isinstance(asked, prompts.AskPain)
        assert asked.moment is Moment.DURING
        assert not asked.may_wait
        companion.reply(asked, prompts.Scored((("back", 9), ("leg", 2))))
        assert isinstance(companion.next(), prompts.ShowNotice)  # rule PR-02a
    assert during(folder)[2:] == [("back", 9), ("leg", 2)]


def test_who_said_it_hurts_goes_on_after_a_score_within_the_limit(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        shown = visit(companion, Patient(), until=prompts.DoSet)[-1]
        companion.reply(shown, prompts.Hurts())
        asked = companion.next()
        assert asked is not None
        companion.reply(asked, prompts.Scored((("back", 2), ("leg", 2))))
        assert isinstance(companion.next(), prompts.DoSet)
