"""The diary in the full screen: a page of days, a day, its sets; walked through and left."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from journeys import YES, Companion, Patient, StoppedClock, full_program, install, rows, visit
from lived import lived
from scripts import screen, until, words_on

from exercise_companion.tui.screens.base import Body
from exercise_companion.tui.widgets.marked_list import MarkedList

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

SIZES = [(80, 24), (40, 12), (120, 40)]
DAY = 24 * 3600


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, StoppedClock]:
    """Three weeks after the first day, on which a session was done."""
    folder, clock = tmp_path / "data", StoppedClock()
    program = full_program()
    program["phases"][0]["items"][0]["dose"]["intensity"] = {"scale": "CR10", "target": [3, 4]}
    install(folder, program, clock)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient())
    clock.advance(20 * DAY)
    return folder, clock


async def open_diary(pilot: Pilot[int]) -> None:
    await pilot.press("d")
    await screen(pilot, "MenuScreen")
    await pilot.pause(0.2)  # sooner the same key is one that is held down
    await pilot.press("d")
    await screen(pilot, "HistoryScreen")


def all_rows(pilot: Pilot[int]) -> str:
    return str(pilot.app.screen.query_one(MarkedList).render())


def seen(body: Body) -> str:
    """What is in sight of the part that scrolls."""
    shown = body.screen._compositor.render_strips()
    return "\n".join(
        "".join(part.text for part in line)[body.region.x : body.region.right]
        for line in shown[body.region.y : body.region.bottom]
    )


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_newest_page_to_a_set_of_the_first_session(
    place: tuple[Path, StoppedClock], size: tuple[int, int]
) -> None:
    async with lived(*place, size) as pilot:
        await open_diary(pilot)
        assert "Sun 13 Dec" in all_rows(pilot)
        days = pilot.app.screen.query_one(MarkedList)
        assert (days.has_focus, days.marked) == (True, 0)
        await pilot.press("n")
        await pilot.press("o")
        await until(pilot, lambda: "Mon 23 Nov" in all_rows(pilot))
        await until(pilot, lambda: (days.has_focus, days.marked) == (True, 0))
        body = pilot.app.screen.query_one(Body)
        for _ in range(6):
            await pilot.press("down")
        await until(pilot, lambda: "→  ● Mon 23 Nov" in seen(body))
        await pilot.press("enter")
        await screen(pilot, "DayScreen")
        text = words_on(pilot)
        assert "Set 1, left: 6 of 6" in text
        assert "Set 1, right: 6 of 6" in text
        assert "Back: 2 before, 2 after." in text
        assert "Effort in it: 3 of 10." in text
        await pilot.press("n")
        await until(pilot, lambda: pilot.app.screen.view.day == date(2026, 11, 24))
        await until(pilot, lambda: "Not opened" in words_on(pilot))
        await pilot.press("b")
        await screen(pilot, "HistoryScreen")
        await pilot.press("q")
        await screen(pilot, "MenuScreen")


@pytest.mark.parametrize(
    ("typed", "shown"), [("2026-11-22", "Sun 22 Nov"), ("1999-01-01", "Sun 22 Nov")]
)
async def test_a_day_is_gone_to_by_its_date(
    place: tuple[Path, StoppedClock], typed: str, shown: str
) -> None:
    async with lived(*place) as pilot:
        await open_diary(pilot)
        await pilot.press("g")
        await screen(pilot, "FormDialog")
        await pilot.press(*"soon", "enter")
        await until(pilot, lambda: "That is no date." in words_on(pilot))
        await pilot.press("g")
        await screen(pilot, "FormDialog")
        await pilot.press(*typed, "enter")
        await until(pilot, lambda: shown in all_rows(pilot))


async def test_the_ends_of_the_record_offer_no_further_page(
    place: tuple[Path, StoppedClock],
) -> None:
    async with lived(*place) as pilot:
        await open_diary(pilot)
        assert pilot.app.screen.query_one("#newer").disabled
        await pilot.press("o")
        await until(pilot, lambda: pilot.app.screen.query_one("#older").disabled)
        assert not pilot.app.screen.query_one("#newer").disabled


async def test_it_is_read_while_locked_and_nothing_begins(
    place: tuple[Path, StoppedClock],
) -> None:
    folder, clock = place
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({"RF-DVT-01": YES}, begins=False))
    async with lived(folder, clock) as pilot:
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await open_diary(pilot)
        assert "Locked or on hold" in all_rows(pilot)
        await pilot.press("enter")
        await screen(pilot, "DayScreen")
        assert "calf or leg is newly swollen" in words_on(pilot)
        assert "You reported a warning sign." in words_on(pilot)
        assert rows(folder, "SELECT count(*) FROM session") == [(1,)]
