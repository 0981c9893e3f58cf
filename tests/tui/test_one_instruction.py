"""Before an exercise large mode shows one instruction at a time, in letters seen from the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from session_harness import PLACE, Clock, OneScreen, an_item, press, settle, text_of

from exercise_companion.catalogue import library as catalogue
from exercise_companion.catalogue.figures import figure
from exercise_companion.core.instructions import instructions_of
from exercise_companion.core.prompts import Go, ShowIntro, Skip
from exercise_companion.core.settings import Settings
from exercise_companion.tui.screens.intro import IntroScreen
from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets import step_clock
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.by_itself import ByItself
from exercise_companion.tui.widgets.figure_view import FigureView
from exercise_companion.tui.widgets.one_by_one import BigWords, OneByOne, largest_lines

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from exercise_companion.core.views import ItemView

ROOM_AT_80 = (74, 15)
"""What a window of 80 columns and 24 lines leaves for an instruction."""


def large_intro(hands_free: str = "off") -> IntroScreen:
    shown = IntroScreen(ShowIntro(an_item(), PLACE, 0, sets=2))
    shown.settings = Settings(text_size="large", hands_free=hands_free == "on")
    return shown


def large(shown: IntroScreen) -> OneScreen:
    app = OneScreen(shown)
    app.add_class(LARGE, update=False)
    return app


def drawn(shown: IntroScreen) -> tuple[str, ...]:
    """The instruction in sight as it is drawn; empty where it is in plain letters or none is."""
    words = shown.query_one(BigWords)
    return largest_lines(words.value, *words.size) if words.region.area else ()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_each_instruction_is_drawn_and_all_of_it_is_in_sight(size: tuple[int, int]) -> None:
    shown = large_intro()
    async with large(shown).run_test(size=size) as pilot:
        await settle(pilot, shown)
        assert not drawn(shown)
        assert shown.query_one("#dose").region.area
        for one in instructions_of(an_item()):
            await press(pilot, "space")
            assert shown.query_one(BigWords).value == one.words
            assert drawn(shown)
            assert f"{one.title}   {shown.pages.page} of 10" in text_of(pilot.app)
            assert shown.query_one("#body").max_scroll_y == 0
            assert not shown.query_one("#dose").region.area


@pytest.mark.parametrize("name", ["Bridge", "Side plank on your knees with a turn"])
async def test_name_and_dose_come_first_and_nothing_of_them_is_scrolled_for(name: str) -> None:
    shown = IntroScreen(ShowIntro(an_item(name=name), PLACE, 1, sets=2))
    shown.settings = Settings(text_size="large", hands_free=True)
    shown.demo = True
    async with large(shown).run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await pilot.pause()
        assert shown.query_one("#body").max_scroll_y == 0
        assert shown.query_one("#name-large").region.height >= 3
        rest = shown.query_one("#dose-rest")
        assert rest.region.height == 3
        assert rest.region.bottom <= shown.query_one("#by-itself").region.y
        number = shown.query_one("#dose-large", BigNumber)
        assert "".join(strip.text for strip in number.render_lines(number.size.region)).strip()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_how_often_is_drawn_large_first_of_all_and_nothing_of_the_dose_is_cut(
    size: tuple[int, int],
) -> None:
    shown = IntroScreen(ShowIntro(an_item(dose="1 × 6, 3 s out, 3 s back"), PLACE, 0, sets=1))
    shown.settings = Settings(text_size="large")
    async with large(shown).run_test(size=size) as pilot:
        await settle(pilot, shown)
        await pilot.pause()
        number = shown.query_one("#dose-large", BigNumber)
        assert len(str(number.render()).splitlines()) == (5 if size[0] == 80 else 3)
        rest = shown.query_one("#dose-rest")
        assert shown.find_widget(rest).visible_region == rest.region
        assert rest.region.height == (1 if size[0] == 80 else 7)


async def test_in_a_small_window_it_stands_in_plain_letters() -> None:
    shown = large_intro()
    async with large(shown).run_test(size=(40, 12)) as pilot:
        await settle(pilot, shown)
        assert "2 × 8, hold 3 s" in text_of(pilot.app)
        await press(pilot, "space", "space")
        assert not drawn(shown)
        assert "Lie on your back, knees bent." in text_of(pilot.app)
        assert {"B   Back", "Space   Next"} <= {
            "   ".join(line.split()).replace("▌", "") for line in text_of(pilot.app).splitlines()
        }


async def test_b_goes_back_to_name_and_dose_and_there_is_nothing_beyond_the_last() -> None:
    shown = large_intro()
    async with large(shown).run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await press(pilot, "b", "space", "space", "b")
        assert shown.pages.page == 1
        await press(pilot, "b", "b")
        assert shown.pages.page == 0
        assert shown.query_one("#dose").region.area
        assert shown.query_one("#read_back", BigChoice).disabled
        await press(pilot, *["space"] * 20)
        assert shown.pages.page == 10
        assert shown.query_one("#read_on", BigChoice).disabled


async def test_the_mouse_turns_the_pages_too() -> None:
    shown = large_intro()
    async with large(shown).run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await pilot.click("#read_on")
        await pilot.click("#read_on")
        await pilot.click("#read_back")
        await pilot.pause()
        assert shown.pages.page == 1


@pytest.mark.parametrize(("keys", "reply"), [(("enter",), Go()), (("s", "c"), Skip("unclear"))])
async def test_the_keys_of_the_exercise_work_at_every_instruction(
    keys: tuple[str, ...], reply: object
) -> None:
    shown = large_intro()
    app = large(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await press(pilot, *["space"] * 4)
        await press(pilot, *keys)
        await pilot.pause()
        assert app.replies == [reply]


async def test_the_picture_stands_above_what_is_to_be_done_where_there_is_room() -> None:
    shown = IntroScreen(ShowIntro(with_a_figure(), PLACE, 0, sets=2))
    shown.settings = Settings(text_size="large")
    async with large(shown).run_test(size=(120, 40)) as pilot:
        await settle(pilot, shown)
        pictured = {}
        for one in shown.pages.instructions:
            await press(pilot, "space")
            pictured[one.title.split()[0]] = bool(shown.query_one(FigureView).region.area)
            assert drawn(shown)
            assert (shown.query_one(FigureView)._timer is None) is not pictured[
                one.title.split()[0]
            ]
        assert pictured["Get"]
        assert pictured["Step"]
        assert not pictured["Stop"]


def with_a_figure() -> ItemView:
    return an_item(figure=figure("pelvic-tilt"))


async def test_without_large_mode_the_keys_are_free() -> None:
    shown = IntroScreen(ShowIntro(an_item(), PLACE, 0, sets=2))
    app = OneScreen(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await press(pilot, "space", "b")
        assert shown.pages.page == 0
        assert "Next" not in text_of(app)
        assert not shown.query(OneByOne).first().region.area
        assert "Tighten your tummy." in text_of(app)
        assert app.replies == []


# --- in a session that goes by itself -------------------------------------------------------------


async def let_pass(pilot: Pilot[None], clock: Clock, shown: IntroScreen, seconds: int) -> None:
    for _ in range(seconds):
        clock.now += 1
        shown.query_one(ByItself).clock.look()
        await pilot.pause()


async def test_the_instruction_that_is_read_out_is_the_one_in_sight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr(step_clock, "steady_seconds", clock)
    shown = large_intro("on")
    async with large(shown).run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        seen = [shown.pages.page]
        for _ in range(22):
            await let_pass(pilot, clock, shown, 1)
            if shown.pages.page != seen[-1]:
                seen.append(shown.pages.page)
        assert seen == [0, 2, 3, 4, 5, 6], "you need (1) is not read out"


async def test_a_key_keeps_the_instruction_that_is_in_sight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr(step_clock, "steady_seconds", clock)
    shown = large_intro("on")
    async with large(shown).run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await let_pass(pilot, clock, shown, 9)
        await press(pilot, "b")
        page = shown.pages.page
        await let_pass(pilot, clock, shown, 9)
        assert shown.pages.page == page > 0


# --- every exercise -------------------------------------------------------------------------------


def test_how_every_exercise_is_done_fits_a_small_screen_in_block_letters() -> None:
    exercises = catalogue.library().exercises
    small = []
    for one in exercises:
        item = an_item(
            setup=one.setup, steps=one.steps, cues=one.cues, stop_signs=one.stop_signs,
            common_mistakes=one.common_mistakes,
        )  # fmt: skip
        small += [
            made.words
            for made in instructions_of(item)
            if not largest_lines(made.words, *ROOM_AT_80)
        ]
    assert len(exercises) >= 40
    assert small == []


def test_letters_are_as_large_as_the_place_allows() -> None:
    assert len(largest_lines("Breathe in.", 94, 10)) == 5
    assert len(largest_lines("Go", 94, 10)) == 10
    assert largest_lines("Supercalifragilistic", 60, 10) == ()
    assert largest_lines("5 %", 60, 10) == ()
    assert largest_lines("", 60, 10) == ()
