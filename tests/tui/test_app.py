"""The whole program: nothing is lost, nothing starts too early, `!` works everywhere."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fakes import FakeCompanion, today_view
from scripts import safety, screen, story, until, words_on
from textual.css.query import NoMatches
from textual.events import Key

from exercise_companion.errors import Refused, SessionOver, StoreFault
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.routes import screen_for
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.screens.help import HelpScreen
from exercise_companion.tui.widgets.leave_dialog import LeaveDialog

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from exercise_companion.companion import Companion
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.today_view import TodayState, TodayView


async def test_nothing_can_be_started_before_the_companion_has_confirmed_today() -> None:
    may_open = threading.Event()
    fake = FakeCompanion((safety(),))

    def open_late() -> FakeCompanion:
        assert may_open.wait(5)
        return fake

    app = ExerciseApp(open_late, today_view())  # type: ignore[arg-type]
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await screen(pilot, "TodayScreen")
            assert "Today: 6 exercises" in words_on(pilot)
            assert "One moment…" in words_on(pilot)
            await pilot.press("enter")
            await pilot.click("#primary")
            assert not fake.active
            may_open.set()
            await until(pilot, lambda: "Start today's session" in words_on(pilot))
            await pilot.press("enter")
            await screen(pilot, "SafetyScreen")
    finally:
        may_open.set()
        app.background.close()
    assert fake.closed


async def test_a_reply_that_cannot_be_saved_is_said_and_can_be_given_again() -> None:
    fault = StoreFault("The disk is full.", "Make room on it.")
    async with story(FakeCompanion((safety(),), faults=(fault,))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("y")
        await until(pilot, lambda: "The disk is full." in words_on(pilot))
        assert "Make room on it." in words_on(pilot)
        assert fake.replies == []
        await pilot.press("n")
        await until(pilot, lambda: len(fake.replies) == 1)
        await screen(pilot, "TodayScreen")


class OverCompanion(FakeCompanion):
    """Whose session is over when it is answered."""

    def reply(self, _prompt: Prompt, _reply: Reply) -> None:
        self.prompts.clear()
        raise SessionOver("This session is no longer open.", "Go back to Today.")


async def test_an_answer_to_a_session_that_is_over_leads_to_today_and_says_so() -> None:
    async with story(OverCompanion((safety(),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("y")
        await screen(pilot, "TodayScreen")
        await until(pilot, lambda: "This session is no longer open." in words_on(pilot))


async def test_what_the_rules_refuse_is_said_on_today() -> None:
    refused = Refused("Another window runs the session.", "Go on there.")
    async with story(FakeCompanion(start_fault=refused)) as (pilot, _fake):
        await pilot.press("enter")
        await until(pilot, lambda: "Another window runs the session." in words_on(pilot))


async def test_a_refused_start_shows_what_another_window_has_reported() -> None:
    refused = Refused("Another window runs the session.", "Go on there.")
    fake = FakeCompanion(start_fault=refused)
    async with story(fake) as (pilot, _fake):
        fake.view = today_view("locked", alert_line="You reported a warning sign.")
        await pilot.press("enter")
        await until(pilot, lambda: "You reported a warning sign." in words_on(pilot))
        assert "Exercise is locked." in words_on(pilot)


@pytest.mark.parametrize(
    ("state", "word"), [("ready", "Start"), ("resume", "Go on"), ("locked", "What to do")]
)
async def test_the_bottom_line_says_what_enter_does(state: TodayState, word: str) -> None:
    async with story(FakeCompanion(view=today_view(state))) as (pilot, _fake):
        await until(pilot, lambda: pilot.app.today.view.state == state)
        shown = [
            active.binding.description
            for key, active in pilot.app.screen.active_bindings.items()
            if key == "enter" and active.enabled
        ]
        assert shown == [word]


async def test_the_alert_line_stays_over_what_is_laid_on_a_screen() -> None:
    view = today_view("resume", alert_line="You reported a warning sign. Call 999.")
    async with story(FakeCompanion((safety(),), view=view)) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await pilot.press("q")
        await screen(pilot, "LeaveDialog")
        assert "You reported a warning sign. Call 999." in words_on(pilot)


async def test_something_is_wrong_works_over_a_dialog_and_asks_its_questions() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await pilot.press("q")
        await screen(pilot, "LeaveDialog")
        await pilot.press("!")
        await screen(pilot, "WrongScreen")
        assert "Call 999" in words_on(pilot)
        assert not fake.asked_wrong
        await pilot.press("a")
        await screen(pilot, "SafetyScreen")
        assert fake.asked_wrong
        assert [type(one).__name__ for one in pilot.app.screen_stack] == [
            "TodayScreen",
            "SafetyScreen",
        ]


async def test_back_from_something_is_wrong_returns_to_the_same_question() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        question = pilot.app.screen
        await pilot.press("!")
        await screen(pilot, "WrongScreen")
        await pilot.press("b")
        await screen(pilot, "SafetyScreen")
        assert pilot.app.screen is question
        assert fake.replies == []


async def test_leaving_inside_a_session_is_asked_and_escape_stays() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await pilot.press("q")
        await screen(pilot, "LeaveDialog")
        await pilot.press("escape")
        await screen(pilot, "SafetyScreen")
        await pilot.press("ctrl+q")
        await screen(pilot, "LeaveDialog")
        await pilot.pause(0.2)  # sooner the same key is one that is held down
        await pilot.press("q")
        await until(pilot, lambda: pilot.app._exit)
    assert pilot.app.return_value == 0


async def test_leaving_today_asks_nothing() -> None:
    async with story() as (pilot, _fake):
        await pilot.press("q")
        await until(pilot, lambda: pilot.app._exit)
    assert pilot.app.return_value == 0


async def test_help_tells_the_keys_of_the_screen_it_was_opened_from() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await pilot.press("?")
        await screen(pilot, "HelpScreen")
        assert "Answer no." in words_on(pilot)
        assert "Something is wrong" in words_on(pilot)
        await pilot.press("b")
        await screen(pilot, "SafetyScreen")


@pytest.mark.parametrize("first", [today_view(), None])
async def test_data_that_cannot_be_used_are_told_and_the_emergency_card_still_comes(
    first: TodayView | None,
) -> None:
    def broken() -> Companion:
        raise StoreFault("The data are damaged.", "Restore a backup.")

    app = ExerciseApp(broken, first)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "The data are damaged." in words_on(pilot))
            assert "Restore a backup." in words_on(pilot)
            assert "One moment…" not in words_on(pilot)
            await pilot.press("enter", "l", "c")
            await screen(pilot, "TodayScreen")
            await pilot.press("!")
            await screen(pilot, "WrongScreen")
            assert "Call your local emergency number (for example 112, 911" in words_on(pilot)
            await pilot.press("a")
            await until(pilot, lambda: "The data are damaged." in words_on(pilot))
            assert "Call your local emergency number" in words_on(pilot)
            await pilot.press("b")
            await screen(pilot, "TodayScreen")
            await pilot.press("q")
            await until(pilot, lambda: app._exit)
    finally:
        app.background.close()
    assert app.return_value == StoreFault.exit_code == 3


async def test_a_window_too_small_shows_the_emergency_text() -> None:
    async with story(FakeCompanion((safety(),)), size=(28, 7)) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        small = pilot.app.screen.query_one("#too-small")
        assert small.display
        assert "call 999" in str(small.render())
        assert not pilot.app.screen.query_one("#body").display


async def test_the_key_line_can_be_clicked() -> None:
    async with story() as (pilot, _fake):
        line = pilot.app.screen.query_one("KeyLine")
        at = str(line.render()).index("Something is wrong")
        await pilot.click("KeyLine", offset=(line.gutter.left + at, 0))
        await screen(pilot, "WrongScreen")


async def test_text_from_files_is_shown_as_it_is() -> None:
    hostile = "[@click=app.exit]Bridge[/] [red]x[/"
    first, *rest = today_view().items
    items = (replace(first, name=hostile), *rest)
    view = replace(
        today_view(), first_name=hostile, items=items, alert_line=hostile, reasons=(hostile,)
    )
    async with story(FakeCompanion(view=view), size=(120, 40)) as (pilot, _fake):
        await until(pilot, lambda: f"Hello, {hostile}" in words_on(pilot))
        assert f"!  {hostile}" in words_on(pilot)
        shown = pilot.app.screen
        await until(pilot, lambda: any(plan.size.width > 40 for plan in shown.query("PlanTable")))
        assert "[@click=app.exit]Bridge[/]" in str(shown.query_one("PlanTable").render())


async def test_a_key_held_down_while_leaving_is_nothing() -> None:
    """The terminal may still hand over keys when every screen has gone."""
    async with story() as (pilot, _fake):
        app = pilot.app
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert app.screen_stack == []
    for key in ("q", "enter", "N"):
        await app.on_event(Key(key, key))


async def test_a_key_of_the_screen_before_is_nothing_to_one_still_being_put_together() -> None:
    async with story() as (pilot, _fake):
        app = pilot.app
        app._screen_stack.append(HelpScreen(()))
        try:
            for key in ("down", "pagedown", "right", "escape"):
                event = Key(key, None)
                event._set_forwarded()
                await app.on_event(event)
        finally:
            app._screen_stack.pop()
        assert app.screen is app.today


async def test_a_screen_that_is_taken_away_takes_keys_without_harm() -> None:
    """Its parts may go before it does."""
    async with story(FakeCompanion((safety(),))) as (pilot, _fake):
        await pilot.press("enter")
        question = await question_on(pilot)
        await question.query("*").remove()
        for step in (1, -1):
            question.action_go(step)
            question.action_page(step)
        question.on_mount()


async def test_what_is_missing_while_leaving_is_no_crash() -> None:
    async with story() as (pilot, _fake):
        app = pilot.app
        app._exit = True
        app._handle_exception(NoMatches("#body"))
        assert app._exception is None
        app._exit = False


async def question_on(pilot: Pilot[int]) -> CompanionScreen:
    await screen(pilot, "SafetyScreen")
    assert isinstance(pilot.app.screen, CompanionScreen)
    return pilot.app.screen


async def test_back_asked_for_twice_in_one_moment_takes_one_screen_away() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await pilot.press("!")
        await screen(pilot, "WrongScreen")
        laid_over = pilot.app.screen
        laid_over.action_back()
        laid_over.action_back()
        await screen(pilot, "SafetyScreen")
        await pilot.pause(0.1)
        assert [type(one).__name__ for one in pilot.app.screen_stack] == [
            "TodayScreen",
            "SafetyScreen",
        ]
        await pilot.press("q")
        await screen(pilot, "LeaveDialog")
        dialog = pilot.app.screen
        dialog.action_leave()
        dialog.action_leave()
        await screen(pilot, "SafetyScreen")
        assert len(pilot.app.screen_stack) == 2


async def test_a_screen_whose_place_was_taken_at_once_starts_no_clock() -> None:
    """A question that comes up by itself while *Today* is left with Enter is shown once."""
    async with story(FakeCompanion((safety(1), safety(2)))) as (pilot, fake):
        fake.active = True
        first, second = (screen_for(prompt) for prompt in fake.prompts)
        await pilot.app.show_above_today(first)
        await pilot.app.show_above_today(second)
        first._come_into_sight()
        await screen(pilot, "SafetyScreen")
        assert pilot.app.screen is second
        assert first.seconds_shown == 0


async def test_a_late_key_for_a_dialog_takes_nothing_away_that_was_laid_over_it() -> None:
    """The dialog is not answered, and the emergency card stays until it is left itself."""
    async with story(FakeCompanion((safety(),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await pilot.press("q")
        await screen(pilot, "LeaveDialog")
        dialog = pilot.app.screen
        assert isinstance(dialog, LeaveDialog)
        await pilot.press("!")
        await screen(pilot, "WrongScreen")
        dialog.action_leave()
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "WrongScreen"
        await pilot.press("b")
        await screen(pilot, "LeaveDialog")
        dialog.action_leave()
        await screen(pilot, "SafetyScreen")
        assert len(pilot.app.screen_stack) == 2
