"""*Today* is read anew: on coming back to it, when its window is, and when a day begins."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from journeys import StoppedClock, full_program, install
from lived import lived
from scripts import screen, until, words_on
from session_harness import press
from textual.events import AppFocus

from exercise_companion.companion import Companion
from exercise_companion.companion.late import LateSession
from exercise_companion.core.late_entry import LateItem
from exercise_companion.errors import StoreFault

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

NIGHT = datetime(2026, 11, 24, 3, 59, 59, 500_000, tzinfo=UTC)
"""Half a second before Tuesday begins, in London in winter."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    return folder


def enter_elsewhere(folder: Path) -> None:
    """Everything of today is entered in another window."""
    clock = StoppedClock()
    with Companion(folder, clock) as companion:
        each = tuple(LateItem(one.item_id) for one in companion.exercises_of(companion.day))
        companion.log_session(LateSession(companion.day, "late", each=each))


def asks_to_start(pilot: Pilot[int]) -> bool:
    return "Start today's session" in words_on(pilot)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_what_was_entered_elsewhere_is_there_on_coming_back(
    folder: Path, size: tuple[int, int]
) -> None:
    async with lived(folder, StoppedClock(), size) as pilot:
        assert asks_to_start(pilot)
        await press(pilot, "d")
        await screen(pilot, "MenuScreen")
        await asyncio.to_thread(enter_elsewhere, folder)
        await press(pilot, "b")
        await screen(pilot, "TodayScreen")
        await until(pilot, lambda: not asks_to_start(pilot))


async def test_it_is_there_when_the_window_has_the_keys_again(folder: Path) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        assert asks_to_start(pilot)
        await asyncio.to_thread(enter_elsewhere, folder)
        pilot.app.post_message(AppFocus())
        await until(pilot, lambda: not asks_to_start(pilot))


async def test_at_four_the_next_day_begins_by_itself(folder: Path) -> None:
    clock = StoppedClock(NIGHT)
    async with lived(folder, clock) as pilot:
        assert "Monday 23 November" in words_on(pilot)
        clock.advance(1)
        await until(pilot, lambda: "Tuesday 24 November" in words_on(pilot))
        with Companion(folder, clock) as companion:
            assert companion.seconds_left == pytest.approx(24 * 3600 - 0.5)


async def test_under_another_page_it_begins_too(folder: Path) -> None:
    clock = StoppedClock(NIGHT)
    async with lived(folder, clock) as pilot:
        await press(pilot, "d")
        await screen(pilot, "MenuScreen")
        clock.advance(1)
        await press(pilot, "b")
        await screen(pilot, "TodayScreen")
        await until(pilot, lambda: "Tuesday 24 November" in words_on(pilot))


async def test_what_cannot_be_read_anew_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = StoreFault("The data are damaged.", "Restore a backup.")

    def broken(_companion: Companion) -> None:
        raise fault

    async with lived(folder, StoppedClock()) as pilot:
        monkeypatch.setattr(Companion, "today", broken)
        pilot.app.post_message(AppFocus())
        await until(pilot, lambda: fault.what_happened in words_on(pilot))


def test_a_day_has_23_hours_where_the_clock_is_put_forward(folder: Path) -> None:
    spring = datetime(2027, 3, 27, 4, 0, tzinfo=UTC)
    with Companion(folder, StoppedClock(spring)) as companion:
        assert companion.seconds_left == timedelta(hours=23).total_seconds()
