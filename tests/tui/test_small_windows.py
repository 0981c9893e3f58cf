"""A window too small for an exercise still shows what to do in an emergency (H-15)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeCompanion
from scripts import advice, screen, story, words_on
from session_harness import text_of

from exercise_companion.core.prompts import ShowAdvice
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.call_line import call_lines


@pytest.mark.parametrize("size", [(60, 20), (40, 12), (120, 12), (30, 8)])
async def test_h15_what_to_do_is_in_sight(size: tuple[int, int]) -> None:
    async with story(FakeCompanion((advice(),)), size=size) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        assert "Go to an emergency department now." in words_on(pilot)
        do_now = pilot.app.screen.query_one("#do-now").region
        assert do_now.height > 0
        assert 0 <= do_now.y < size[1]


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (120, 12)])
@pytest.mark.parametrize("number", ["999", "01632 960100"])
async def test_h15_the_number_is_in_sight_however_much_there_is_to_read(
    size: tuple[int, int], number: str
) -> None:
    shown = advice(help_lines=("Call out, or knock at the door of a neighbour.",) * 6)
    prompt = replace(shown, advice=replace(shown.advice, number=number))
    async with story(FakeCompanion((prompt,)), size=size) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        await pilot.pause()
        assert f"call {number}" in text_of(pilot.app)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
async def test_h15_the_number_to_call_today_is_in_sight_below_what_to_do(
    size: tuple[int, int],
) -> None:
    steps = ("Do not exercise now.", "Call your clinic today.", "If you get worse, call 999.")
    told = replace(advice().advice, do_now=steps, number="0117 496", number_label="Call today")
    async with story(FakeCompanion((ShowAdvice(told, saved=True),)), size=size) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        await pilot.pause()
        if size == (40, 12):
            assert "Call today 0117 496" in text_of(pilot.app)
            return
        number = pilot.app.screen.query_one(BigNumber)
        assert pilot.app.screen.find_widget(number).visible_region == number.region


def test_a_number_is_never_broken() -> None:
    assert call_lines("Call your clinic today", "01632 960100", 40) == (
        "Call your clinic today 01632 960100",
    )
    assert call_lines("Call your clinic today", "01632 960100", 34) == (
        "Call your clinic today",
        "01632 960100",
    )
    assert call_lines("If you cannot get there, call", "999", 20) == (
        "If you cannot get",
        "there, call 999",
    )
    assert call_lines("Call your local emergency number", "", 20) == (
        "Call your local",
        "emergency number",
    )
