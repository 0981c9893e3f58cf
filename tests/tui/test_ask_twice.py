"""Asking twice: a key pressed by mistake saves and leaves nothing; what must not wait does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import a_step, a_target
from fakes import FakeCompanion
from scripts import advice, safety, screen, story, until, words_on
from session_harness import Clock, OneScreen, a_set, press, settle, text_of

from exercise_companion.core.prompts import Acknowledged, Answered, Back, DidSet, Hurts, Stop
from exercise_companion.core.settings import Settings
from exercise_companion.errors import StoreFault
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.screens.player import PlayerScreen
from exercise_companion.tui.widgets.choice_dialog import ChoiceDialog
from exercise_companion.tui.widgets.sure_dialog import SureDialog

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from exercise_companion.companion import Companion

TWICE = Settings(confirm_keys=True)


def player(settings: Settings = TWICE) -> PlayerScreen:
    shown = PlayerScreen(a_set(a_target(reps=8), a_step("rep", 5, rep=1, reps=8)), clock=Clock())
    shown.settings = settings
    return shown


async def asked(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, SureDialog))


async def test_a_set_is_saved_after_a_second_key_that_is_another_one() -> None:
    shown = player()
    app = OneScreen(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await press(pilot, "enter", "6", "enter")
        await asked(pilot)
        assert "Save 6" in text_of(app)
        await press(pilot, "enter", "space", "enter")
        assert isinstance(app.screen, SureDialog), "the key that asked answers nothing"
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is shown)
        assert app.replies == []
        await press(pilot, "enter")
        await asked(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: bool(app.replies))
    (reply,) = app.replies
    assert isinstance(reply, DidSet)
    assert reply.reps == 6


async def test_the_mouse_is_asked_too() -> None:
    shown = player()
    app = OneScreen(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await press(pilot, "enter")
        await pilot.click("#enter")
        await asked(pilot)
        await pilot.click("#way-out")
        await until(pilot, lambda: app.screen is shown)
        assert app.replies == []


async def test_going_back_and_doing_it_again_are_asked() -> None:
    shown = player()
    app = OneScreen(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await press(pilot, "r")
        await asked(pilot)
        assert "Do this set again" in text_of(app)
        await press(pilot, "y")
        await until(pilot, lambda: app.screen is shown and "DONE?" not in str(shown._state.face()))
        await press(pilot, "b")
        await asked(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: app.replies == [Back()])


async def test_whether_it_was_done_is_question_enough() -> None:
    shown = player()
    app = OneScreen(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await press(pilot, "enter", "b")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        assert "keep it: 1" in text_of(app)
        await press(pilot, "y")
        await until(pilot, lambda: app.replies == [Back(DidSet(reps=1))])


@pytest.mark.parametrize(("key", "reply"), [("x", Stop()), ("h", Hurts())])
async def test_stopping_and_pain_never_wait(key: str, reply: Stop | Hurts) -> None:
    shown = player()
    app = OneScreen(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await press(pilot, key)
        assert app.replies == [reply]


async def test_without_the_setting_one_key_saves() -> None:
    shown = player(Settings())
    app = OneScreen(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await press(pilot, "enter", "enter")
        assert [type(reply) for reply in app.replies] == [DidSet]


async def test_an_answer_about_safety_and_an_advice_never_wait() -> None:
    fake = FakeCompanion((safety(), advice()))
    fake.kept = TWICE
    async with story(fake) as (pilot, _):
        await until(pilot, lambda: pilot.app.settings == TWICE)
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("n")
        await screen(pilot, "AdviceScreen")
        assert [type(reply) for _, reply in fake.replies] == [Answered]
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: len(fake.replies) == 2)
        assert isinstance(fake.replies[1][1], Acknowledged)


async def test_something_is_wrong_opens_at_once_also_over_the_question() -> None:
    fake = FakeCompanion()
    fake.kept = TWICE
    async with story(fake) as (pilot, _):
        await until(pilot, lambda: pilot.app.settings == TWICE)
        await pilot.press("q")
        await screen(pilot, "LeaveDialog")
        await pilot.press("!")
        await screen(pilot, "WrongScreen")


async def test_leaving_today_is_asked_and_the_reason_to_end_is_kept() -> None:
    fault = StoreFault("The data are damaged.", "Restore a backup.")

    def broken() -> Companion:
        raise fault

    app = ExerciseApp(broken, settings=TWICE)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: fault.what_happened in words_on(pilot))
            await pilot.press("q")
            await screen(pilot, "LeaveDialog")
            await pilot.press("escape")
            await screen(pilot, "TodayScreen")
            await pilot.pause(0.2)  # sooner the same key is one that is held down
            await pilot.press("q")
            await screen(pilot, "LeaveDialog")
            await pilot.pause(0.2)
            await pilot.press("q")
            await until(pilot, lambda: app._exit)
    finally:
        app.background.close()
    assert app.return_value == fault.exit_code
