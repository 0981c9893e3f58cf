"""On the page of dates and contacts the prescriber's own line to call is filled in while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_harness import (
    at_once,
    at_the_desk,
    go_to_field,
    kept,
    press,
    text_of,
    type_at_once,
    with_draft,
)

from exercise_companion.core.draft import value_at
from exercise_companion.tui.desk.screens.dates import DatesScreen

if TYPE_CHECKING:
    from pathlib import Path


async def test_letters_typed_fast_all_stand_where_they_were_typed_and_in_the_line(
    tmp_path: Path,
) -> None:
    async with at_the_desk(with_draft(tmp_path, "a-spinal-stenosis")) as pilot:
        await go_to_field(pilot, "f6", "prescriber", "name")
        type_at_once(pilot, *"Ruth Hall")  # two rows come in above the field
        shown = await text_of(pilot)
        assert getattr(pilot.app.focused, "value", "") == "Ruth Hall"
        assert value_at(kept(tmp_path), ("prescriber", "name")) == "Ruth Hall"
        assert value_at(kept(tmp_path), ("contacts", "therapist")) == {"name": "Ruth Hall"}
        assert "Ruth Hall" in shown
        assert isinstance(pilot.app.screen, DatesScreen)
        pilot.app.screen.go_to(("contacts", "therapist", "name"))
        await text_of(pilot)
        assert getattr(pilot.app.focused, "value", "") == "Ruth Hall"
        await press(pilot, "ctrl+z")
        assert value_at(kept(tmp_path), ("contacts", "therapist")) is None


async def test_the_hours_of_the_own_line_are_typed_behind_the_phone(tmp_path: Path) -> None:
    async with at_the_desk(with_draft(tmp_path, "a-spinal-stenosis")) as pilot:
        await go_to_field(pilot, "f6", "prescriber", "phone")
        text = await at_once(pilot, *"020 7946 0123", "enter", *"mon-fri 9-17")
        hours = value_at(kept(tmp_path), ("contacts", "therapist", "hours"))
        days = ["mon", "tue", "wed", "thu", "fri"]
        assert hours == [{"days": days, "opens": "09:00", "closes": "17:00"}]
        assert "→ Phone hours              mon-fri 9-17 " in text
        assert "Therapist, open          mon-fri 09:00-17:00" in text
