"""The week at a glance: every mark beside its word, also where the strip is narrow."""

from __future__ import annotations

from itertools import permutations
from typing import get_args

import pytest

from exercise_companion.core.today_view import DayState, WeekDay
from exercise_companion.tui.widgets.week_strip import MARKS, WeekStrip

NARROWEST = 21
"""Cells that the strip has in a window of 80 columns."""


@pytest.mark.parametrize("states", list(permutations(get_args(DayState), 3)))
def test_every_mark_stays_beside_its_word(states: tuple[DayState, ...]) -> None:
    days = [WeekDay("M", "Monday", state, is_today=False) for state in states]
    lines = str(WeekStrip("This week", days).content).splitlines()
    legend = "\n".join(lines[5:])
    assert all(" ".join(MARKS[state]).strip() in legend for state in states)
    assert all(len(line) <= NARROWEST for line in lines)
