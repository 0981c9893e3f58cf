"""Pain is chosen, read back when it jumps, and never entered by accident."""

from __future__ import annotations

import pytest
from session_harness import OneScreen, press, settle, text_of

from exercise_companion.core.prompts import AskPain, Leave, Scored, SiteAsked
from exercise_companion.core.settings import Settings
from exercise_companion.core.terms import Moment
from exercise_companion.tui.screens.pain import PainScreen
from exercise_companion.tui.themes import LARGE as LARGE_CLASS
from exercise_companion.tui.widgets.pain_scale import EFFORT, PAIN, moved, typed

BACK, LEG = SiteAsked("back", "Back", 3), SiteAsked("leg", "Left leg", 2)
DURING = AskPain(
    Moment.DURING,
    (BACK, LEG),
    "The worst pain during Bridge",
    may_skip=False,
    may_say_no_more=True,
    may_report_sensation=True,
)
BEFORE = AskPain(
    Moment.BEFORE,
    (SiteAsked("back", "Back", None),),
    "Your pain right now",
    may_skip=False,
    may_say_no_more=False,
    may_report_sensation=False,
)
AFTER = AskPain(
    Moment.AFTER,
    (BACK, LEG),
    "Your pain now",
    may_skip=True,
    may_say_no_more=False,
    may_report_sensation=False,
)


async def replies_to(prompt: AskPain, *keys: str) -> list[object]:
    screen = PainScreen(prompt)
    app = OneScreen(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, screen)
        await press(pilot, *keys)
    return list(app.replies)


async def test_nothing_is_chosen_beforehand_so_enter_alone_answers_nothing() -> None:
    assert await replies_to(BEFORE, "enter", "enter", "space", "escape") == []


async def test_a_digit_alone_is_no_answer_it_needs_enter() -> None:
    assert await replies_to(BEFORE, "7") == []
    assert await replies_to(BEFORE, "7", "enter") == [Scored((("back", 7),))]


async def test_a_digit_that_comes_when_its_screen_has_gone_chooses_nothing() -> None:
    screen = PainScreen(BEFORE)
    app = OneScreen(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, screen)
        await press(pilot, "7", "enter")
        scale = screen.scale
        await scale.remove()
        scale.type_digit(3)
        scale.move(1)
        assert scale.chosen == 7
    assert app.replies == [Scored((("back", 7),))]


async def test_the_next_place_comes_into_sight_only_while_its_page_is_there() -> None:
    """The program may be left between a key and the next time the page is drawn."""
    screen = PainScreen(DURING)
    app = OneScreen(screen)
    async with app.run_test(size=(40, 12)) as pilot:
        await settle(pilot, screen)
        later: list[object] = []
        screen.call_after_refresh = lambda work, *_: later.append(work) or True  # type: ignore[method-assign]
        await press(pilot, "4", "enter")
        await screen.query_one("#body").remove()
        for work in later:
            work()  # type: ignore[operator]


async def test_one_and_then_nought_is_ten_only_with_enter() -> None:
    assert await replies_to(BEFORE, "1", "0") == []
    assert await replies_to(BEFORE, "1", "0", "enter") == [Scored((("back", 10),))]


async def test_every_place_is_asked_and_answered_once() -> None:
    keys = ("4", "enter", "3", "enter", "enter")
    assert await replies_to(DURING, *keys) == [Scored((("back", 4), ("leg", 3)))]


async def test_a_jump_of_four_is_read_back_and_enter_does_not_pass_it() -> None:
    screen = PainScreen(DURING)
    app = OneScreen(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, screen)
        await press(pilot, "8", "enter", "enter")
        assert "You chose 8. Is that right?" in text_of(app)
        await press(pilot, "m")
        assert app.replies == []
        await press(pilot, "y", "2", "enter")
    assert app.replies == [Scored((("back", 8), ("leg", 2)))]


async def test_a_jump_downwards_is_read_back_too_and_can_be_mended() -> None:
    prompt = AskPain(
        Moment.DURING,
        (SiteAsked("back", "Back", 6),),
        "",
        may_skip=False,
        may_say_no_more=True,
        may_report_sensation=False,
    )
    assert await replies_to(prompt, "2", "enter") == []
    assert await replies_to(prompt, "2", "enter", "n", "5", "enter") == [Scored((("back", 5),))]


