"""Loading: the number is read back, the person is asked, a refusal loses nothing."""

from __future__ import annotations

from fakes import FakeCompanion
from scripts import screen, story, until, words_on
from textual.widgets import Input

from exercise_companion.errors import OtherKey, Refused, UsageFault
from exercise_companion.tui.widgets.big_number import BigNumber


async def test_a_file_that_cannot_be_read_is_said_and_can_be_typed_again() -> None:
    fault = UsageFault("There is no such file.", "Look for it on the stick.")
    async with story(FakeCompanion(faults=(fault,))) as (pilot, _fake):
        await pilot.press("l")
        await screen(pilot, "LoadScreen")
        await pilot.press("a", "enter")
        await until(pilot, lambda: "There is no such file." in words_on(pilot))
        assert pilot.app.screen.query_one("#path", Input).value == "a"


async def test_a_key_that_is_not_known_is_taken_by_its_code_only() -> None:
    other = OtherKey("This plan is signed with another key.", "Call your therapist.")
    async with story(FakeCompanion(faults=(other,))) as (pilot, fake):
        await pilot.press("l")
        await screen(pilot, "LoadScreen")
        assert not pilot.app.screen.query_one("#ask-code").display
        await pilot.press("a", "enter")
        await until(pilot, lambda: "signed with another key" in words_on(pilot))
        await until(pilot, lambda: pilot.app.screen.query_one("#code", Input).has_focus)
        await pilot.press(*"K7WM", "enter")
        await until(pilot, lambda: "Is that right where you live?" in words_on(pilot))
        assert fake.named_keys == [None, "K7WM"]


async def test_a_wrong_emergency_number_loads_nothing() -> None:
    async with story() as (pilot, fake):
        await pilot.press("l")
        await screen(pilot, "LoadScreen")
        await pilot.press("a", "enter")
        await until(pilot, lambda: "Is that right where you live?" in words_on(pilot))
        assert pilot.app.screen.query_one(BigNumber).text == "999"
        await pilot.press("n")
        await until(pilot, lambda: "Nothing was loaded." in words_on(pilot))
        assert fake.installed == []


async def test_somebody_else_is_refused_then_the_right_person_is_let_in() -> None:
    async with story() as (pilot, fake):
        await pilot.press("l")
        await screen(pilot, "LoadScreen")
        await pilot.press("a", "enter")
        await until(pilot, lambda: pilot.app.screen.view is not None)
        await until(pilot, lambda: pilot.app.screen.seconds_shown > 0)
        await pilot.press("y")
        await screen(pilot, "IdentityScreen")
        fake.faults.append(Refused("This program is for somebody else.", "Check the name."))
        await pilot.press("M", "enter", "1")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await until(pilot, lambda: "This program is for somebody else." in words_on(pilot))
        assert pilot.app.screen.query_one("#name", Input).value == "M"
        await pilot.pause(0.2)
        await pilot.press("9", "enter")
        await screen(pilot, "TodayScreen")
        assert fake.installed == [("M", "19")]
