"""A talk that ends a hold is recorded on purpose, and completely."""

from __future__ import annotations

from fakes import FakeCompanion
from scripts import held, screen, story, until, words_on
from textual.widgets import Input

from exercise_companion.core.clearing_prompts import I_SPOKE
from exercise_companion.core.prompts import Leave, Talked
from exercise_companion.errors import Refused
from exercise_companion.tui.widgets.key_line import KeyLine


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
        await screen(pilot, "FormDialog")
        for _field in range(4):
            await pilot.press("x", "!")
            await screen(pilot, "WrongScreen")
            await pilot.press("b")
            await screen(pilot, "FormDialog")
            await pilot.press("tab")
        assert not any("!" in one.value for one in pilot.app.screen.query(Input))


async def test_a_talk_needs_every_field_and_the_typed_words() -> None:
    async with story(FakeCompanion((held(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("t")
        await screen(pilot, "FormDialog")
        assert "What they said, 10 to 500 letters" in words_on(pilot)
        await pilot.press("A", "enter", "p", "enter", *"Go on slowly", "enter", "x", "enter")
        await until(pilot, lambda: "The words at the end are missing." in words_on(pilot))
        assert fake.replies == []
        form = pilot.app.screen
        await until(pilot, lambda: form.query_one("#confirmation", Input).has_focus)
        await pilot.press(*"i spoke to them", "enter")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == Talked("A", "p", "Go on slowly")


async def test_a_talk_that_is_refused_stands_in_the_form_again_at_what_was_said() -> None:
    fault = Refused("That is very short.", "Write at least 10 letters of what they said.")
    async with story(FakeCompanion((held(),), faults=(fault,))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("t", "A", "enter", "p", "enter", "x", "enter", *I_SPOKE, "enter")
        await until(pilot, lambda: "That is very short." in words_on(pilot))
        await screen(pilot, "FormDialog")
        assert pilot.app.screen.query_one("#who", Input).value == "A"
        assert pilot.app.screen.query_one("#said", Input).has_focus
        assert fake.replies == []


async def test_in_the_form_b_is_a_letter_and_escape_leads_back() -> None:
    async with story(FakeCompanion((held(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("t", "b")
        await until(pilot, lambda: pilot.app.screen.query_one("#who", Input).value == "b")
        line = pilot.app.screen.query_one(KeyLine)
        assert [hint.key for hint in line.hints if hint.label == "Back"] == ["Esc"]
        await pilot.press("escape")
        await screen(pilot, "LockedScreen")
        assert fake.replies == []
