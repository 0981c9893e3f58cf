"""Numbers and words are drawn as large as their place allows, and are readable without it."""

from __future__ import annotations

from string import ascii_uppercase, digits

import pytest

from exercise_companion.tui.widgets.big_digits import (
    can_draw,
    draw,
    height_of,
    largest_size,
    width_of,
)
from exercise_companion.tui.widgets.set_face import clock_text, dots


def test_a_seven_is_a_seven() -> None:
    assert draw("7", 1) == ("▀▀█", "  █", "  ▀")
    assert draw("7", 2) == ("██████", "    ██", "    ██", "    ██", "    ██")


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_drawing_is_as_large_as_announced(size: int) -> None:
    drawn = draw("READY 12:05?", size)
    assert len(drawn) == height_of(size)
    assert {len(line) for line in drawn} == {width_of("READY 12:05?") * size}


def test_a_number_with_its_country_code_is_drawn() -> None:
    assert can_draw("+44 (0)20 7946-0123")
    assert draw("+", 1) == (" ▄ ", "▀█▀", "   ")
    assert draw("(0)", 1) == ("▄▀ █▀█ ▀▄", "█  █ █  █", " ▀ ▀▀▀ ▀ ")


def test_no_two_signs_look_alike() -> None:
    signs = digits + ascii_uppercase
    assert len({draw(sign, 2) for sign in signs}) == len(signs)


@pytest.mark.parametrize("digit", digits)
def test_a_digit_is_no_letter(digit: str) -> None:
    """From two metres "hold 5 s" is not "hold s 5": more than one point is another.

    But for U, which is an open zero.
    """
    for letter in set(ascii_uppercase) - {"U"}:
        points = zip("".join(draw(digit, 2)), "".join(draw(letter, 2)), strict=False)
        has_its_width = width_of(digit) == width_of(letter)
        assert not has_its_width or sum(one != other for one, other in points) > 2, letter


def test_the_largest_size_that_fits_is_taken_and_none_when_none_fits() -> None:
    assert largest_size("12", 30, 10) == 4
    assert largest_size("12", 30, 9) == 3
    assert largest_size("12", 20, 9) == 2
    assert largest_size("12", 6, 9) == 0
    assert largest_size("12", 30, 2) == 0
    assert largest_size("", 30, 10) == 0


def test_what_has_no_large_form_is_not_drawn() -> None:
    assert not can_draw("5 %")
    assert largest_size("5 %", 80, 24) == 0


def test_a_running_time_is_shown_as_a_clock() -> None:
    assert [clock_text(seconds) for seconds in (5, 60, 605)] == ["5", "1:00", "10:05"]


def test_dots_fill_up_and_give_way_when_there_are_too_many() -> None:
    assert dots(2, 4) == "● ● ○ ○"
    assert dots(2, 21) == ""
