"""How many sets of an exercise, and of which side, in words."""

from __future__ import annotations

import pytest

from exercise_companion.core.set_words import begun_line, count_words

CASES = [
    ([], ""),
    (["none"], "1 set"),
    (["both_together", "both_together"], "2 sets"),
    (["right"], "1 set on the right"),
    (["left", "right", "left", "right"], "2 sets each side"),
    (["left", "right", "left"], "2 sets on the left, 1 set on the right"),
    (["alternate", "left", "right"], "1 set, 1 set each side"),
]


@pytest.mark.parametrize(("sides", "words"), CASES)
def test_sets_are_counted_by_their_side(sides: list[str], words: str) -> None:
    assert count_words(sides) == words  # type: ignore[arg-type]


def test_before_the_instructions_it_says_what_was_done_or_is_left() -> None:
    assert begun_line(0, 2, "") == ""
    assert begun_line(1, 2, "") == "Sets done so far: 1 of 2."
    assert begun_line(0, 1, "1 set on the right") == "Left of it: 1 set on the right."
