"""A choice that has to be made says so, as an empty line does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import ROOMY, at_the_desk, go_to_field, press, text_of, with_draft

from exercise_companion.core.draft import with_value

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", [ROOMY, (80, 24), (40, 12)])
async def test_how_a_review_is_held_is_needed(size: tuple[int, int], tmp_path: Path) -> None:
    folder = with_draft(
        tmp_path,
        "hip-pain",
        lambda draft: with_value(draft, ("reviews",), [{"date": "2026-12-20"}]),
    )
    async with at_the_desk(folder, size=size) as pilot:
        await go_to_field(pilot, "f6", "reviews", 0, "kind")
        line = next(line for line in (await text_of(pilot)).splitlines() if "By" in line)
        assert "needed" in line
        assert ("visit" in line) is (size[0] > 40)
        text = await press(pilot, "v", "up")
        line = next(line for line in text.splitlines() if "By" in line)
        assert "needed" not in line
