"""A long title, or one in wide letters: the state of its draft is in sight all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import at_the_desk, press, text_of, with_draft
from rich.cells import cell_len

from exercise_companion.core.draft import with_value
from exercise_companion.tui.widgets.cells import shortened_to, wrapped
from exercise_companion.tui.widgets.pick_list import Line

if TYPE_CHECKING:
    from pathlib import Path

TITLES = ["Low back stenosis, weeks 1 to 6, for the time after the visit, at home", "腰" * 40]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (40, 12)])
async def test_the_state_is_in_sight(tmp_path: Path, title: str, size: tuple[int, int]) -> None:
    folder = with_draft(
        tmp_path, "a-spinal-stenosis", lambda draft: with_value(draft, ("title",), title)
    )
    async with at_the_desk(folder, size=size) as pilot:
        first = next(line for line in (await text_of(pilot)).splitlines() if "Nobody" in line)
        assert first.rstrip().endswith("v1  draft, 14 problems")
        top = (await press(pilot, "enter")).splitlines()[0].rstrip()
        assert "14 problems" in top
        assert "saved" in top
        assert "…" in top
        assert cell_len(top) <= size[0]


def test_a_line_in_wide_letters_keeps_to_its_cells() -> None:
    name, state = "1  " + "腰" * 20, "2 × 8 each side"
    for line in (Line(name, state), Line(name, state, parts=True), Line(name, wraps=True)):
        assert all(cell_len(drawn.plain) <= 40 for drawn in line.lines(40))
    (one,) = Line(name, state).lines(40)
    assert one.plain.endswith(state)


def test_words_in_cells() -> None:
    assert shortened_to("腰の運動", 8) == "腰の運動"
    assert shortened_to("腰の運動", 7) == "腰の運…"
    assert shortened_to("腰の運動", 6) == "腰の…"
    assert shortened_to("腰の運動", 0) == ""
    assert wrapped("腰の運動 腰", 6) == ["腰の運", "動 腰"]
    assert wrapped("", 6) == [""]
