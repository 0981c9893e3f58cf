"""G at the desk: what a rank does is said when it is given, and in the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_harness import at_the_desk, kept, press, with_draft

from exercise_companion.core.draft import value_at

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_a_rank_does_is_said(tmp_path: Path) -> None:
    folder = with_draft(tmp_path, "hip-pain")
    place = ("phases", 0, "items", 0, "priority")
    rank = value_at(kept(folder), place) or 2
    assert isinstance(rank, int)
    words = {1: "it comes first.", 2: "the usual one", 3: "the first to be left out."}
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, "enter")
        for _ in range(3):
            rank = rank % 3 + 1
            text = await press(pilot, "g")
            assert words[rank] in text
            assert "short of time" in text
            assert value_at(kept(folder), place) == rank


async def test_the_help_explains_it_and_says_once_how_to_move(tmp_path: Path) -> None:
    async with at_the_desk(with_draft(tmp_path, "hip-pain")) as pilot:
        text = await press(pilot, "enter", "f1")
        assert "what comes first when the patient is short of time" in text
        assert text.count("U/J") == 1
        assert "U/J           Move it up or down." in text
