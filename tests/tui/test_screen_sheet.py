"""The sheet of screens shows every drawing there is, each screen in a row of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from camera import DRAWINGS, Stage, come_to, draw
from harness import screen_sheet
from tour import TOUR
from world import World

from exercise_companion.tui.themes import NIGHT

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_drawn_screen_is_on_the_page_beside_what_it_is_compared_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, stop = tmp_path / "drawn", TOUR["today"]
    monkeypatch.setenv(DRAWINGS, str(drawn))
    app = Stage(stop, stop.make(World(tmp_path)), NIGHT)
    async with app.run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        draw(app, "today", "night")
    screen_sheet.main([str(drawn), str(tmp_path / "mock.png")])
    text = (drawn / "sheet.html").read_text(encoding="utf-8")
    assert text.count("<section>") == 2
    assert 'src="today.80x24.night.svg"' in text
    assert "mock.png" in text
    assert "Margaret" in (drawn / "today.80x24.night.svg").read_text(encoding="utf-8")


def test_without_a_drawing_it_is_said_how_they_are_made(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="DRAW_SCREENS makes them"):
        screen_sheet.main([str(tmp_path)])
