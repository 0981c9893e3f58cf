"""F1 opens help wherever one is, also where `?` is a letter; forms name the key between fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fakes import FakeCompanion
from journeys import StoppedClock, full_program, install
from lived import lived
from scripts import advice, safety, screen, story, until, words_on
from session_harness import press

from exercise_companion.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

SIZES = [(80, 24), (40, 12)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    return folder


def hints(pilot: Pilot[int]) -> set[str]:
    return {hint.text for hint in pilot.app.screen.query_one(KeyLine).entries()}


async def helps(pilot: Pilot[int]) -> None:
    """F1 opens help over what is on screen, and back leads there again."""
    before = pilot.app.screen
    await press(pilot, "f1")
    await screen(pilot, "HelpScreen")
    assert "Everywhere" in words_on(pilot)
    await press(pilot, "f1")
    assert [type(one).__name__ for one in pilot.app.screen_stack].count("HelpScreen") == 1
    await press(pilot, "b")
    await until(pilot, lambda: pilot.app.screen is before)


@pytest.mark.parametrize("size", SIZES)
async def test_f1_is_help_on_a_page(size: tuple[int, int]) -> None:
    async with story(size=size) as (pilot, _fake):
        assert "? Help" in hints(pilot)
        await helps(pilot)
        await press(pilot, "f1")
        await screen(pilot, "HelpScreen")
        assert "?, F1" in words_on(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_f1_is_help_where_one_types(folder: Path, size: tuple[int, int]) -> None:
    async with lived(folder, StoppedClock(), size) as pilot:
        for key, name in (("d", "MenuScreen"), ("w", "NotesScreen"), ("t", "FormDialog")):
            await press(pilot, key)
            await screen(pilot, name)
        assert {"F1 Help" if size[0] == 80 else "F1", "Tab Next"} <= hints(pilot)
        await press(pilot, *"No?")
        assert pilot.app.focused.value == "No?"
        await helps(pilot)
        assert pilot.app.focused.value == "No?"
        await press(pilot, "tab")
        assert pilot.app.focused.id == "role"
        await press(pilot, "up")
        assert pilot.app.focused.id == "who"
        await press(pilot, "down")
        assert pilot.app.focused.id == "role"


async def test_f1_is_help_in_a_question_and_names_its_answers(folder: Path) -> None:
    async with lived(folder, StoppedClock()) as pilot:
        for key, name in (("d", "MenuScreen"), ("w", "NotesScreen"), ("f", "ChoiceDialog")):
            await press(pilot, key)
            await screen(pilot, name)
        assert "F1 Help" in hints(pilot)
        await press(pilot, "f1")
        await screen(pilot, "HelpScreen")
        assert "Yes, a flare-up" in words_on(pilot)


async def test_f1_is_help_in_the_list_of_commands() -> None:
    async with story() as (pilot, _fake):
        await press(pilot, "ctrl+p")
        await screen(pilot, "PaletteScreen")
        await helps(pilot)


async def test_f1_answers_no_question_and_closes_no_advice() -> None:
    async with story(FakeCompanion((safety(), advice()))) as (pilot, fake):
        await press(pilot, "enter")
        await screen(pilot, "SafetyScreen")
        await helps(pilot)
        await until(pilot, lambda: pilot.app.screen.ready)
        await press(pilot, "y")
        await screen(pilot, "AdviceScreen")
        await helps(pilot)
        assert len(fake.replies) == 1
        await press(pilot, "!")
        await screen(pilot, "WrongScreen")
        await helps(pilot)
