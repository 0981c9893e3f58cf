"""Another emergency number than the country's: the desk has a line for the reason (V-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_harness import TODAY, at_the_desk, kept, paste, press, text_of, with_everything_said

from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft import value_at, with_value

if TYPE_CHECKING:
    from pathlib import Path

WRONG = "911 is not the emergency number of GB."
REASON = "The campus has its own ambulance."


async def test_the_reason_is_typed_below_the_number_and_the_program_is_finished(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, lambda: TODAY)
    opened = desk.begin("hip-pain")
    draft = with_everything_said(opened.draft)
    desk.keep(opened.name, with_value(draft, ("contacts", "emergency_number"), "911"))
    async with at_the_desk(tmp_path) as pilot:
        text = await press(pilot, "enter", "f6", "f2")
        assert WRONG in text
        assert "because" in text
        await press(pilot, "enter")
        assert "why it differs; needed" in await text_of(pilot)
        await paste(pilot, REASON)
        assert WRONG not in await text_of(pilot)
    written = kept(tmp_path)
    assert value_at(written, ("contacts", "emergency_override_reason")) == REASON
    assert "V-09" not in {each.code for each in desk.check(written).problems}
