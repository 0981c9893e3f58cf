"""Who leaves the questions after a sign was told reads its advice first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import StoppedClock, full_program, install, rows
from lived import lived
from scripts import screen, until, words_on

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

CLINIC = "020 7946 0"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    return folder


async def answered(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await screen(pilot, "SafetyScreen")
        now = pilot.app.screen
        now._shown_at -= 60  # type: ignore[attr-defined]
        now._look()  # type: ignore[attr-defined]
        await pilot.press(key)
        await until(pilot, lambda now=now: pilot.app.screen is not now)


@pytest.mark.parametrize("leaving", ["q", "ctrl+q"])
async def test_an_urgent_sign_has_its_number_before_the_program_is_left(
    folder: Path, leaving: str
) -> None:
    """Newly hard to pee for a month: URGENT, and many questions would come before its advice."""
    async with lived(folder, StoppedClock()) as pilot:
        await pilot.press("enter")
        await answered(pilot, "y", "n", "y")
        await screen(pilot, "SafetyScreen")
        assert rows(folder, "SELECT flag_id, tier FROM alert") == [("RF-CES-01", "U")]
        await pilot.press(leaving)
        await screen(pilot, "LeaveDialog")
        await pilot.pause(0.2)  # sooner the same key is one that is held down
        await pilot.press(leaving)
        await screen(pilot, "AdviceScreen")
        assert CLINIC in words_on(pilot)
        assert not pilot.app._exit
        await pilot.pause(0.2)
        await pilot.press(leaving)
        await screen(pilot, "LeaveDialog")
        await pilot.pause(0.2)
        await pilot.press("q")
        await until(pilot, lambda: pilot.app._exit)


async def test_without_a_sign_the_questions_are_left_as_before(folder: Path) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        await pilot.press("enter")
        await answered(pilot, "n", "n")
        await screen(pilot, "SafetyScreen")
        await pilot.press("q")
        await screen(pilot, "LeaveDialog")
        await pilot.pause(0.2)
        await pilot.press("q")
        await until(pilot, lambda: pilot.app._exit)
    assert rows(folder, "SELECT id FROM alert") == []
