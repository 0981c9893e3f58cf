"""Every page of what is entered afterwards has a way back; what would be lost is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import StoppedClock, full_program, install, rows
from lived import lived
from scripts import screen, until, words_on
from session_harness import press, text_of
from walks import walk_program

from exercise_companion.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

SIZES = [(80, 24), (40, 12)]
BACK = ["b", "escape"]
LOST = "Go back without saving?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    return folder


@pytest.fixture
def walks(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    install(folder, walk_program(), StoppedClock())
    return folder


def name_of(pilot: Pilot[int]) -> str:
    return type(pilot.app.screen).__name__


async def shown(pilot: Pilot[int], name: str) -> None:
    await screen(pilot, name)
    await until(pilot, lambda: getattr(pilot.app.screen, "ready", True))


async def opened(pilot: Pilot[int], *ways: tuple[str, str]) -> None:
    for key, name in ways:
        await press(pilot, key)
        await shown(pilot, name)


async def at_the_pain(pilot: Pilot[int]) -> None:
    """A late session with every exercise told."""
    await opened(pilot, ("d", "MenuScreen"), ("s", "LateDayScreen"))
    await press(pilot, "t", "m", "enter")
    await shown(pilot, "LateItemsScreen")
    await press(pilot, "a", "enter")
    await shown(pilot, "LatePainScreen")


NOTES = (("d", "MenuScreen"), ("w", "NotesScreen"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", BACK)
async def test_pain_now_leads_back_to_the_page_it_came_from(
    folder: Path, size: tuple[int, int], key: str
) -> None:
    async with lived(folder, StoppedClock(), size) as pilot:
        await opened(pilot, *NOTES, ("p", "PainNowScreen"), (key, "NotesScreen"))
    assert rows(folder, "SELECT id FROM pain_entry") == []


@pytest.mark.parametrize("size", SIZES)
async def test_back_can_be_seen_and_clicked(folder: Path, size: tuple[int, int]) -> None:
    async with lived(folder, StoppedClock(), size) as pilot:
        await opened(pilot, *NOTES, ("p", "PainNowScreen"))
        assert "B   Back" in text_of(pilot.app)
        await pilot.click("#back")
        await shown(pilot, "NotesScreen")


@pytest.mark.parametrize("key", BACK)
async def test_numbers_that_would_be_lost_are_asked_about(folder: Path, key: str) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        await opened(pilot, *NOTES, ("p", "PainNowScreen"))
        await press(pilot, "3", "enter", key)
        assert name_of(pilot) == "PainNowScreen", "back to the place before"
        await opened(pilot, (key, "ChoiceDialog"))
        assert LOST in words_on(pilot)
        assert "not saved yet" in words_on(pilot)
        await opened(pilot, ("escape", "PainNowScreen"), (key, "ChoiceDialog"))
        await opened(pilot, ("y", "NotesScreen"))
    assert rows(folder, "SELECT id FROM pain_entry") == []


async def test_after_staying_the_numbers_are_kept_as_usual(folder: Path) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        await opened(pilot, *NOTES, ("p", "PainNowScreen"))
        await press(pilot, "3", "enter", "b")
        await opened(pilot, ("b", "ChoiceDialog"), ("escape", "PainNowScreen"))
        await press(pilot, "enter", "2", "enter")
        await shown(pilot, "NotesScreen")
        await until(pilot, lambda: "Saved." in words_on(pilot))
    assert rows(folder, "SELECT score_0_to_10 FROM pain_entry") == [(3,), (2,)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", BACK)
async def test_a_late_session_goes_back_page_by_page_and_keeps_what_was_told(
    folder: Path, size: tuple[int, int], key: str
) -> None:
    async with lived(folder, StoppedClock(), size) as pilot:
        await at_the_pain(pilot)
        await press(pilot, "3", "enter", "2", "enter")
        await until(pilot, lambda: "after the session" in words_on(pilot))
        await shown(pilot, "LatePainScreen")
        await press(pilot, "4", "enter", "1", "enter")
        await shown(pilot, "LateEffortScreen")
        await opened(pilot, (key, "LatePainScreen"))
        assert "after the session" in words_on(pilot)
        await press(pilot, "enter")
        await shown(pilot, "LateEffortScreen")
        await opened(pilot, ("5", "LateEffortScreen"), ("enter", "LateCheckScreen"))
        said = words_on(pilot)
        assert "Pain before: back 3, leg 2" in said
        assert "Pain after: back 4, leg 1" in said


@pytest.mark.parametrize("key", BACK)
async def test_from_the_first_pain_page_the_exercises_come_back_with_their_answers(
    folder: Path, key: str
) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        await at_the_pain(pilot)
        await opened(pilot, (key, "LateItemsScreen"))
        assert "done         Bridge" in words_on(pilot)
        await opened(pilot, ("enter", "LatePainScreen"))


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_told_is_there_again_for_the_same_day_and_source(
    folder: Path, size: tuple[int, int]
) -> None:
    async with lived(folder, StoppedClock(), size) as pilot:
        await opened(pilot, ("s", "LateDayScreen"))
        await press(pilot, "t", "m", "enter")
        await shown(pilot, "LateItemsScreen")
        await press(pilot, "d")
        await opened(pilot, ("b", "LateDayScreen"), ("enter", "LateItemsScreen"))
        assert list(pilot.app.screen._told) == ["bridge-1"]
        assert "done" in words_on(pilot)
        assert pilot.app.focused is not None
        assert "Reach" in str(pilot.app.focused.render())
        await opened(pilot, ("b", "LateDayScreen"))
        await press(pilot, "p")
        await opened(pilot, ("enter", "LateItemsScreen"))
        assert pilot.app.screen._told == {}
        await opened(pilot, ("b", "LateDayScreen"), ("b", "ChoiceDialog"))
        assert LOST in words_on(pilot)
        await opened(pilot, ("escape", "LateDayScreen"), ("b", "ChoiceDialog"))
        await opened(pilot, ("y", "TodayScreen"), ("s", "LateDayScreen"))
        await opened(pilot, ("b", "TodayScreen"))


async def test_back_to_today_is_asked_about(folder: Path) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        await at_the_pain(pilot)
        await opened(pilot, ("t", "ChoiceDialog"))
        assert LOST in words_on(pilot)
        await opened(pilot, ("escape", "LatePainScreen"), ("t", "ChoiceDialog"))
        await opened(pilot, ("y", "TodayScreen"))
    assert rows(folder, "SELECT id FROM session") == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", [*BACK, "c"])
async def test_a_walk_leads_back_from_its_first_question(
    walks: Path, size: tuple[int, int], key: str
) -> None:
    async with lived(walks, StoppedClock(), size) as pilot:
        await opened(pilot, *NOTES, ("w", "ChoiceDialog"), ("w", "OwnWalkScreen"))
        assert "B Back" in {hint.text for hint in pilot.app.screen.query_one(KeyLine).entries()}
        await opened(pilot, (key, "NotesScreen"))


@pytest.mark.parametrize("key", ["escape", "c"])
async def test_from_a_later_question_it_leads_to_the_one_before(walks: Path, key: str) -> None:
    async with lived(walks, StoppedClock()) as pilot:
        await opened(pilot, *NOTES, ("w", "ChoiceDialog"), ("w", "OwnWalkScreen"))
        first = words_on(pilot)
        await press(pilot, "n")
        await until(pilot, lambda: words_on(pilot) != first)
        await press(pilot, key)
        await until(pilot, lambda: words_on(pilot) == first)


async def test_a_leg_that_gave_way_stays_kept_on_the_way_back(walks: Path) -> None:
    async with lived(walks, StoppedClock()) as pilot:
        await opened(pilot, ("d", "MenuScreen"), ("s", "LateDayScreen"))
        await press(pilot, "t", "m", "enter")
        await shown(pilot, "LateItemsScreen")
        await press(pilot, "a", "enter")
        await shown(pilot, "LateWalkScreen")
        await press(pilot, "y")
        await until(pilot, lambda: bool(rows(walks, "SELECT id FROM alert")))
        await press(pilot, "escape", "escape")
        await shown(pilot, "LateItemsScreen")
        await opened(pilot, ("b", "LateDayScreen"), ("b", "ChoiceDialog"), ("y", "AdviceScreen"))
    assert rows(walks, "SELECT id FROM alert")
