"""The list of commands: ours only, and nothing in it that leads round a question or a lock."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from fakes import FakeCompanion, today_view
from scripts import advice, held, safety, screen, story, until, words_on

from exercise_companion.tui import commands
from exercise_companion.tui.screens.menu import ENTRIES
from exercise_companion.tui.screens.palette import PaletteScreen, matches
from exercise_companion.tui.themes import DAY
from exercise_companion.tui.widgets.marked_list import MarkedList

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from exercise_companion.core.prompts import Prompt

ALWAYS = ["wrong", "contacts", "help", "leave"]


async def opened(pilot: Pilot[int]) -> list[str]:
    """Open the list; the names in sight."""
    await pilot.press(":")
    await screen(pilot, "PaletteScreen")
    return in_sight(pilot)


def in_sight(pilot: Pilot[int]) -> list[str]:
    shown = pilot.app.screen
    assert isinstance(shown, PaletteScreen)
    return [command.name for command in shown.fitting]


def test_every_word_typed_has_to_be_there() -> None:
    assert matches("Settings: text size", "SET")
    assert matches("Settings: text size", "size set")
    assert matches("Settings: text size", "")
    assert not matches("Settings: text size", "set contacts")


async def test_today_offers_everything_of_ours_and_nothing_of_textuals() -> None:
    async with story() as (pilot, _fake):
        names = await opened(pilot)
        pages = [name for name, *_ in ENTRIES if name != "contacts"]
        assert names == ["start", "wrong", "contacts", *pages, "help", "colours", "leave"]
        said = words_on(pilot).casefold()
        assert not [word for word in ("screenshot", "theme", "quit", "maximize") if word in said]


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [(safety(), "SafetyScreen"), (advice(), "AdviceScreen"), (held(), "LockedScreen")],
)
async def test_over_a_question_an_advice_or_a_lock_nothing_leads_round_it(
    prompt: Prompt, shown: str
) -> None:
    fake = FakeCompanion((prompt,))
    async with story(fake) as (pilot, _):
        await pilot.press("enter")
        await screen(pilot, shown)
        asking = pilot.app.screen
        assert await opened(pilot) == ALWAYS
        await commands.run(pilot.app, "start")  # type: ignore[arg-type]
        await commands.run(pilot.app, "settings")  # type: ignore[arg-type]
        assert pilot.app.screen is asking, "what is not offered is not done"
        assert fake.replies == []


async def test_a_few_letters_and_enter_open_the_settings() -> None:
    async with story() as (pilot, _fake):
        await opened(pilot)
        await pilot.press("s", "e", "t")
        await until(pilot, lambda: in_sight(pilot) == ["settings"])
        await pilot.press("enter")
        await screen(pilot, "SettingsScreen")
        assert PaletteScreen not in map(type, pilot.app.screen_stack)


async def test_letters_of_no_command_are_said_and_enter_does_nothing() -> None:
    async with story() as (pilot, _fake):
        await opened(pilot)
        await pilot.press("x", "y")
        await until(pilot, lambda: in_sight(pilot) == [])
        assert "No command has these letters." in words_on(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PaletteScreen)
        await pilot.press("escape")
        await screen(pilot, "TodayScreen")


async def test_the_arrows_and_the_mouse_choose_too() -> None:
    async with story() as (pilot, fake):
        names = await opened(pilot)
        await pilot.press(*["down"] * names.index("colours"))
        assert pilot.app.screen.query_one(MarkedList).marked == names.index("colours")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.theme == DAY)
        assert fake.kept.theme == "day"
        await opened(pilot)
        await pilot.click(MarkedList, offset=(8, names.index("contacts")))
        await screen(pilot, "ContactsScreen")


@pytest.mark.parametrize(
    ("letters", "shown"),
    [("start", "SafetyScreen"), ("wrong", "WrongScreen"), ("help", "HelpScreen")],
)
async def test_the_session_the_card_and_the_help_open_from_it(letters: str, shown: str) -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, fake):
        await opened(pilot)
        await pilot.press(*letters)
        await pilot.press("enter")
        await screen(pilot, shown)
        assert fake.active == (letters == "start")
        if letters == "help":
            assert "Start today's session." in words_on(pilot), "the help of where one was"


async def test_something_is_wrong_works_while_letters_are_typed() -> None:
    async with story() as (pilot, _fake):
        await opened(pilot)
        await pilot.press("s", "!")
        await screen(pilot, "WrongScreen")
        assert await opened(pilot) == ALWAYS


async def test_where_exercise_is_locked_nothing_is_called_a_start() -> None:
    fake = FakeCompanion(view=today_view("locked", alert_line="You told us a sign."))
    async with story(fake) as (pilot, _):
        await until(pilot, lambda: pilot.app.today.view.state == "locked")
        await opened(pilot)
        assert "Start" not in words_on(pilot)
        assert "See what to do now" in words_on(pilot)
        assert "You told us a sign." in words_on(pilot)


async def test_on_a_day_without_anything_to_do_nothing_starts() -> None:
    async with story(FakeCompanion(view=today_view("rest_day"))) as (pilot, _fake):
        await until(pilot, lambda: pilot.app.today.view.state == "rest_day")
        assert "start" not in await opened(pilot)


async def test_in_a_dialog_there_is_no_list() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await pilot.press("q")
        await screen(pilot, "LeaveDialog")
        await pilot.press(":")
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "LeaveDialog"


async def test_a_field_for_typing_keeps_its_colon() -> None:
    async with story() as (pilot, _fake):
        await opened(pilot)
        await pilot.press(":")
        assert [one.id for one in pilot.app.screen_stack if isinstance(one, PaletteScreen)] == [
            None
        ]
        assert pilot.app.screen.query_one("#typed").value == ":"


def test_the_first_paint_does_without_it() -> None:
    code = (
        "import sys; import exercise_companion.tui.app, exercise_companion.tui.run; "
        "print([name for name in sys.modules if 'palette' in name or 'tui.commands' in name"
        " or name == 'textual.command' or name.endswith('screens.settings')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert [name for name in done.stdout.split("'") if "exercise_companion" in name] == []


async def test_in_a_list_without_lines_every_key_does_nothing() -> None:
    async with story() as (pilot, _fake):
        await opened(pilot)
        await pilot.press("x", "y")
        await until(pilot, lambda: in_sight(pilot) == [])
        pilot.app.screen.query_one(MarkedList).focus()
        await pilot.press("pagedown", "pageup", "home", "end", "enter")
        assert isinstance(pilot.app.screen, PaletteScreen)
        assert not pilot.app._exception
