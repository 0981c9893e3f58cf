"""Which keys count, and what the key line says about them."""

from __future__ import annotations

import pytest
from fakes import FakeCompanion
from scripts import safety, screen, story, until
from textual.events import Key
from textual.widgets import Input

from exercise_companion.core.terms import Answer
from exercise_companion.tui.keygate import THE_GATE, KeyGate
from exercise_companion.tui.keys import ignore_caps_lock
from exercise_companion.tui.widgets.key_line import HURTS, Hint, KeyLine, fitting


def test_a_held_key_counts_once_until_it_is_let_go() -> None:
    gate = KeyGate()
    pressed = [gate.lets_through("n", at) for at in (1.0, 1.1, 1.2, 1.3, 1.5)]
    assert pressed == [True, False, False, False, True]


def test_another_key_and_keys_that_only_move_count_at_once() -> None:
    gate = KeyGate()
    assert gate.lets_through("n", 1.0)
    assert gate.lets_through("y", 1.01)
    assert gate.lets_through("down", 1.02)
    assert gate.lets_through("down", 1.03)


GENERAL = [
    Hint("app.wrong", "!", "Something is wrong"),
    Hint("app.help", "?", "Help"),
    Hint("app.leave", "Q", "Leave"),
]
ANSWERS = [
    Hint("safety.no", "N", "No", grouped=True),
    Hint("safety.yes", "Y", "Yes", grouped=True),
    Hint("safety.not_sure", "U", "Not sure", grouped=True),
]
CHOICES = [Hint("advice.choose", "Tab", "Choices", grouped=True), Hint("read", "Down", "Read on")]


def said(hints: list[Hint], width: int) -> list[str]:
    return [hint.text for hint in fitting(hints, width)]


def test_a_wide_window_shows_every_key_with_its_label() -> None:
    assert fitting(ANSWERS + GENERAL, 200) == ANSWERS + GENERAL


def test_in_a_narrow_window_the_three_answers_and_something_is_wrong_stay() -> None:
    wrong = "! Something is wrong"
    assert said(ANSWERS + GENERAL, 38) == ["N", "Y", "U", wrong, "? Help"]
    assert said(ANSWERS + GENERAL, 28) == ["N", "Y", "U", wrong]
    assert said(CHOICES + GENERAL, 38) == ["Tab Choices", wrong, "?"]
    assert said(CHOICES + GENERAL, 28) == ["Tab", wrong]


def test_keys_of_second_rank_give_way_from_the_right() -> None:
    hints = [Hint("today.start", "Enter", "Start"), Hint("today.load", "L", "Load"), *GENERAL]
    assert [hint.id for hint in fitting(hints, 45)] == ["today.start", "app.wrong", "app.help"]


def test_two_lines_have_room_for_more_keys() -> None:
    hints = [Hint("done", "Enter", "Done"), Hint("pause", "Space", "Pause"), *ANSWERS, *GENERAL]
    assert [hint.text for hint in fitting(hints, 38, 2)] == [
        "Enter Done",
        "N No",
        "Y Yes",
        "U Not sure",
        "! Something is wrong",
        "? Help",
    ]
    assert fitting(hints, 42, 3) == hints


def test_in_two_lines_the_keys_of_a_set_stay_and_help_gives_up_its_word() -> None:
    of_a_set = [
        Hint("player.done", "Enter", "Done"),
        Hint("player.pause", "Space", "Pause"),
        Hint("item.stop", "X", "Stop"),
        Hint("player.hurts", "H", "It hurts"),
        Hint("player.redo", "R", "Again"),
    ]
    kept = [hint.text for hint in fitting(of_a_set + GENERAL, 38, 2)]
    assert kept == [
        "Enter Done",
        "Space Pause",
        "X Stop",
        "H It hurts",
        "! Something is wrong",
        "?",
    ]


def test_in_forty_columns_stop_keeps_its_word_beside_it_hurts() -> None:
    of_an_exercise = [
        Hint("intro.start", "Enter", "Start"),
        Hint("item.stop", "X", "Stop"),
        Hint("player.hurts", "H", "It hurts"),
    ]
    kept = [hint.text for hint in fitting(of_an_exercise + GENERAL, 38, 1, HURTS)]
    assert kept == ["X Stop", "H Hurts", "! Something is wrong"]
    roomy = [hint.text for hint in fitting(of_an_exercise + GENERAL, 60, 1, HURTS)]
    assert "H It hurts" in roomy


@pytest.mark.parametrize(("pressed", "taken"), [("N", "n"), ("n", "n"), ("É", "é"), ("f2", "f2")])
def test_caps_lock_changes_no_key(pressed: str, taken: str) -> None:
    event = Key(pressed, None)
    ignore_caps_lock(event, None)
    assert event.key == taken


async def test_with_caps_lock_the_letters_do_the_same_on_screens_and_in_dialogs() -> None:
    async with story(FakeCompanion((safety(1), safety(2)))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("Y")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1].value is Answer.YES
        await pilot.press("Q")
        await screen(pilot, "LeaveDialog")
        await pilot.pause(0.2)  # sooner the same key is one that is held down
        await pilot.press("Q")
        await until(pilot, lambda: pilot.app._exit)


async def test_a_field_for_typing_keeps_capital_letters() -> None:
    async with story() as (pilot, _fake):
        await pilot.press("L")
        await screen(pilot, "LoadScreen")
        field = pilot.app.screen.query_one(Input)
        field.focus()
        await pilot.press("Q", "a")
        assert field.value.endswith("Qa")


async def test_the_key_that_asks_to_leave_leaves_nothing_while_it_is_held_down() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await pilot.press("q")
        await screen(pilot, "LeaveDialog")
        dialog, pressed = pilot.app.screen, THE_GATE._at
        for later in (0.05, 0.1, 0.2):
            held = Key("q", "q")
            held.time = pressed + later
            dialog.on_key(held)
        assert dialog.is_current
        assert not pilot.app._exit
        again = Key("q", "q")
        again.time = pressed + 1
        dialog.on_key(again)
        await until(pilot, lambda: pilot.app._exit)


def test_what_gave_way_before_something_longer_is_there_where_it_has_room() -> None:
    hints = [
        Hint("late_day.go_on", "Enter", "Go on"),
        Hint("page.back", "B", "Back"),
        *(Hint(f"day.{key}", key, "A long answer", grouped=True) for key in "TYAMP"),
        *GENERAL[:2],
    ]
    assert said(hints, 76)[:2] == ["Enter Go on", "B Back"]
    assert said(hints, 76)[2:] == ["T", "Y", "A", "M", "P", "! Something is wrong", "? Help"]
    assert said(hints, 38) == ["T", "Y", "A", "M", "P", "! Something is wrong", "?"]


@pytest.mark.parametrize("width", [80, 90])
async def test_today_names_the_key_that_leaves(width: int) -> None:
    async with story(size=(width, 24)) as (pilot, _fake):
        assert "Q Leave" in {hint.text for hint in pilot.app.screen.query_one(KeyLine).hints}


async def test_a_wide_today_names_what_can_be_entered_and_loaded() -> None:
    async with story(size=(140, 40)) as (pilot, _fake):
        shown = {hint.text for hint in pilot.app.screen.query_one(KeyLine).hints}
        assert {"S Done elsewhere", "L Load", "O Settings", "Q Leave"} <= shown


async def test_the_settings_name_the_arrows() -> None:
    async with story() as (pilot, _fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        shown = {hint.text for hint in pilot.app.screen.query_one(KeyLine).hints}
        assert {"←/→ Value", "↑/↓ Setting"} <= shown
