"""A key repaints what it changes, once: choices and scales (speed, key to change)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from camera import Stage, at_rest, come_to
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen
from tour import TOUR
from world import World

from exercise_companion.tui.themes import NIGHT
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_digits import BigDigits
from exercise_companion.tui.widgets.pain_scale import NumberScale

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def counted(kind: type[object], name: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every call of a method from now on."""
    calls: list[str] = []
    original = getattr(kind, name)

    def count(*args: object, **named: object) -> object:
        calls.append(name)
        return original(*args, **named)

    monkeypatch.setattr(kind, name, count)
    return calls


def marked(pilot: Pilot[None]) -> list[str | None]:
    return [choice.id for choice in pilot.app.screen.query(BigChoice) if choice.has_focus]


async def test_moving_between_choices_marks_exactly_one_and_applies_no_style_sheet(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = TOUR["safety"]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        await pilot.press("tab")
        await at_rest(pilot)
        applied = counted(Stylesheet, "apply", monkeypatch)
        for key, there in (("right", "yes"), ("right", "not-sure"), ("left", "yes")):
            await pilot.press(key)
            await at_rest(pilot)
            assert marked(pilot) == [there] == [getattr(pilot.app.focused, "id", None)]
        assert applied == []


async def test_a_focus_that_was_passed_on_before_it_came_marks_nothing_else(world: World) -> None:
    stop = TOUR["safety"]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        shown = pilot.app.screen
        for name in ("#no", "#yes", "#not-sure"):
            shown.set_focus(shown.query_one(name))
        shown.set_focus(None)
        shown.set_focus(shown.query_one("#yes"))
        await at_rest(pilot)
        assert marked(pilot) == ["yes"]


async def test_a_number_and_what_is_said_about_it_are_painted_together(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = TOUR["pain"]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        await pilot.press("4")
        await at_rest(pilot)
        painted = counted(Screen, "_compositor_refresh", monkeypatch)
        await pilot.press("7")
        seen = await at_rest(pilot)
        assert len(painted) == 1
        assert "You chose 7" in seen.text
        assert "Keep 7" in seen.text
        assert pilot.app.screen.query(NumberScale).first(NumberScale).chosen == 7


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("player-asking", ("minus", "plus", "minus")),
        ("walk-asking", ("minus", "plus", "minus")),
        ("intro-large-place", ("space", "space", "b")),
    ],
)
async def test_counting_and_reading_on_lay_nothing_out_anew(
    name: str, keys: tuple[str, ...], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = TOUR[name]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        await pilot.press(keys[0])  # less than all of it: the choice "All" comes
        await at_rest(pilot)
        laid_out = counted(Screen, "_refresh_layout", monkeypatch)
        applied = counted(Stylesheet, "apply", monkeypatch)
        before = (await at_rest(pilot)).text
        for key in keys[1:]:
            type(pilot.app.screen).gate._key = ""
            await pilot.press(key)
            after = (await at_rest(pilot)).text
            assert after != before
            before = after
        assert laid_out == []
        assert applied == []


async def test_the_number_of_a_set_is_painted_before_the_choices_that_name_it(
    world: World,
) -> None:
    stop = TOUR["player-asking"]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        screen = pilot.app.screen
        screen.action_change(-1)
        number = screen.query_one("#face-number", BigDigits).value
        assert number not in str(screen.query_one("#enter", BigChoice).label)
        await at_rest(pilot)
        assert number in str(screen.query_one("#enter", BigChoice).label)
