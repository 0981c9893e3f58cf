"""What is new in the plan: read to its end before it goes, kept on the screen until it is noted."""

from __future__ import annotations

from fakes import FakeCompanion
from scripts import screen, story, until, words_on

from exercise_companion.core.new_version import WhatIsNew
from exercise_companion.core.prompts import Go
from exercise_companion.errors import StoreFault

SHORT = WhatIsNew(2, "It was [b]easy[/b].", "Ruth Hall", ("Bridge: 2 × 8 becomes 3 × 10.",))
LONG = WhatIsNew(
    2, "Much is new.", "Ruth Hall", tuple(f"Move {n}: 2 × 8 becomes 3 × 10." for n in range(60))
)


class Opened(FakeCompanion):
    """What is new waits when the program is opened."""

    def greet(self) -> None:
        self.active = True


async def test_it_is_there_at_the_opening_and_goes_when_it_was_read() -> None:
    async with story(Opened((SHORT,))) as (pilot, fake):
        await screen(pilot, "WhatIsNewScreen")
        assert "It was [b]easy[/b]." in words_on(pilot)
        assert "Bridge: 2 × 8 becomes 3 × 10." in words_on(pilot)
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("enter")
        await screen(pilot, "TodayScreen")
        assert fake.replies == [(SHORT, Go())]


async def test_a_long_list_is_read_to_its_end_first() -> None:
    async with story(Opened((LONG,))) as (pilot, fake):
        await screen(pilot, "WhatIsNewScreen")
        await until(pilot, lambda: pilot.app.screen.ready)
        pressed = 0
        while not fake.replies and pressed < 20:
            await pilot.pause(0.2)
            await pilot.press("enter")
            pressed += 1
        assert pressed > 1
        await screen(pilot, "TodayScreen")


async def test_what_could_not_be_noted_stays_and_is_said() -> None:
    fault = StoreFault("The disk is full.", "Make room.")
    async with story(Opened((SHORT,), faults=(fault,))) as (pilot, fake):
        await screen(pilot, "WhatIsNewScreen")
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("enter")
        await until(pilot, lambda: "The disk is full." in words_on(pilot))
        assert fake.replies == []
        await pilot.pause(0.2)
        await pilot.press("enter")
        await screen(pilot, "TodayScreen")
        assert fake.replies == [(SHORT, Go())]
