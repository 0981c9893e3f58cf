"""A talk that ends a hold is recorded on purpose, and completely."""

from __future__ import annotations

from fakes import FakeCompanion
from scripts import held, screen, story, until, words_on
from textual.widgets import Input, TextArea

from exercise_companion.core.prompts import Leave, Talked


async def test_why_and_whom_to_call_then_back_to_today() -> None:
    async with story(FakeCompanion((held(may_record_talk=False),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        assert "Your next session is on hold." in words_on(pilot)
        await pilot.press("t", "b")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == Leave()


async def test_something_is_wrong_works_in_every_field() -> None:
    """SI-08: also while something is typed."""
    async with story(FakeCompanion((held(),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("t")
        for _field in range(4):
            await pilot.press("x", "!")
            await screen(pilot, "WrongScreen")
            await pilot.press("b")
            await screen(pilot, "LockedScreen")
            await pilot.press("tab")
        assert "!" not in pilot.app.screen.query_one(TextArea).text


async def test_a_talk_needs_every_field_and_the_typed_words() -> None:
    async with story(FakeCompanion((held(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("t", "A", "tab", "p", "tab")
        form = pilot.app.screen
        assert "What they said, 10 to 500 letters" in words_on(pilot)
        assert isinstance(pilot.app.focused, TextArea)
        form.query_one(TextArea).text = "Go on with the plan."
        await pilot.press("tab", "x", "enter")
        await until(pilot, lambda: "The words at the end are missing." in words_on(pilot))
        assert fake.replies == []
        form.query_one("#confirmation", Input).value = "i spoke to them"
        await pilot.pause(0.2)
        await pilot.press("enter")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == Talked("A", "p", "Go on with the plan.")