async def test_a_jump_of_three_is_not_read_back() -> None:
    prompt = AskPain(
        Moment.AFTER,
        (BACK,),
        "",
        may_skip=False,
        may_say_no_more=False,
        may_report_sensation=False,
    )
    assert await replies_to(prompt, "6", "enter") == [Scored((("back", 6),))]


async def test_no_more_than_before_is_one_key_where_it_is_offered() -> None:
    assert await replies_to(DURING, "m") == [Scored(no_more_than_before=True)]
    assert await replies_to(BEFORE, "m") == []


async def test_a_new_feeling_is_one_key_and_keeps_what_was_scored() -> None:
    assert await replies_to(DURING, "5", "enter", "w") == [
        Scored((("back", 5),), new_sensation=True)
    ]
    assert await replies_to(AFTER, "w") == []


async def test_skipping_only_where_it_is_allowed() -> None:
    assert await replies_to(AFTER, "k") == [Scored()]
    assert await replies_to(DURING, "k") == []


async def test_leaving_only_before_a_session() -> None:
    assert await replies_to(BEFORE, "t") == [Leave()]
    assert await replies_to(AFTER, "t") == []


async def test_back_changes_the_place_before() -> None:
    keys = ("4", "enter", "b", "5", "enter", "2", "enter")
    assert await replies_to(DURING, *keys) == [Scored((("back", 5), ("leg", 2)))]


async def test_the_mouse_chooses_and_keeps() -> None:
    screen = PainScreen(BEFORE)
    app = OneScreen(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, screen)
        await pilot.click(screen.scale, offset=(2, 1))
        await pilot.click("#keep")
        await pilot.pause()
    assert app.replies == [Scored((("back", 0),))]


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_both_ends_of_the_scale_are_explained_at_every_size(size: tuple[int, int]) -> None:
    screen = PainScreen(BEFORE)
    app = OneScreen(screen)
    async with app.run_test(size=size) as pilot:
        await settle(pilot, screen)
        await pilot.pause()
        shown = text_of(app)
    assert "0 no pain" in shown
    assert "10 the worst pain I can imagine" in shown
    assert "moderate" in shown
    assert all(str(number) in shown for number in range(11))


def test_digits_and_arrows() -> None:
    assert typed(None, 0) == 0
    assert typed(1, 0) == 10
    assert typed(10, 0) == 0
    assert typed(4, 0) == 0
    assert moved(None, 1) == 0
    assert moved(10, 1) == 10
    assert moved(0, -1) == 0


def test_the_helper_words_are_those_of_the_specification() -> None:
    words = [PAIN.meaning(number).partition(", ")[2] for number in range(11)]
    assert words == [
        "no pain",
        *["mild"] * 3,
        *["moderate"] * 3,
        *["strong"] * 3,
        "the worst pain I can imagine",
    ]
    assert EFFORT.meaning(5) == "5, hard"


@pytest.mark.parametrize("size", [(40, 12), (44, 16), (80, 24), (120, 40)])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("keys", [(), ("4", "enter"), ("9", "enter")])
async def test_pr05_the_new_feeling_is_in_sight_and_can_be_told_at_once(
    size: tuple[int, int],
    large: bool,  # noqa: FBT001 - a parameter
    keys: tuple[str, ...],
) -> None:
    """In every window, on each place, and while a number is read back."""
    screen = PainScreen(DURING)
    screen.wear_settings(Settings(text_size="large" if large else "normal"))
    app = OneScreen(screen)
    async with app.run_test(size=size) as pilot:
        app.set_class(large, LARGE_CLASS)
        await settle(pilot, screen)
        await press(pilot, *keys)
        assert "New" in text_of(app)
        assert "numb" in text_of(app)
        assert "shooting" in text_of(app)
        assert ("You chose 9. Is that right?" in text_of(app)) is (keys == ("9", "enter"))
        await press(pilot, "w")
    (reply,) = app.replies
    assert isinstance(reply, Scored)
    assert reply.new_sensation
