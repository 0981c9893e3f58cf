"""In a narrow window whole parts of the top line are left out; nothing is cut in its middle."""

from __future__ import annotations

import pytest

from exercise_companion.tui.widgets.top_bar import fitting

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
