"""Help names every key once, and keys that do the same together."""

from __future__ import annotations

from string import digits

import pytest
from fakes import FakeCompanion
from scripts import safety, screen, story

from exercise_companion.core.prompts import AskPain, SiteAsked
from exercise_companion.core.terms import Moment
from exercise_companion.tui.screens.help import together


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["X"], "X"),
        (["Right", "+"], "Right, +"),
        (["0-10"] * 10, "0-10"),
        (list(digits), "0 to 9"),
        (["A", *digits], "A, 0 to 9"),
        (["1", "2"], "1, 2"),
    ],
)
def test_keys_that_do_the_same_are_named_together(keys: list[str], said: str) -> None:
    assert together(keys) == said


async def test_the_ten_digits_of_a_scale_take_one_line() -> None:
    sites = (SiteAsked("back", "Back", None),)
    asked = AskPain(Moment.BEFORE, sites, "Your pain now", False, False, False)  # noqa: FBT003
    async with story(FakeCompanion((asked, safety()))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "PainScreen")
        await pilot.press("question_mark")
        await screen(pilot, "HelpScreen")
        keys = [str(one.render()) for one in pilot.app.screen.query(".help-key").results()]
        assert keys.count("0-10") == 1
        assert not set(keys) & set(digits)
