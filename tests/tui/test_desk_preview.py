"""The live preview at the desk: the patient's Today of that day, and the exercise in motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import TODAY, at_the_desk, drafts_in, press, with_draft

from exercise_companion.catalogue.library import library
from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft import with_value
from exercise_companion.core.draft_views import day_in_draft, figure_in_draft
from exercise_companion.tui.desk.panes.preview_pane import PreviewPane
from exercise_companion.tui.widgets.figure_view import FigureView

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from exercise_companion.canonical import JsonObject


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "hip-pain")


def figure(pilot: Pilot[None], name: str = "#preview-figure") -> FigureView:
    return pilot.app.screen.query_one(name, FigureView)


def is_awake(view: FigureView) -> bool:
    return view._timer is not None


async def test_today_of_the_day_the_exercise_is_due_follows_every_edit(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter", "down", "f3")
        assert "Small bridge   2 of 6" in text
        assert "T Today" in text
        text = await press(pilot, "t")
        assert "What the patient sees: Today" in text
        assert "Monday 30 November" in text, "it is not due on Sunday"
        assert "Today: 4 exercises" in text
        assert "T Exercise" in text
        assert "Asked before the session" not in text, "nothing is asked on the second day"
        text = await press(pilot, "escape", "d", *"4 x 6", "enter")
        assert "4 × 6" in [line.strip("▌ ")[-5:] for line in text.splitlines()]
        text = await press(pilot, "escape", "x")
        assert "Tuesday 1 December" in text, "the next exercise is not due on Monday"
        text = await press(pilot, "f3", "t")
        assert "Clamshell   2 of 5" in text


async def test_below_today_stands_what_is_asked_before_the_session(folder: Path) -> None:
    desk = Desk(folder, lambda: TODAY)
    (path,) = drafts_in(folder)
    opened = desk.open(path.name)
    own: JsonObject = {"id": "dry", "question": "Is it dry?", "kind": "yes_no", "every_days": 1}
    desk.keep(opened.name, with_value(opened.draft, ("check_ins",), [own]))
    async with at_the_desk(folder) as pilot:
        text = await press(pilot, "enter", "down", "f3", "t", "end")
        asked = text.index("Asked before the session")
        assert "Is it dry?" in text[asked:]


async def test_nothing_moves_but_what_has_the_keys(folder: Path) -> None:
    async with at_the_desk(folder) as pilot:
        await press(pilot, "enter")
        assert figure(pilot).figure is not None
        assert not is_awake(figure(pilot))
        assert not is_awake(figure(pilot, "#library-figure"))
        await press(pilot, "f3")
        assert is_awake(figure(pilot))
        await press(pilot, "t")
        assert not is_awake(figure(pilot)), "Today has no figure"
        await press(pilot, "t", "escape")
        assert not is_awake(figure(pilot))
        await press(pilot, "a")
        assert is_awake(figure(pilot, "#library-figure"))


async def test_an_exercise_without_a_dose_has_no_day_yet(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as pilot:
        await press(pilot, "n", "enter", *"bri", "enter")
        text = await press(pilot, "f3", "t")
        assert "No day yet" in text
        assert pilot.app.screen.query_one(PreviewPane).shows_today


def test_only_what_is_there_has_a_figure_and_a_day(tmp_path: Path) -> None:
    desk = Desk(tmp_path, lambda: TODAY)
    draft = desk.begin("hip-pain").draft
    plan = desk.check(draft).plan
    assert figure_in_draft(draft, 0, 1, library()) == "small-bridge"
    assert figure_in_draft(draft, 0, 99, library()) is None
    assert day_in_draft(draft, plan, 0, 99, TODAY) is None
    assert day_in_draft(draft, None, 0, 1, TODAY) is None
