"""The desk's window is made smaller: what has the keys stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import ROOMY, at_the_desk, press, text_of, with_draft

from exercise_companion.tui.desk.screens.base import DeskScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "a-spinal-stenosis")


def keys_are_in_sight(pilot: Pilot[None]) -> bool:
    screen = pilot.app.screen
    return screen.focused is not None and screen.can_view_partial(screen.focused)


@pytest.mark.parametrize(
    "way", [("f5",), ("f6",), ("f7",), ("f8",), ("d", "tab")], ids=["person", "dates", "limits",
    "questions", "item"],
)  # fmt: skip
async def test_the_field_with_the_keys_stays_in_sight(folder: Path, way: tuple[str, ...]) -> None:
    async with at_the_desk(folder, size=ROOMY) as pilot:
        await press(pilot, "enter", *way)
        await pilot.press(*["down"] * 18)
        assert keys_are_in_sight(pilot)
        before = pilot.app.screen.focused
        for smaller in ((80, 24), (40, 12)):
            await pilot.resize_terminal(*smaller)
            await text_of(pilot)
            assert pilot.app.screen.focused is before
            assert keys_are_in_sight(pilot)


async def test_a_window_that_stays_as_it_is_is_scrolled_for_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal that tells no size is laid out anew by every scroll, without an end."""
    async with at_the_desk(folder, size=ROOMY) as pilot:
        await press(pilot, "enter", "f5")
        screen, scrolled = pilot.app.screen, []
        assert isinstance(screen, DeskScreen)
        monkeypatch.setattr(screen, "_keys_into_sight", lambda: scrolled.append(screen.size))
        for _ in range(3):
            screen.on_resize()
            await text_of(pilot)
        assert scrolled == []
        await pilot.resize_terminal(80, 24)
        await text_of(pilot)
        assert len(scrolled) == 1
