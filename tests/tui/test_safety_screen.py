"""A safety question is answered on purpose, or not at all."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from fakes import FakeCompanion
from scripts import safety, screen, story, until, words_on

from exercise_companion.core.prompts import Answered
from exercise_companion.core.terms import Answer
from exercise_companion.tui.screens import base

if TYPE_CHECKING:
    import pytest

    from exercise_companion.core.prompts import AskSafety


async def test_si02_nothing_is_marked_and_enter_space_escape_answer_nothing() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await until(pilot, lambda: pilot.app.screen.ready)
        assert pilot.app.focused is None
        await pilot.press("enter", "space", "escape")
        assert fake.replies == []
        assert type(pilot.app.screen).__name__ == "SafetyScreen"


async def test_si03_an_answer_counts_from_800_ms_after_the_question_appeared() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await pilot.press("n")
        assert fake.replies == []
        assert "Read the question first." in words_on(pilot)
        await until(pilot, lambda: "Now you can answer" in words_on(pilot))
        await pilot.press("u")
        await until(pilot, lambda: bool(fake.replies))
        reply = fake.replies[0][1]
        assert isinstance(reply, Answered)
        assert reply.value is Answer.NOT_SURE
        assert reply.dwell_ms is not None
        assert reply.dwell_ms >= 800


async def test_arrows_mark_a_choice_and_enter_makes_it() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("right", "right", "enter")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1].value is Answer.YES


async def test_one_answer_is_for_one_question() -> None:
    async with story(FakeCompanion((safety(1), safety(2)))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("n", "y")
        await until(pilot, lambda: bool(fake.replies))
        await screen(pilot, "SafetyScreen")
        assert [reply.value for _, reply in fake.replies] == [Answer.NO]
        assert "question 2 of 3" in words_on(pilot)


async def test_the_second_attempt_shows_an_example_of_yes_and_of_no() -> None:
    async with story(FakeCompanion((safety(attempt=2),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        shown = words_on(pilot)
        assert "Yes would be: It comes when you rest." in shown
        assert "No would be: You climbed stairs." in shown
        assert "We ask everyone this." in shown


async def test_a_topic_asked_once_more_says_why() -> None:
    again = safety(attempt=2)
    without = replace(again, question=replace(again.question, example_yes="", example_no=""))
    why = "Once more, because every single sign was a no."
    async with story(FakeCompanion((safety(1), without))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        assert why not in words_on(pilot)
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("y")
        await until(pilot, lambda: bool(fake.replies) and why in words_on(pilot))
        assert "Yes would be" not in words_on(pilot)


def long_question() -> AskSafety:
    """As long as the longest of the catalogue; it does not fit into 40 columns and 12 lines."""
    asked = safety()
    text = " ".join(["Sudden, bad or new shortness of breath?"] * 7)
    return replace(asked, question=replace(asked.question, text=text))


async def test_h05_an_answer_counts_only_after_the_last_line_was_in_sight() -> None:
    async with story(FakeCompanion((long_question(),)), size=(40, 12)) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await until(pilot, lambda: "Read on with Down" in words_on(pilot))
        assert pilot.app.screen.query_one("#actions").has_class("-waiting")
        await pilot.press("n", "tab", "enter", "down", "y")
        await pilot.click("#no")
        assert fake.replies == []
        await pilot.press("pagedown", "pagedown")
        await until(pilot, lambda: "Now you can answer" in words_on(pilot))
        assert not pilot.app.screen.query_one("#actions").has_class("-waiting")
        await pilot.press("up", "u")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1].value is Answer.NOT_SURE


async def test_in_a_small_window_the_key_line_names_all_three_answers() -> None:
    async with story(FakeCompanion((safety(),)), size=(40, 12)) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        line = str(pilot.app.screen.query_one("KeyLine").render())
        assert line == "N Y U   ! Something is wrong   ? Help"


async def test_a_larger_window_shows_the_end_and_no_scrolling_is_asked_for() -> None:
    async with story(FakeCompanion((long_question(),)), size=(40, 12)) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await until(pilot, lambda: "Read on with Down" in words_on(pilot))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "Now you can answer" in words_on(pilot))


async def test_a_hurried_question_is_read_again_from_its_start() -> None:
    async with story(FakeCompanion((long_question(),)), size=(40, 12)) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        question = pilot.app.screen
        await pilot.press("pagedown", "pagedown", "pagedown")
        await until(pilot, lambda: question.ready)
        question.dropped_keys = 10
        question.key_dropped()
        await until(pilot, lambda: "Read on with Down" in words_on(pilot))
        await pilot.press("n")
        assert fake.replies == []
        assert question.query_one("#body").scroll_y == 0


async def test_si04_ten_hurried_keys_start_the_question_anew() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        question = pilot.app.screen
        await until(pilot, lambda: question.ready)
        for _ in range(10):
            question.key_dropped()
            question.dropped_keys += 1
        question.key_dropped()
        await pilot.press("n")
        assert fake.replies == []
        assert "Let's take that again slowly." in words_on(pilot)


async def test_the_time_that_is_kept_is_the_time_that_decided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a slow machine time goes on between the key and the answer."""
    async with story(FakeCompanion((safety(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        question = pilot.app.screen
        await until(pilot, lambda: question.ready)
        shown_at = question._shown_at
        passing = itertools.chain((shown_at + 0.795,), itertools.repeat(shown_at + 0.805))
        monkeypatch.setattr(base, "monotonic", lambda: next(passing))
        question.action_give("no")
        await pilot.pause()
        assert fake.replies == []
        question.action_give("no")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1].dwell_ms == 805
