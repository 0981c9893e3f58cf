"""A window with lines to spare is used: larger choices, more air, the whole list of topics."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from fakes import FakeCompanion, today_view
from scripts import safety, screen, story, until
from session_harness import OneScreen

from exercise_companion.core.new_version import WhatIsNew
from exercise_companion.core.prompts import AskPain, SiteAsked
from exercise_companion.core.terms import Moment
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.screens.late_day import LateDayScreen
from exercise_companion.tui.screens.pain import PainScreen
from exercise_companion.tui.screens.what_is_new import WhatIsNewScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.choice_dialog import Choice, ChoiceDialog
from exercise_companion.tui.widgets.marked_list import MarkedList
from exercise_companion.tui.widgets.pain_scale import NumberScale
from exercise_companion.tui.widgets.plan_table import PlanTable
from exercise_companion.tui.widgets.rows import Keyed
from exercise_companion.tui.widgets.week_strip import WeekStrip

if TYPE_CHECKING:
    from textual.app import ComposeResult


def a_pain_question() -> PainScreen:
    sites = (SiteAsked("back", "Back", None),)
    return PainScreen(AskPain(Moment.BEFORE, sites, "Your pain now", False, False, False))  # noqa: FBT003


class Listing(CompanionScreen):
    """A screen with one list on it."""

    def __init__(self, listed: MarkedList[Keyed]) -> None:
        super().__init__()
        self._listed = listed

    def compose_body(self) -> ComposeResult:
        yield self._listed


def choices(number: int) -> ChoiceDialog[int]:
    return ChoiceDialog(
        "Why?",
        tuple(Choice("abcdefgh"[at], f"Reason {at}", at) for at in range(number)),
        way_out="Do not leave it out",
        lines=("One line.", "Another line."),
    )


# --- Today ----------------------------------------------------------------------------------------


async def test_today_at_80_columns_breaks_no_name_and_needs_no_scrolling() -> None:
    async with story(FakeCompanion(view=today_view()), size=(80, 24)) as (pilot, _fake):
        await until(pilot, lambda: bool(pilot.app.screen.query(PlanTable)))
        plan = pilot.app.screen.query_one(PlanTable)
        assert plan.content_size.height == len(today_view().items)
        assert pilot.app.screen.query_one("#body").max_scroll_y == 0


async def test_a_wide_window_has_the_week_beside_the_plan_and_changes_at_once() -> None:
    async with story(FakeCompanion(view=today_view()), size=(120, 40)) as (pilot, _fake):
        await until(pilot, lambda: bool(pilot.app.screen.query(WeekStrip)))
        shown = pilot.app.screen

        def beside() -> bool:
            week, plan = shown.query_one(WeekStrip), shown.query_one(PlanTable)
            return week.region.y == plan.region.y and week.region.x >= plan.region.right

        assert beside()
        assert shown.query_one(PlanTable).content_size.height == 2 * len(today_view().items) - 1
        await pilot.press("tab")
        focused = shown.focused
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: bool(shown.query(WeekStrip)) and not beside())
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: bool(shown.query(WeekStrip)) and beside())
        assert shown.focused is focused


# --- choices --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 6, 7, 8])
@pytest.mark.parametrize("size", [(120, 36), (120, 40), (80, 24)])
async def test_the_way_out_of_a_question_is_always_in_sight(
    number: int, size: tuple[int, int]
) -> None:
    app = OneScreen(choices(number))  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        way_out = app.screen.query_one("#way-out", BigChoice)
        assert app.screen.find_widget(way_out).visible_region == way_out.region
        assert way_out.region.height == 3
        large = size[1] > 24 or number == 1
        assert app.screen.query_one("#choice-a").region.height == (3 if large else 1)
        if number > 1:
            first, second = (app.screen.query_one(f"#choice-{key}").region for key in "ab")
            beside_each_other = size[1] > 24 and number == 8
            assert (second.y == first.y) is beside_each_other


@pytest.mark.parametrize(("size", "lines"), [((120, 40), 3), ((120, 30), 1), ((80, 40), 1)])
async def test_choices_below_each_other_are_larger(size: tuple[int, int], lines: int) -> None:
    app = OneScreen(LateDayScreen(date(2026, 11, 23)))  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#today").region.height == lines


@pytest.mark.parametrize(
    ("rows", "size", "pitch"),
    [(7, (120, 40), 3), (12, (120, 40), 2), (20, (120, 40), 1), (7, (80, 24), 1)],
)
async def test_a_list_has_as_much_air_as_there_is_room_for(
    rows: int, size: tuple[int, int], pitch: int
) -> None:
    listed = MarkedList([Keyed("A", f"Line {at}") for at in range(rows)])
    async with OneScreen(Listing(listed)).run_test(size=size) as pilot:  # type: ignore[arg-type]
        await pilot.pause()
        places = [listed.place_of(at) for at in range(rows)]
        assert places == [int(pitch == 3) + pitch * at for at in range(rows)]
        opened = listed.region.y + places[2] + int(pitch == 3)
        await pilot.click(offset=(listed.region.x + 2, opened))
        assert listed.marked == 2


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_little_to_read_stands_in_the_middle_of_a_window_with_lines_to_spare(
    size: tuple[int, int],
) -> None:
    lines = ("Small bridge: 2 × 8 becomes 3 × 10.",)
    new = WhatIsNew(1, "The bridge was easy.", "M. Okafor", lines)
    async with OneScreen(WhatIsNewScreen(new)).run_test(size=size) as pilot:
        await pilot.pause()
        body = pilot.app.screen.query_one("#body")
        first, *_, last = (one.region for one in body.query(Card))
        above, below = first.y - body.region.y, body.region.bottom - last.bottom
        assert (above > 5) == (size[1] == 40)
        assert size[1] == 24 or abs(above - below) <= 3


async def test_a_dialog_stands_in_the_middle_of_a_window_with_lines_to_spare() -> None:
    app = OneScreen(choices(2))  # type: ignore[arg-type]
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        parts = [one.region for one in app.screen.query_one("#dialog").children]
        above, below = min(one.y for one in parts), 40 - max(one.bottom for one in parts)
        assert abs(above - below) <= 2


# --- questions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "lines"), [((80, 24), 3), ((120, 40), 5), ((60, 12), 2)])
async def test_a_tile_of_a_scale_has_room_around_its_number(
    size: tuple[int, int], lines: int
) -> None:
    async with OneScreen(a_pain_question()).run_test(size=size) as pilot:
        await pilot.pause()
        scale = pilot.app.screen.query_one(NumberScale)
        strips = [scale.render_line(y).text for y in range(lines)]
        assert [line for line, text in enumerate(strips) if " 7 " in text] == [lines // 2]


async def test_what_is_drawn_for_one_height_is_not_shown_at_another() -> None:
    async with OneScreen(a_pain_question()).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        scale = pilot.app.screen.query_one(NumberScale)
        assert " 7 " in scale.render_line(2).text
        await pilot.resize_terminal(120, 24)
        await pilot.pause()
        assert " 7 " in scale.render_line(1).text
        assert "moderate" in scale.render_line(3).text


@pytest.mark.parametrize(
    ("size", "listed"), [((80, 24), True), ((120, 40), True), ((40, 12), False)]
)
async def test_each_sign_of_a_question_begins_a_line_where_there_is_room(
    size: tuple[int, int], *, listed: bool
) -> None:
    asked = safety()
    several = replace(asked.question, text="Is a leg weak? Does a foot drop? Are you unsteady?")
    fake = FakeCompanion((replace(asked, question=several),))
    async with story(fake, size=size) as (pilot, _):
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        shown = pilot.app.screen
        assert shown.query_one(".question-lines").display == listed
        assert shown.query_one(".-in-one").display != listed
        lines = [str(one.render()) for one in shown.query(".question-lines > Words").results()]
        assert lines == ["Is a leg weak?", "Does a foot drop?", "Are you unsteady?"]
