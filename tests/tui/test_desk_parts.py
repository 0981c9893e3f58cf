"""Which part of the builder a smaller window shows, and that nothing else depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from camera import until_quiet
from desk_harness import TODAY, at_the_desk, press

from exercise_companion.clinic.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

WAYS: Final = ((), ("a",), ("escape", "f3"), ("escape", "d"), ("escape", "f2"), ("escape",))
"""From the items to the library, the preview, the dose, what is to be mended, and back."""


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_only_what_is_styled_anew_depends_on_the_part_with_the_keys(
    size: tuple[int, int], tmp_path: Path
) -> None:
    desk = Desk(tmp_path, lambda: TODAY)
    opened = desk.begin("hip-pain")
    desk.keep(opened.name, opened.draft)
    async with at_the_desk(tmp_path, size=size) as pilot:
        await press(pilot, "enter")
        parts = set()
        for keys in WAYS:
            await press(pilot, *keys)
            before = (await until_quiet(pilot)).but_figures
            pilot.app.screen.update_node_styles(animate=False)
            assert (await until_quiet(pilot)).but_figures == before
            (part,) = (name for name in pilot.app.screen.classes if name.startswith("-at-"))
            parts.add(part)
        assert len(parts) == 5, "the keys went to every part"
