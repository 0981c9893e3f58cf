"""A window too small for an exercise still shows what to do in an emergency (H-15)."""

from __future__ import annotations

import pytest
from fakes import FakeCompanion
from scripts import advice, screen, story, words_on

from exercise_companion.tui.widgets.big_number import BigNumber


@pytest.mark.parametrize("size", [(60, 20), (40, 12), (30, 8)])
async def test_h15_what_to_do_and_the_number_are_in_sight(size: tuple[int, int]) -> None:
    async with story(FakeCompanion((advice(),)), size=size) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        assert "Go to an emergency department now." in words_on(pilot)
        do_now = pilot.app.screen.query_one("#do-now").region
        assert do_now.height > 0
        assert 0 <= do_now.y < size[1]
        number = pilot.app.screen.query_one(BigNumber)
        assert number.text == "999"
        if size != (30, 8):
            assert pilot.app.screen.find_widget(number).visible_region == number.region
            assert number.region.height > 0
