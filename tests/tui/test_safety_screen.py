"""A safety question is answered on purpose, or not at all."""

from __future__ import annotations

from fakes import FakeCompanion
from scripts import safety, screen, story, until, words_on

from exercise_companion.core.prompts import Answered
from exercise_companion.core.terms import Answer


async def test_nothing_is_marked_and_enter_space_escape_answer_nothing() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await until(pilot, lambda: pilot.app.screen.ready)
        assert pilot.app.focused is None
        await pilot.press("enter", "space", "escape")
        assert fake.replies == []
        assert type(pilot.app.screen).__name__ == "SafetyScreen"


async def test_an_answer_counts_from_800_ms_after_the_question_appeared() -> None:
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


async def test_ten_hurried_keys_start_the_question_anew() -> None:
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
