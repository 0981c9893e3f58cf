"""The way out of a lock in the full screen: both steps, the code, a mistake, help, the slip."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeCompanion, today_view
from scripts import advice, held, screen, story, until, words_on
from textual.widgets import Input

from exercise_companion.core.advice_texts import BY_MISTAKE
from exercise_companion.core.clearing_prompts import (
    AskHelp,
    Assessed,
    CodeTyped,
    ConfirmMistake,
    HelpAnswered,
    MistakeTyped,
    Told,
    TookBack,
    WayOut,
)
from exercise_companion.core.prompts import Acknowledged, Go, Leave, ShowDecision
from exercise_companion.errors import Refused
from exercise_companion.tui.widgets.big_number import BigNumber

SIZES = [(80, 24), (40, 12)]

MISSING = WayOut(("Step 1: seen. Step 2: a code.",), "missing", "", "", may_take_back=False)
READY = WayOut(("Call. Read out.",), "recorded", "K7WM-22PA", "Kilo 7 Whisky", may_take_back=False)
HELP = AskHelp("Monday 23 November, 09:00", ('You told us: "my leg is [b]weak[/b]".',))


def locked(way_out: WayOut, *, may_record_talk: bool = False) -> ShowDecision:
    return replace(held(may_record_talk=may_record_talk), way_out=way_out)


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_step_is_to_write_down_who_saw_you(size: tuple[int, int]) -> None:
    async with story(FakeCompanion((locked(MISSING),)), size=size) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        assert "Step 1: seen." in words_on(pilot)
        await pilot.press("c")
        assert type(pilot.app.screen).__name__ == "LockedScreen", "no code before step 1"
        await pilot.press("m")
        await screen(pilot, "FormDialog")
        await pilot.press(*"Ward", "enter", *"today", "enter", "enter")
        await until(pilot, lambda: "Something is missing." in words_on(pilot))
        assert fake.replies == []
        await pilot.press(*"Rest", "enter")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == Assessed("Ward", "today", "Rest")


@pytest.mark.parametrize("size", SIZES)
async def test_the_code_is_typed_with_the_lock_code_in_sight(size: tuple[int, int]) -> None:
    fault = Refused("That is not the code for this lock.", "Check each letter.")
    fake_companion = FakeCompanion((locked(READY),), faults=(fault,))
    async with story(fake_companion, size=size) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        assert "K7WM-22PA" in words_on(pilot)
        for typed in ("AAAAA", "BBBBB"):
            await pilot.press("c")
            await screen(pilot, "CodeDialog")
            assert pilot.app.screen.query_one(BigNumber).text == "K7WM-22PA"
            for choice in pilot.app.screen.query("BigChoice"):
                assert choice.content_region.height == 1
                assert choice.content_region.width >= len(str(choice.render()).strip())
            await pilot.press(*typed, "enter")
            if typed == "AAAAA":
                await screen(pilot, "LockedScreen")
                await until(pilot, lambda: "That is not the code" in words_on(pilot))
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == CodeTyped("BBBBB")


async def test_in_a_small_window_the_lock_code_stays_in_sight_below_the_alert_line() -> None:
    view = today_view("locked", alert_line="You reported a warning sign. In an emergency call 999.")
    async with story(FakeCompanion((locked(READY),), view=view), size=(40, 12)) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("c")
        await screen(pilot, "CodeDialog")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        await pilot.pause(0.1)
        body = pilot.app.screen.query_one("#dialog-body")
        code = pilot.app.screen.query_one(BigNumber)
        assert (code.text, code.region.height) == ("K7WM-22PA", 1)
        assert body.region.contains_region(code.region)
        assert body.region.contains_region(pilot.app.screen.query_one(Input).region)


async def test_what_could_not_be_taken_stands_in_the_form_again() -> None:
    fault = Refused("That day has not come yet.", "Give the day you were seen.")
    async with story(FakeCompanion((locked(MISSING),), faults=(fault,))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("m")
        await screen(pilot, "FormDialog")
        await pilot.press(*"Ward", "enter", *"tomorrow", "enter", *"Rest", "enter")
        await until(pilot, lambda: "not come yet" in words_on(pilot))
        await screen(pilot, "FormDialog")
        typed = [field.value for field in pilot.app.screen.query(Input)]
        assert typed == ["Ward", "tomorrow", "Rest"]
        await until(pilot, lambda: pilot.app.focused is not None)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "seen-on"
        pilot.app.screen.query_one("#seen-on", Input).value = "today"
        await pilot.press("enter", "enter")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == Assessed("Ward", "today", "Rest")


async def test_enter_is_named_for_what_it_does_on_each_line() -> None:
    async with story(FakeCompanion((locked(MISSING),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("m")
        await screen(pilot, "FormDialog")
        for at in range(3):
            await until(pilot, lambda: isinstance(pilot.app.focused, Input))
            await pilot.pause()
            named = words_on(pilot)
            assert ("Next line" in named, "Save" in named) == (at < 2, at == 2)
            await pilot.press(*"today", "enter")
        await until(pilot, lambda: bool(fake.replies))


async def test_escape_leaves_a_form_and_keeps_nothing() -> None:
    async with story(FakeCompanion((locked(READY),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("c")
        await screen(pilot, "CodeDialog")
        await pilot.press("A", "escape")
        await screen(pilot, "LockedScreen")
        await pilot.press("b")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == Leave()


async def test_something_is_wrong_works_while_a_code_is_typed() -> None:
    async with story(FakeCompanion((locked(READY),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("c")
        await screen(pilot, "CodeDialog")
        await pilot.press("A", "!")
        await screen(pilot, "WrongScreen")
        assert "Call 999" in words_on(pilot)


async def test_every_way_out_is_in_sight_at_once() -> None:
    way = replace(READY, assessment="not_needed", may_take_back=True)
    async with story(FakeCompanion((locked(way, may_record_talk=True),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        shown = [choice for choice in pilot.app.screen.query("BigChoice") if choice.display]
        assert len(shown) == 5
        assert all(choice.region.right <= 80 and choice.region.height for choice in shown)
        assert len({choice.region for choice in shown}) == 5
        await pilot.press("k")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == TookBack()


async def test_the_slip_is_shown_and_left_again() -> None:
    async with story(FakeCompanion((locked(READY),))) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("p")
        await screen(pilot, "SlipScreen")
        assert "I reported [b]this[/b]" in words_on(pilot), "text from files is no markup"
        await pilot.press("b")
        await screen(pilot, "LockedScreen")


# --- a mistake ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_mistake_is_a_choice_like_the_others(size: tuple[int, int]) -> None:
    shown = advice()
    choices = (*shown.advice.choices, BY_MISTAKE)
    prompt = replace(shown, advice=replace(shown.advice, choices=choices))
    async with story(FakeCompanion((prompt,)), size=size) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        offered = list(pilot.app.screen.query("BigChoice"))
        assert all(0 < one.region.right <= size[0] for one in offered)
        assert len({one.region for one in offered}) == 4
        await pilot.press("enter", "escape")
        assert fake.replies == []
        await pilot.press("tab", "right", "right", "right", "enter")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == Acknowledged("mistake")


async def test_the_word_is_typed_or_left() -> None:
    prompt = ConfirmMistake(("You pressed it by mistake.", "Type MISTAKE."))
    async with story(FakeCompanion((prompt, prompt))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "MistakeScreen")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        await pilot.pause(0.2)  # sooner the same key is one that is held down
        await pilot.press("enter")
        await until(pilot, lambda: "The word is missing." in words_on(pilot))
        pilot.app.screen.query_one(Input).value = "mistake"
        await pilot.pause(0.2)
        await pilot.press("enter")
        await until(pilot, lambda: len(fake.replies) == 1)
        await screen(pilot, "MistakeScreen")
        await pilot.press("escape")
        await until(pilot, lambda: len(fake.replies) == 2)
        assert [reply for _, reply in fake.replies] == [MistakeTyped("mistake"), Leave()]


# --- at the next launch ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "reply"), [("t", HelpAnswered("not_yet")), ("n", HelpAnswered("no"))]
)
async def test_did_you_get_help_comes_up_by_itself(key: str, reply: HelpAnswered) -> None:
    fake_companion = FakeCompanion((HELP,))
    fake_companion.active = True
    async with story(fake_companion) as (pilot, fake):
        await screen(pilot, "GotHelpScreen")
        assert "[b]weak[/b]" in words_on(pilot)
        await pilot.press("enter", "escape", key)
        assert fake.replies == [], "it is read first"
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press(key)
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == reply


@pytest.mark.parametrize("size", SIZES)
async def test_a_yes_asks_who_it_was(size: tuple[int, int]) -> None:
    fake_companion = FakeCompanion((HELP,))
    fake_companion.active = True
    async with story(fake_companion, size=size) as (pilot, fake):
        await screen(pilot, "GotHelpScreen")
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("y")
        await screen(pilot, "FormDialog")
        await pilot.press(*"Osei", "enter")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == HelpAnswered("yes", "Osei")


async def test_what_came_of_it_is_read_then_left() -> None:
    async with story(FakeCompanion((Told("The lock has ended", ("Line.",)),))) as (pilot, fake):
        await pilot.press("enter")
        await screen(pilot, "ToldScreen")
        assert "The lock has ended" in words_on(pilot)
        await until(pilot, lambda: pilot.app.screen.ready)
        await pilot.press("enter")
        await until(pilot, lambda: bool(fake.replies))
        assert fake.replies[0][1] == Go()
