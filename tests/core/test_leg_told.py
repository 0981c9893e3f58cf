"""What typed words say of a leg that gave way, whatever else in them cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from exercise_companion.core.leg_told import LegTold, is_yes, told_in_words

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "words",
    [
        ("--gave-way",),
        ("--minutes", "0", "--gave-way", "--metres", "5"),
        ("--gave-way=yes",),
        ("W1 gave_way=yes",),
        ("W1 minutes=12 Gave_Way=YES side=left",),
        ("W1 gave-way=y",),
        ("W1 gave way: yes",),
        ("W1.gave_way=yes,minutes=10",),
        ('W1 gave_way="yes"',),
        ("W1 gave_way=no gave_way=yes",),
        ("W1 gave_way=no", "W2 gave_way=yes"),
        ("W1 gave_way",),
        ("W1 gave_way=true",),
        ("W1 gave_way=left",),
        ("W1 gave_way=maybe",),
        ("W1 gave_way = yes!",),
    ],
)
def test_they_say_so(words: tuple[str, ...]) -> None:
    assert [leg.day for leg in told_in_words(words, DAY)] == [DAY]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("",),
        ("W1 gave_way=no",),
        ("W1 gave_way=",),
        ("W1 gave_way=never",),
        ("W1 gave_way=0",),
        ("W1 minutes=12 support=yes",),
        ("--gave-way=false",),
        ("--no-gave-way",),
    ],
)
def test_they_do_not(words: tuple[str, ...]) -> None:
    assert told_in_words(words) == ()


def test_of_which_walk_is_said_as_far_as_it_can_be_read() -> None:
    assert told_in_words(("W1 gave_way=yes",), DAY) == (LegTold(DAY, "W1"),)
    named = ("Walk outside minutes=5 gave_way=yes", "Walk outside gave way")
    assert told_in_words(named, DAY) == (LegTold(DAY, "Walk outside"),) * 2
    assert told_in_words(("--gave-way",)) == (LegTold(),)


@pytest.mark.parametrize(
    ("text", "yes"),
    [("yes", True), (" 'Y", True), ("x", True), (None, True), ("No.", False), (" ", False)],
)
def test_an_answer_alone(text: str | None, *, yes: bool) -> None:
    assert is_yes(text) is yes
