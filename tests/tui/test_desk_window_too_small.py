"""The window was too small for a while and is large again: the keys are where they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import at_the_desk, kept, press, text_of, with_draft
from fakes import FakeCompanion
from scripts import advice, screen, story

from exercise_companion.core.draft import value_at

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

WAYS: list[tuple[tuple[str, ...], tuple[int, int]]] = [
    ((), (20, 6)),
    (("enter",), (80, 6)),
    (("enter", "d"), (20, 6)),
    (("enter", "d", "down"), (20, 24)),
    (("enter", "f2"), (20, 6)),
    (("enter", "f5", "down"), (20, 6)),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "a-spinal-stenosis")


async def small_for_a_while(pilot: Pilot[None], small: tuple[int, int]) -> None:
    await pilot.resize_terminal(*small)
    assert "Please make this window larger." in " ".join((await text_of(pilot)).split())
    await pilot.resize_terminal(80, 24)
    await text_of(pilot)


@pytest.mark.parametrize(("way", "small"), WAYS)
async def test_what_had_the_keys_has_them_again(
    folder: Path, way: tuple[str, ...], small: tuple[int, int]
) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, *way)
        before = await text_of(pilot)
        had = pilot.app.screen.focused
        assert had is not None
        await small_for_a_while(pilot, small)
        assert pilot.app.screen.focused is had
        assert await text_of(pilot) == before


async def test_letters_go_on_where_they_were_typed(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, "enter", "f5", *"Jo")
        await small_for_a_while(pilot, (20, 6))
        assert "Jo Hale" in await press(pilot, *" Hale")


async def test_a_page_that_was_gone_to_meanwhile_keeps_its_keys(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, "enter", "d")
        await pilot.resize_terminal(20, 6)
        await press(pilot, "f5")
        await pilot.resize_terminal(80, 24)
        assert "Name" in await text_of(pilot)
        assert "Jo" in await press(pilot, *"Jo")


async def test_the_patients_choice_has_them_again_too() -> None:
    async with story(FakeCompanion((advice(),)), size=(80, 24)) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        await pilot.pause()
        await pilot.press("right", "right")
        had = pilot.app.screen.focused
        assert had is not None
        await pilot.resize_terminal(20, 6)
        await pilot.pause()
        assert pilot.app.screen.focused is None
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen.focused is had


async def test_nothing_else_is_said_in_it(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, "enter", "f7", *["down"] * 4)
        await pilot.resize_terminal(20, 6)
        assert " ".join((await text_of(pilot)).split()) == "Please make this window larger."


OVER: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
    ((), ("n",)),
    ((), ("f1",)),
    (("enter",), ("f1",)),
    (("enter",), ("f5",)),
    (("enter", "d"), ("f5",)),
    (("enter", "f5", "down"), ("f1",)),
    (("enter", "f5", "down"), ("f6",)),
]
"""Ways to a screen, and from there to another that lies over it."""


@pytest.mark.parametrize(("way", "over"), OVER)
async def test_what_lay_below_something_else_has_its_keys_again(
    folder: Path, way: tuple[str, ...], over: tuple[str, ...]
) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, *way, *over, "escape")
        had = pilot.app.screen.focused
        assert had is not None
        await press(pilot, *over)
        await small_for_a_while(pilot, (20, 5))
        await press(pilot, "escape")
        assert pilot.app.screen.focused is had
        assert pilot.app.screen.can_view_partial(had)


async def test_what_is_closed_while_nothing_can_be_seen_gives_the_keys_back(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, "enter", "d")
        had = pilot.app.screen.focused
        await press(pilot, "f1")
        await pilot.resize_terminal(20, 5)
        await press(pilot, "escape")
        await pilot.resize_terminal(80, 24)
        await text_of(pilot)
        assert pilot.app.screen.focused is had


async def test_two_that_are_closed_while_nothing_can_be_seen_give_them_back(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, "enter", "down")
        had = pilot.app.screen.focused
        await press(pilot, "f5", "f1")
        await pilot.resize_terminal(20, 5)
        await press(pilot, "escape", "escape")
        await pilot.resize_terminal(80, 24)
        await text_of(pilot)
        assert had is not None
        assert pilot.app.screen.focused is had


async def test_a_dose_is_typed_on_after_help_in_a_window_that_was_too_small(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, "enter", "d", "home", *["delete"] * 30, *"2 x 8", "f1")
        await small_for_a_while(pilot, (20, 5))
        await press(pilot, "escape", *", mon rest 60 s", "enter")
    dose = value_at(kept(folder), ("phases", 0, "items", 0, "dose"))
    assert isinstance(dose, dict)
    assert (dose["sets"], dose["reps"], dose["rest_seconds"]) == (2, 8, 60)


async def test_the_patients_choice_below_help_has_them_again_too() -> None:
    async with story(FakeCompanion((advice(),)), size=(80, 24)) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        await pilot.pause()
        await pilot.press("right", "right")
        had = pilot.app.screen.focused
        assert had is not None
        await pilot.press("question_mark")
        await screen(pilot, "HelpScreen")
        await pilot.resize_terminal(20, 6)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press("escape")
        await screen(pilot, "AdviceScreen")
        await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen.focused is had
