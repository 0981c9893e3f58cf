"""A tag in a name keeps the check from going on: that is said, and where the rest is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_harness import at_the_desk, press, with_draft

from exercise_companion.core.draft import with_value

if TYPE_CHECKING:
    from pathlib import Path

NAME = ("patient", "display_name")


async def test_the_rest_is_checked_after_it(tmp_path: Path) -> None:
    folder = with_draft(
        tmp_path, "hip-pain", lambda draft: with_value(draft, NAME, "José [red]Müller")
    )
    async with at_the_desk(folder) as pilot:
        assert "1 problem so far" in await press(pilot, "enter")
        listed = str(pilot.app.screen.query_one("#problem-list").render())
        assert "The rest is checked after that." in " ".join(listed.split())
        text = " ".join((await press(pilot, "f5")).split())
        assert "Write plain text only. The rest is checked after that." in text
        text = " ".join((await press(pilot, *"José Müller", "escape")).split())
        assert "problems" in text
        assert "so far" not in text
