"""The list of exercises says on which days each is due, at what time of day, rest and load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import ROOMY, at_the_desk, press, text_of, with_draft

from exercise_companion.core.draft import with_value
from exercise_companion.core.draft_views import days_in_words, effort_in_words, rest_in_words
from exercise_companion.tui.widgets.pick_list import Line

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from exercise_companion.core.draft import Draft

WHENS = (
    {"slots": ["evening"]},
    {"days": ["mon", "fri"]},
    {},
    {"days_per_week": 3, "times_per_day": 2},
)
DOSE = {"type": "reps", "side": "none", "sets": 2, "reps": 8, "rest_seconds": 45} | {
    "load": {"type": "weight", "load_kg": 4}
}


def with_whens(draft: Draft) -> Draft:
    for number, when in enumerate(WHENS):
        draft = with_value(draft, ("phases", 0, "items", number, "when"), dict(when))
        draft = with_value(draft, ("phases", 0, "items", number, "dose"), dict(DOSE))
    return draft


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "a-spinal-stenosis", with_whens)


def listed(pilot: Pilot[None]) -> str:
    items = pilot.app.screen.query_one("#items")
    return " ".join(str(items.render()).split())


@pytest.mark.parametrize("size", [ROOMY, (140, 40), (80, 24)])
async def test_what_differs_is_seen(folder: Path, size: tuple[int, int]) -> None:
    async with at_the_desk(folder, size=size) as pilot:
        await press(pilot, "enter")
        words = listed(pilot)
        for said in (
            "every day, evening, rest 45 s",
            "Mon, Fri, rest 45 s",
            "3 days a week, 2 times a day, rest 45 s",
            "2 × 8, 4 kg",
        ):
            assert said in words, said
        assert ("every day, rest 45 s" in words) is (size[1] > 24)
        assert "…" not in words


async def test_another_window_says_more_or_less(folder: Path) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, "enter")
        await pilot.resize_terminal(*ROOMY)
        await text_of(pilot)
        assert "every day, rest 45 s" in listed(pilot)


def test_what_cannot_be_read_is_left_out() -> None:
    assert days_in_words({"when": {"days": ["someday"]}}) == ""
    assert days_in_words({}) == "every day"
    assert rest_in_words({"type": "reps"}) == ""
    assert rest_in_words(None) == ""


def test_an_effort_is_said_where_one_is_written() -> None:
    load = {"type": "weight", "load_kg": 2, "label": "a bag, effort"}
    meant = DOSE | {"load": load, "intensity": {"scale": "CR10", "target": [3, 4]}}
    assert effort_in_words(meant) == "effort 3 to 4"
    assert effort_in_words(DOSE | {"load": load}) == ""
    assert effort_in_words(DOSE | {"intensity": {"target": "3 o"}}) == ""


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (Line("1  Bridge", "2 × 8", parts=True, more="Mon"), ["1  Bridge     2 × 8", "   Mon"]),
        (
            Line("1  Brace and heel slide", "2 × 8", parts=True, more="Mon, Fri"),
            ["1  Brace and heel", "   slide", "   Mon, Fri   2 × 8"],
        ),
        (
            Line("1  Brace and heel", "2 × 8 each side", parts=True, more="Mon, Fri"),
            ["1  Brace and heel", "    2 × 8 each side", "   Mon, Fri"],
        ),
    ],
)
def test_nothing_of_a_line_is_cut(line: Line, shown: list[str]) -> None:
    assert [drawn.plain for drawn in line.lines(19)] == shown
