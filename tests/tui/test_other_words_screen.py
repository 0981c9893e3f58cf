"""SI-18 in both interfaces: the other words are read, and nothing is answered by it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fakes import FakeCompanion
from journeys import StoppedClock, full_program, install, rows
from scripts import safety, screen, story, until, words_on

from exercise_companion.companion import Companion
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.prompts import AskSafety

PEE = "Is it newly hard to start to pee, or can you not pee at all?"


def asked(text: str) -> AskSafety:
    shown = safety()
    return replace(shown, question=replace(shown.question, text=text))


async def test_si18_o_says_them_and_the_question_waits() -> None:
    async with story(FakeCompanion((asked(PEE),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        assert "Press O for other words." in words_on(pilot)
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("o")
        await screen(pilot, "ChoiceDialog")
        assert "Pee: urine, to urinate." in words_on(pilot)
        await pilot.press("n", "y", "enter", "escape")
        await screen(pilot, "SafetyScreen")
        assert fake.replies == []


async def test_si18_the_key_is_named_in_the_smallest_window_too() -> None:
    for text, named in ((PEE, True), ("Do you feel very ill?", False)):
        async with story(FakeCompanion((asked(text),)), size=(40, 12)) as (pilot, _):
            await pilot.press("enter")
            await screen(pilot, "SafetyScreen")
            await until(pilot, lambda: "Now you can answer" in words_on(pilot))
            assert ("O: other words." in words_on(pilot)) is named


async def test_si18_where_there_are_none_nothing_is_offered() -> None:
    async with story(FakeCompanion((asked("Do you feel very ill?"),))) as (pilot, _):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        assert "other words" not in words_on(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "SafetyScreen"


@pytest.mark.parametrize("asks", [("other words",), ("other words", "other words")])
def test_si18_line_by_line(tmp_path: Path, asks: tuple[str, ...]) -> None:
    folder, clock, out = tmp_path / "data", StoppedClock(), io.StringIO()
    install(folder, full_program(), clock)
    typed = io.StringIO("\n".join((*asks, "no", "leave", "")))
    with Companion(folder, clock) as companion:
        PlainSession(companion, Console(clock, source=typed, out=out)).exercise()
    assert out.getvalue().count("Pee: urine, to urinate.") == len(asks)
    assert rows(folder, "SELECT value FROM safety_answer") == [("no",)]
