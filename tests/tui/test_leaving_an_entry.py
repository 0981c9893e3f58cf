"""The program is never left over what is being entered without saying that it is not saved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import StoppedClock, full_program, install, rows
from lived import lived
from scripts import screen, story, until, words_on
from session_harness import press

from exercise_companion.companion import Companion
from exercise_companion.tui.screens.base import NOT_SAVED_YET

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

SIZES = [(80, 24), (40, 12)]
LEAVING = ["ctrl+c", "ctrl+q"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    return folder


async def opened(pilot: Pilot[int], *ways: tuple[str, str]) -> None:
    """Pages, each by its key, until the last is in sight."""
    for key, name in ways:
        await press(pilot, key)
        await screen(pilot, name)


async def is_asked(pilot: Pilot[int], leaving: str) -> None:
    """The question comes and says what is true; to stay leaves all as it was."""
    await press(pilot, leaving)
    await screen(pilot, "LeaveDialog")
    assert NOT_SAVED_YET in words_on(pilot)
    assert "is kept" not in words_on(pilot)
    await press(pilot, "escape")
    assert not pilot.app._exit


async def leaves_at_once(pilot: Pilot[int], leaving: str) -> None:
    await press(pilot, leaving)
    await until(pilot, lambda: pilot.app._exit)


NOTES = (("d", "MenuScreen"), ("w", "NotesScreen"))
LATE = (("d", "MenuScreen"), ("s", "LateDayScreen"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("leaving", LEAVING)
@pytest.mark.parametrize("twice", [False, True])
async def test_what_is_typed_in_a_form_is_asked_about(
    folder: Path, size: tuple[int, int], leaving: str, *, twice: bool
) -> None:
    if twice:
        with Companion(folder, StoppedClock()) as companion:
            companion.change_settings({"confirm_keys": "on"})
    async with lived(folder, StoppedClock(), size) as pilot:
        await opened(pilot, *NOTES, ("t", "FormDialog"))
        await press(pilot, *"Nora", "enter", *"nurse")
        await is_asked(pilot, leaving)
        await screen(pilot, "FormDialog")
        typed = [one.value for one in pilot.app.screen.query("Input")]
        assert typed == ["Nora", "nurse", ""]


@pytest.mark.parametrize("leaving", LEAVING)
async def test_an_empty_form_is_left_at_once(folder: Path, leaving: str) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        await opened(pilot, *NOTES, ("t", "FormDialog"))
        await leaves_at_once(pilot, leaving)


async def test_what_could_not_be_taken_and_is_there_to_be_typed_on_is_asked_about(
    folder: Path,
) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        await opened(pilot, *NOTES, ("m", "FormDialog"))
        await press(pilot, *"many", "enter", "enter")
        await until(pilot, lambda: "That is no number of days." in words_on(pilot))
        await is_asked(pilot, "ctrl+c")
        await screen(pilot, "NotesScreen")


async def test_a_number_of_ones_own_that_could_not_be_taken_is_asked_about(folder: Path) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        await opened(pilot, ("c", "ContactsScreen"), ("a", "FormDialog"))
        await press(pilot, *"Ann", "enter", *"none", "enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#fault")))
        await is_asked(pilot, "ctrl+c")
        await screen(pilot, "ContactsScreen")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("leaving", LEAVING)
async def test_a_late_session_is_asked_about_on_each_of_its_pages(
    folder: Path, size: tuple[int, int], leaving: str
) -> None:
    async with lived(folder, StoppedClock(), size) as pilot:
        await opened(pilot, *LATE)
        await press(pilot, "t")
        await is_asked(pilot, leaving)
        await screen(pilot, "LateDayScreen")
        await press(pilot, "m", "enter")
        await screen(pilot, "LateItemsScreen")
        await press(pilot, "d")
        await is_asked(pilot, leaving)
        await screen(pilot, "LateItemsScreen")
        await press(pilot, "a", "enter")
        for name in ("LatePainScreen", "LatePainScreen", "LateEffortScreen", "LateCheckScreen"):
            await screen(pilot, name)
            now = pilot.app.screen
            await is_asked(pilot, leaving)
            await until(pilot, lambda now=now: pilot.app.screen is now)
            await until(pilot, lambda now=now: getattr(now, "ready", True))
            await press(pilot, "k")
            await until(
                pilot,
                lambda now=now, name=name: name == "LateCheckScreen" or pilot.app.screen is not now,
            )
    assert rows(folder, "SELECT id FROM session") == []


async def test_a_late_session_of_which_nothing_is_chosen_is_left_at_once(folder: Path) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        await opened(pilot, *LATE)
        await leaves_at_once(pilot, "ctrl+c")


async def test_under_the_emergency_card_it_is_asked_about_too(folder: Path) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        await opened(pilot, *NOTES, ("t", "FormDialog"))
        await press(pilot, *"Nora", "!")
        await screen(pilot, "WrongScreen")
        await is_asked(pilot, "ctrl+c")
        await screen(pilot, "WrongScreen")


async def test_who_is_there_is_asked_about() -> None:
    async with story() as (pilot, _fake):
        await opened(pilot, ("l", "LoadScreen"))
        await press(pilot, "a", "enter")
        await until(pilot, lambda: pilot.app.screen.view is not None)
        await until(pilot, lambda: pilot.app.screen.seconds_shown > 0)
        await opened(pilot, ("y", "IdentityScreen"))
        await press(pilot, *"Ann")
        await is_asked(pilot, "ctrl+c")


async def test_where_nothing_is_entered_asking_twice_says_that_all_is_kept(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.change_settings({"confirm_keys": "on"})
    async with lived(folder, StoppedClock()) as pilot:
        await opened(pilot, *NOTES)
        await press(pilot, "ctrl+c")
        await screen(pilot, "LeaveDialog")
        assert "What you did is kept." in words_on(pilot)
