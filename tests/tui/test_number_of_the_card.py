"""The card of `!` has the right number as soon as it is known: after a load, after a journey."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes
from journeys import BORN, NAME, Patient, StoppedClock, full_program, install, visit
from scripts import press_until, screen, until, words_on

from exercise_companion.companion import Companion
from exercise_companion.core.emergency import NO_NUMBER
from exercise_companion.core.prompts import DoSet
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


async def test_h08_a_journey_while_the_program_is_open_counts_for_the_next_card(
    tmp_path: Path,
) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    app = ExerciseApp(lambda: Companion(folder, clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.today.confirmed)
        assert "outside" not in await card_of(pilot)
        clock.travel("Europe/Madrid")
        await screen(pilot, "TodayScreen")
        assert "outside the United Kingdom: the emergency number there" in await card_of(pilot)
    app.background.close()


async def test_the_card_comes_although_the_data_keep_it_waiting(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    app = ExerciseApp(lambda: Companion(folder, clock))
    goes_on = Event()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.today.confirmed)
        waiting = asyncio.ensure_future(app.background.ask(lambda _: goes_on.wait(30)))
        assert "Call 999" in await card_of(pilot)
        goes_on.set()
        assert await waiting
    app.background.close()


async def test_h08_in_a_session_the_contacts_do_not_push_it_aside(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=DoSet)
    away = StoppedClock(clock.now_utc(), zone="Europe/Madrid")
    with Companion(folder, away) as companion:
        companion.say_where("home")
    app = ExerciseApp(lambda: Companion(folder, away))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.today.confirmed)
        await press_until(pilot, "enter", lambda: app.screen is not app.today)
        app.look_up("contacts")
        await screen(pilot, "ContactsScreen")
        await pilot.press("w")
        await pilot.pause()
        assert type(app.screen).__name__ == "ContactsScreen"
        assert "Where I am" not in words_on(pilot)
    app.background.close()
