"""Whom to call stands out where exercise is held back: on a line of its own, and in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from camera import Stage, at_rest, come_to
from tour import TOUR
from world import World

from exercise_companion.tui.themes import NIGHT
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.call_line import CallLine, lines_with_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

CALL = ("If nobody has seen you yet, call today: DEMO clinic", "01632 960100")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


def in_sight(screen: Screen[object]) -> Iterator[str]:
    """Every line to call all of which is in sight."""
    for line in screen.query(CallLine):
        placed = screen.find_widget(line)
        if placed.region.area and placed.visible_region == placed.region:
            yield line.said


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
@pytest.mark.parametrize("name", ["today-locked", "locked"])
async def test_a_lock_has_its_number_on_a_line_of_its_own(
    name: str, size: tuple[int, int], world: World
) -> None:
    stop = TOUR[name]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=size) as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        assert f"{CALL[0]}, {CALL[1]}" in in_sight(app.screen)


@pytest.mark.parametrize("name", ["decision-talk", "decision-talk-large"])
async def test_please_talk_to_your_therapist_says_who_that_is(name: str, world: World) -> None:
    stop = TOUR[name]
    for size in ((80, 24), (120, 40)):
        app = Stage(stop, stop.make(world), NIGHT)
        async with app.run_test(size=size) as pilot:
            await come_to(pilot, stop)
            await at_rest(pilot)
            assert "Therapist, DEMO therapist: 01632 960101" in in_sight(app.screen)


async def test_the_lock_code_is_drawn_below_whom_to_call(world: World) -> None:
    stop = TOUR["locked-code"]
    app = Stage(stop, stop.make(world), NIGHT)
    async with app.run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        seen = (await at_rest(pilot)).text
        code = app.screen.query_one(BigNumber)
        assert code.region.height == 3
        assert len(code.text) == len("ABCD-EFGH")
        assert "DEMO therapist and read this out: 01632 960101" in seen


# --- the line ------------------------------------------------------------------------------------


def said(line: str, call: tuple[str, str] | None) -> list[str]:
    return [one.said for one in lines_with_number(line, call)]


def test_a_sentence_with_the_number_is_told_in_two_lines() -> None:
    line = f"{CALL[0]}, {CALL[1]}, or NHS 111, 111. If nobody answers, go."
    assert said(line, CALL) == [f"{CALL[0]}, {CALL[1]}", "or NHS 111, 111. If nobody answers, go."]


def test_an_emergency_number_stands_behind_its_word() -> None:
    line = "If nobody has seen you yet: call 999 or 112, or go now."
    call = ("If nobody has seen you yet: call", "999")
    assert said(line, call) == ["If nobody has seen you yet: call 999", "or 112, or go now."]


def test_a_sentence_that_only_calls_is_one_line() -> None:
    assert said("Call DEMO therapist, 01632 960101.", ("Call DEMO therapist", "01632 960101")) == [
        "Call DEMO therapist, 01632 960101"
    ]


def test_another_sentence_or_none_to_call_stays_as_it_is() -> None:
    assert said("Time alone does not end it.", CALL) == ["Time alone does not end it."]
    assert said("Time alone does not end it.", None) == ["Time alone does not end it."]
