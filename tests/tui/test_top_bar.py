"""In a narrow window whole parts of the top line are left out; nothing is cut in its middle."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from exercise_companion.tui.widgets.top_bar import fitting, fitting_state

TITLE, PLACE = "Brace and heel slide   4 of 7", "set 1 of 2   about 25 minutes left"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, (TITLE, PLACE)),
        (50, (TITLE, "set 1 of 2")),
        (38, ("Brace and heel slide", "set 1 of 2")),
        (30, ("Brace and heel slide   4 of 7", "")),
        (20, ("Brace and heel slide", "")),
        (10, ("Brace and heel slide", "")),
    ],
)
def test_the_name_stays_then_where_one_is_then_the_rest(width: int, shown: tuple[str, str]) -> None:
    assert fitting(TITLE, PLACE, width) == shown


def test_an_empty_place_takes_no_room() -> None:
    assert fitting("My diary", "", 8) == ("My diary", "")


STATE = "version 1, draft, NOT SAVED   14 problems   1 remark"


@pytest.mark.parametrize(
    ("title", "width", "shown"),
    [
        ("Stiff hip", 80, ("Stiff hip", STATE)),
        ("Low back stenosis, " * 4, 76, ("Low back stenosis, Low…", STATE)),
        ("腰部脊柱管狭窄症のための運動", 76, ("腰部脊柱管狭窄症のため…", STATE)),
        ("腰部脊柱管狭窄症のための運動", 56, ("腰部脊柱管狭…", STATE.rpartition("   ")[0])),
        ("Low back stenosis", 38, ("Low back…", "version 1, draft, NOT SAVED")),
    ],
)  # fmt: skip
def test_a_state_stays_and_the_name_beside_it_is_cut(
    title: str, width: int, shown: tuple[str, str]
) -> None:
    left, right = fitting_state(title, STATE, width)
    assert (left, right) == shown
    assert cell_len(left) + 1 + cell_len(right) <= width


def test_wide_letters_take_two_cells() -> None:
    assert fitting("腰の運動", "set 1 of 2", 18) == ("腰の運動", "")
    assert fitting("腰の運動", "set 1 of 2", 19) == ("腰の運動", "set 1 of 2")
