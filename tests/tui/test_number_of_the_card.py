"""The card of `!` has the right number as soon as it is known: after a load, after a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import as_bytes
from journeys import BORN, NAME, StoppedClock, full_program, install
from scripts import press_until, screen, until, words_on

from exercise_companion.companion import Companion
from exercise_companion.core.emergency import NO_NUMBER
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.screens.contacts import ContactsScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


async def card_of(pilot: Pilot[int]) -> str:
    """The card, and back."""
    await pilot.press("!")
    await screen(pilot, "WrongScreen")
    shown = words_on(pilot)
    await press_until(pilot, "b", lambda: type(pilot.app.screen).__name__ != "WrongScreen")
    return shown


def number_shown(pilot: Pilot[int]) -> str:
    """The emergency number on the contacts page."""
    page = pilot.app.screen
    assert isinstance(page, ContactsScreen)
    return page.contacts[0].phone


@pytest.mark.parametrize(
    ("key", "number"), [("1", "Call 999"), ("2", "Call 112"), ("3", f"Call {NO_NUMBER}")]
)
async def test_h08_the_answer_counts_for_the_card_at_once(
    tmp_path: Path, key: str, number: str
) -> None:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    away = StoppedClock(zone="Europe/Madrid")
    app = ExerciseApp(lambda: Companion(folder, away))
    async with app.run_test(size=(80, 24)) as pilot:
        await screen(pilot, "WhereaboutsScreen")
        before = await card_of(pilot)
        assert "Call 999" in before
        assert "outside the United Kingdom: the emergency number there" in before
        await screen(pilot, "WhereaboutsScreen")
        await press_until(
            pilot, key, lambda: type(app.screen).__name__ in {"ToldScreen", "TodayScreen"}
        )
        if key != "1":
            assert "In an emergency, call" in words_on(pilot)
            await press_until(pilot, "enter", lambda: app.screen is app.today)
        after = await card_of(pilot)
        assert number in after.replace("\n", " ")
        assert "outside" not in after
    app.background.close()


async def test_h08_after_the_first_load_the_card_has_the_number_of_the_plan(tmp_path: Path) -> None:
    folder, path = tmp_path / "data", tmp_path / "plan.json"
    path.write_bytes(as_bytes(full_program()))
    clock = StoppedClock()
    app = ExerciseApp(lambda: Companion(folder, clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.today.confirmed)
        assert NO_NUMBER[:20] in await card_of(pilot)
        await app.background.ask(lambda companion: companion.preview(path))
        await app.loading.install(path, NAME, BORN)
        assert "Call 999" in await card_of(pilot)
    app.background.close()


async def test_h08_where_one_is_can_be_said_again_from_the_contacts(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    away = StoppedClock(zone="Europe/Madrid")
    with Companion(folder, away) as companion:
        companion.say_where("there")
    app = ExerciseApp(lambda: Companion(folder, away))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.today.confirmed)
        await pilot.press("c")
        await screen(pilot, "ContactsScreen")
        assert number_shown(pilot) == "112"
        await pilot.press("w")
        await screen(pilot, "WhereaboutsScreen")
        await press_until(pilot, "1", lambda: app.screen is app.today)
        await pilot.press("c")
        await screen(pilot, "ContactsScreen")
        assert number_shown(pilot) == "999"
        away.travel("Europe/London")
        await pilot.press("b")
        await screen(pilot, "TodayScreen")
        await pilot.press("c")
        await screen(pilot, "ContactsScreen")
        await pilot.press("w")
        assert type(app.screen).__name__ == "ContactsScreen"
    app.background.close()
