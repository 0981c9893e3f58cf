"""The list of items at the desk: names, doses and ranks are whole in every window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from desk_harness import at_the_desk, press, with_draft

from exercise_companion.tui.widgets.pick_list import Line

if TYPE_CHECKING:
    from pathlib import Path

NAMES: Final = (
    "Pelvic tilt", "One knee to chest", "Bend forward on a chair", "Brace and heel slide",
    "Small bridge", "Sit to stand", "Heel-to-toe stand", "Exercise bike", "Walk in short bouts",
)  # fmt: skip
CUT: Final = "\N{HORIZONTAL ELLIPSIS}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "a-spinal-stenosis")


def shown(line: Line, width: int) -> list[str]:
    return [part.plain for part in line.lines(width)]


def test_words_that_do_not_fit_beside_each_other_stand_below_and_are_whole() -> None:
    line = Line("3  Bend forward on a chair", "1 × 5, hold 10 s  1st", parts=True)
    assert shown(line, 60) == ["3  Bend forward on a chair             1 × 5, hold 10 s  1st"]
    assert shown(line, 35) == ["3  Bend forward on a chair", "1 × 5, hold 10 s  1st".rjust(35)]
    narrow = shown(line, 18)
    assert "".join("".join(narrow).split()) == "3Bendforwardonachair1×5,hold10s1st"
    assert all(len(part) <= 18 for part in narrow)
    assert shown(Line("1  Walk", "", parts=True), 7) == ["1  Walk"]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_no_name_dose_or_rank_of_an_item_is_cut(size: tuple[int, int], folder: Path) -> None:
    async with at_the_desk(folder, size=size) as pilot:
        text = await press(pilot, "enter")
        seen = text
        for _ in NAMES:
            text = await press(pilot, "down")
            seen += text
        for name in NAMES:
            assert name in seen
        assert "2 × 8 each side, in turn" in seen
        assert "2 × 10, hold 5 s  1st" in seen
        listed = [line for line in seen.splitlines() if any(name[:9] in line for name in NAMES)]
        middle = [line[31:83] if size[0] > 40 else line for line in listed]
        assert not [line for line in middle if CUT in line]


async def test_the_item_whose_dose_is_typed_stays_in_sight_in_a_list_that_gives_way(
    folder: Path,
) -> None:
    async with at_the_desk(folder, size=(80, 24)) as pilot:
        await press(pilot, "enter", *["down"] * 6)
        text = await press(pilot, "d")
        assert "→ Dose" in text
        assert "7  Heel-to-toe stand" in text
        assert "1  Pelvic tilt" not in text


async def test_hints_are_whole_in_the_smallest_window(folder: Path) -> None:
    async with at_the_desk(folder, size=(40, 12)) as pilot:
        text = " ".join((await press(pilot, "enter", "d")).replace("▌", " ").split())
        assert "2 x 8, rest 60 s, mon wed fri · 3 x 4 min, 5 days a week · 2 x 8, 4 kg" in text
