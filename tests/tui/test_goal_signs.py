"""The words below a goal's scale: whole at any width, and a sign only where it is to be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from session_harness import OneScreen
from textual.screen import Screen

from exercise_companion.core.page_views import GoalValue, GoalView
from exercise_companion.tui.widgets.goal_line import NOW, START, TARGET, GoalLine, GoalWords

if TYPE_CHECKING:
    from textual.widget import Widget

GOAL = GoalView(
    "shop",
    "Walk to the shop and back",
    3,
    7,
    date(2027, 1, 4),
    (GoalValue(date(2026, 12, 21), 6, ()),),
    "",
)


class Shown(Screen[None]):
    """A goal alone."""

    def compose(self) -> list[Widget]:
        return [GoalLine(GOAL), GoalWords(GOAL)]


async def drawn(goal: GoalView, width: int) -> list[str]:
    page = Shown()
    async with OneScreen(page).run_test(size=(width, 20)) as pilot:
        scale, words = page.query_one(GoalLine), page.query_one(GoalWords)
        scale.goal = words.goal = goal
        words.refresh(layout=True)
        await pilot.pause()
        lines = str(words.render()).splitlines()
        assert words.size.height == len(lines)
        return [str(scale.render()), *lines]


@pytest.mark.parametrize("width", [34, 60, 100])
async def test_no_part_of_it_is_torn_apart(width: int) -> None:
    _scale, *words = await drawn(GOAL, width)
    parts = [part for line in words for part in line.split("   ")]
    assert parts == ["| start 3", "● latest 6, 21 December", "○ target 7 by 4 January 2027"]
    assert all(len(line) <= width for line in words)


@pytest.mark.parametrize(
    ("changes", "signs"),
    [
        ({}, {START, NOW, TARGET}),
        ({"target": 6}, {START, NOW}),
        ({"start": 6}, {NOW, TARGET}),
        ({"start": 7}, {NOW, TARGET}),
        ({"values": ()}, {START, TARGET}),
    ],
)
async def test_a_sign_that_another_lies_on_is_not_named(
    changes: dict[str, int], signs: set[str]
) -> None:
    scale, *words = await drawn(replace(GOAL, **changes), 60)
    for text in (scale, " ".join(words)):
        assert {sign for sign in (START, NOW, TARGET) if sign in text} == signs
