"""What a screen says first is drawn as large as its place allows, and never cut for it."""

from __future__ import annotations

import pytest
from fakes import FakeCompanion
from scripts import screen, story, until

from exercise_companion.core.prompts import ShowNotice
from exercise_companion.core.settings import Settings
from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.big_digits import draw
from exercise_companion.tui.widgets.headline import Headline, enlarged, small


def test_the_words_are_drawn_in_the_largest_size_that_fits() -> None:
    assert enlarged("Stop now", 70, 1, 2) == draw("STOP NOW", 2)
    assert enlarged("Stop now", 70, 1, 1) == draw("STOP NOW", 1)
    assert enlarged("Stop now", 40, 1, 2) == draw("STOP NOW", 1)


def test_what_is_too_wide_stands_on_two_lines_if_it_may() -> None:
    two = (*draw("READY WHEN", 1), "", *draw("YOU ARE", 1))
    assert enlarged("Ready when you are", 60, 2, 2) == two
    assert enlarged("Ready when you are", 60, 1, 2) == ()


def test_what_does_not_fit_or_cannot_be_drawn_is_said_in_words() -> None:
    assert enlarged("Stop now", 8, 2, 2) == ()
    assert enlarged("Stop \u2192 now", 70, 2, 2) == ()
    assert enlarged("", 70, 2, 2) == ()


@pytest.mark.parametrize("width", [1, 7, 20, 60, 120])
def test_no_line_is_wider_than_its_place(width: int) -> None:
    for text in ("Stop now", "Ready when you are", "Please do not exercise until it is cleared."):
        assert max(map(len, enlarged(text, width, 3, 3)), default=0) <= width
        assert max(map(len, small(text, width))) <= width


@pytest.mark.parametrize(
    ("text_size", "size", "height"),
    [("normal", (80, 24), 1), ("large", (80, 24), 5), ("large", (40, 12), 1)],
)
async def test_a_notice_is_huge_in_large_mode_only_and_not_in_a_small_window(
    text_size: str, size: tuple[int, int], height: int
) -> None:
    fake = FakeCompanion((ShowNotice("Stop now", ("Sit down.",), "Back: 8", offers_easier=False),))
    fake.kept = Settings(text_size=text_size)
    async with story(fake, size=size) as (pilot, _):
        await until(pilot, lambda: pilot.app.has_class(LARGE) == (text_size == "large"))
        await pilot.press("enter")
        await screen(pilot, "NoticeScreen")
        await until(pilot, lambda: pilot.app.screen.query_one(Headline).size.height == height)
