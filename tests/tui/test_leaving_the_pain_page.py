"""However the page is left, a place that was confirmed counts (PR-01a, H-11)."""

from __future__ import annotations

import os
import signal
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from disks import full_disk
from journeys import Patient, StoppedClock, full_program, install, rows, visit
from lived import lived
from scripts import screen, until, words_on
from session_harness import OneScreen, press, settle

from exercise_companion import signals
from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.terms import Moment
from exercise_companion.tui.late_entry import LatePainScreen
from exercise_companion.tui.noting import PainNowScreen
from exercise_companion.tui.screens.pain import PainScreen
from exercise_companion.tui.screens.safety import SafetyScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

BEFORE = prompts.AskPain(
    Moment.BEFORE,
    (prompts.SiteAsked("back", "Back", None), prompts.SiteAsked("leg", "Left leg", None)),
    "Your pain right now",
    may_skip=False,
    may_say_no_more=False,
    may_report_sensation=False,
)
ALERTS = "SELECT flag_id FROM alert"
STOPS = "SELECT outcome FROM pain_entry WHERE score_0_to_10 = 9"
SCORES = "SELECT site, score_0_to_10 FROM pain_entry ORDER BY id"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The checks were made: the pain is asked next."""
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.AskPain)
    return folder


@asynccontextmanager
async def confirmed(folder: Path, score: str) -> AsyncIterator[Pilot[int]]:
    """The first place has its number, and the second is asked."""
    async with lived(folder, StoppedClock()) as pilot:
        await pilot.press("enter")
        await screen(pilot, "PainScreen")
        await pilot.press(score)
        await pilot.pause(0.2)
        await pilot.press("enter")
        await until(pilot, lambda: at(pilot) == 1)
        yield pilot


def at(pilot: Pilot[int]) -> int:
    """Which place is asked."""
    assert isinstance(pilot.app.screen, PainScreen)
    return pilot.app.screen._at


async def leave(pilot: Pilot[int], key: str) -> None:
    """Ask to leave, and say yes."""
    await pilot.press(key)
    await screen(pilot, "LeaveDialog")
    await pilot.pause(0.2)  # sooner the same key is one that is held down
    await pilot.press(key)


async def deny_all(pilot: Pilot[int]) -> None:
    """No to every question of `!`."""
    await pilot.press("!")
    await screen(pilot, "WrongScreen")
    await pilot.press("a")
    await screen(pilot, "SafetyScreen")
    while isinstance(now := pilot.app.screen, SafetyScreen):
        now._shown_at = (now._shown_at or 0) - 60
        now._look()
        await pilot.press("n")
        await until(pilot, lambda now=now: pilot.app.screen is not now)
        await pilot.pause(0.15)


@pytest.mark.parametrize("leaving", ["q", "ctrl+q"])
async def test_too_high_has_its_advice_before_the_program_is_left(
    folder: Path, leaving: str
) -> None:
    async with confirmed(folder, "9") as pilot:
        await leave(pilot, leaving)
        await screen(pilot, "AdviceScreen")
        assert rows(folder, ALERTS) == [("PR-01a",)]
        assert rows(folder, SCORES) == [("back", 9)]


async def test_it_has_so_under_the_emergency_card_too(folder: Path) -> None:
    async with confirmed(folder, "9") as pilot:
        await pilot.press("!")
        await screen(pilot, "WrongScreen")
        await leave(pilot, "q")
        await screen(pilot, "AdviceScreen")
    assert rows(folder, ALERTS) == [("PR-01a",)]


async def test_lower_pain_is_kept_and_the_program_left(folder: Path) -> None:
    async with confirmed(folder, "2") as pilot:
        await leave(pilot, "q")
        await until(pilot, lambda: pilot.app._exit)
    assert rows(folder, ALERTS) == []
    assert rows(folder, SCORES) == [("back", 2)]


async def test_on_a_full_disk_it_is_asked_about_before_the_program_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with confirmed(folder, "9") as pilot:
        with full_disk(monkeypatch):
            await leave(pilot, "q")
            await screen(pilot, "SafetyScreen")
            assert "cannot be saved" in words_on(pilot)


async def test_it_counts_where_the_window_is_closed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signals, "last_resort", lambda _code: None)
    async with confirmed(folder, "9") as pilot:
        os.kill(os.getpid(), signal.SIGHUP)
        await until(pilot, lambda: pilot.app._exit)
    assert rows(folder, ALERTS) == [("PR-01a",)]


async def test_pr02a_in_a_session_stop_now_comes_before_the_program_is_left(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
    async with lived(folder, StoppedClock()) as pilot:
        await pilot.press("enter")
        for name, key in (("GoOnScreen", "h"), ("PainScreen", "9")):
            await screen(pilot, name)
            await until(pilot, lambda: getattr(pilot.app.screen, "ready", True))
            await pilot.press(key)
        await pilot.press("enter")
        await until(pilot, lambda: "Is that right?" in words_on(pilot))
        await pilot.press("y")
        await until(pilot, lambda: at(pilot) == 1)
        await leave(pilot, "q")
        await screen(pilot, "NoticeScreen")
        assert "Stop exercising." in words_on(pilot)
    assert rows(folder, STOPS) == [("STOP_SESSION",)]


async def test_after_the_questions_of_the_exclamation_mark_comes_what_follows(folder: Path) -> None:
    async with confirmed(folder, "9") as pilot:
        await deny_all(pilot)
        await screen(pilot, "AdviceScreen")
    assert rows(folder, ALERTS) == [("PR-01a",)]


async def test_or_the_page_with_what_was_confirmed(folder: Path) -> None:
    async with confirmed(folder, "2") as pilot:
        await deny_all(pilot)
        await screen(pilot, "PainScreen")
        assert at(pilot) == 1
        assert "Back   2" in words_on(pilot)
        await pilot.press("1")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await screen(pilot, "DecisionScreen")
    assert rows(folder, SCORES)[-2:] == [("back", 2), ("leg", 1)]


@pytest.mark.parametrize("kind", [LatePainScreen, PainNowScreen])
async def test_pain_of_another_time_is_not_the_pain_before_this_session(
    kind: type[PainScreen],
) -> None:
    """A session that is being entered asks for the pain before it, too."""
    page = kind(BEFORE)
    app = OneScreen(page)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, page)
        await press(pilot, "9", "enter")
        assert at(pilot) == 1
        assert (page.left_with, page.set_aside_with) == (None, None)


async def test_what_was_answered_already_is_not_handed_back_twice() -> None:
    page = PainScreen(BEFORE)
    app = OneScreen(page)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, page)
        await press(pilot, "9", "enter")
        assert page.left_with == prompts.Leave((("back", 9),))
        await press(pilot, "2", "enter")
        assert (page.left_with, page.set_aside_with) == (None, None)
