"""An advice screen is not closed by accident, and says whether it was saved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeCompanion
from scripts import advice, screen, story, until, words_on
from session_harness import text_of

from exercise_companion.core.advice import Choice
from exercise_companion.core.prompts import Acknowledged
from exercise_companion.core.settings import Settings
from exercise_companion.errors import StoreFault
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.headline import Headline


async def test_si10_enter_and_escape_close_nothing_tab_then_enter_chooses() -> None:
    async with story(FakeCompanion((advice(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        await pilot.press("enter", "escape", "space", "right")
        assert fake.replies == []
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "body"
        await pilot.press("tab", "right", "enter")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == Acknowledged("helped")


async def test_the_number_is_large_and_the_severity_is_a_word() -> None:
    async with story(FakeCompanion((advice(),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        number = pilot.app.screen.query_one(BigNumber)
        assert number.text == "999"
        assert number.size.height >= 3
        assert "!!! EMERGENCY" in words_on(pilot)
        assert "Recorded." in words_on(pilot)


async def test_what_could_not_be_saved_is_said_in_words() -> None:
    async with story(FakeCompanion((advice(saved=False),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        assert "This could not be saved." in words_on(pilot)
        assert "Recorded." not in words_on(pilot)


async def test_a_choice_that_cannot_be_written_leaves_the_advice_in_sight() -> None:
    fault = StoreFault("The disk is full.", "Make room on it.")
    async with story(FakeCompanion((advice(),), faults=(fault,))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "The disk is full." in words_on(pilot))
        assert "Go to an emergency department now." in words_on(pilot)
        await pilot.pause(0.2)
        await pilot.press("enter")
        await until(pilot, lambda: bool(fake.replies))


async def test_help_for_who_cannot_call_comes_first() -> None:
    async with story(FakeCompanion((advice(help_lines=("Call out.",)),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        shown = words_on(pilot)
        assert shown.index("Call out.") < shown.index("Go to an emergency department now.")


async def test_in_a_small_window_the_key_line_says_how_to_choose() -> None:
    async with story(FakeCompanion((advice(),)), size=(40, 12)) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        line = str(pilot.app.screen.query_one("KeyLine").render())
        assert line == "Tab Choices   ! Something is wrong   ?"


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_the_order_on_screen_is_do_number_say_avoid_and_what_this_is_not(
    size: tuple[int, int],
) -> None:
    """Clinical-spec 7.2."""
    async with story(FakeCompanion((advice(),)), size=size) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        shown = words_on(pilot)
        order = ["Go to an emergency department now.", "I have a back problem.", "Do not exercise."]
        places = [shown.index(words) for words in (*order, "This is not a diagnosis.")]
        assert places == sorted(places)
        number = pilot.app.screen.query_one(BigNumber)
        (say,) = (one for one in pilot.app.screen.query("#say, #say-beside") if one.display)
        assert size == (40, 12) or number.region.y <= say.region.y


@pytest.mark.parametrize("size", [(80, 24), (78, 21), (96, 27), (120, 40)])
async def test_of_what_needs_a_hospital_nothing_has_to_be_scrolled_for(
    size: tuple[int, int],
) -> None:
    """What to say stands in the room beside the number."""
    async with story(FakeCompanion((advice(),)), size=size) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        assert pilot.app.screen.query_one("#body").max_scroll_y == 0
        assert pilot.app.screen.query_one("#say-beside").display


@pytest.mark.parametrize("size", [(40, 12), (120, 12), (80, 24), (44, 30), (120, 40)])
@pytest.mark.parametrize("text_size", ["normal", "large"])
async def test_the_number_is_never_cut(size: tuple[int, int], text_size: str) -> None:
    fake = FakeCompanion((advice(),))
    fake.kept = Settings(text_size=text_size)
    async with story(fake, size=size) as (pilot, _):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        await pilot.pause()
        number = pilot.app.screen.query_one(BigNumber)
        if size == (40, 12):  # it stands in a line of its own, see test_small_windows
            assert not number.region.area
            return
        drawing = str(number.render()).splitlines()
        assert number.content_size.height >= len(drawing)
        assert number.content_size.width >= max(map(len, drawing))
        around = pilot.app.screen.query_one(".call-row").region
        assert around.contains_region(number.region)


async def test_in_large_mode_the_severity_and_the_number_are_huge() -> None:
    fake = FakeCompanion((advice(),))
    fake.kept = Settings(text_size="large")
    async with story(fake, size=(120, 40)) as (pilot, _):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        await pilot.pause()
        assert pilot.app.screen.query_one(BigNumber).size.height == 10
        severity = pilot.app.screen.query_one(Headline)
        assert severity.text == "!!! EMERGENCY"
        assert severity.size.height == 3


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_every_answer_is_in_sight_that_of_who_cannot_get_there_too(
    size: tuple[int, int],
) -> None:
    prompt = advice()
    mistake = Choice("mistake", "I pressed this by mistake")
    four = replace(prompt.advice, choices=(*prompt.advice.choices, mistake))
    shown = FakeCompanion((replace(prompt, advice=four),))
    async with story(shown, size=size) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        in_sight = text_of(pilot.app)
        assert [one.label for one in four.choices if one.label not in in_sight] == []
