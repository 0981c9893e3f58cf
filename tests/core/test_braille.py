"""The canvas: dots where they belong, in the layer on top, in any alphabet a terminal has."""

from __future__ import annotations

import pytest

from exercise_companion.core.braille import EMPTY, Canvas, Cell, capsule_corners

SQUARE = ((0.0, 0.0), (2.0, 0.0), (2.0, 4.0), (0.0, 4.0))


DOTS = ((0, 3), (1, 4), (2, 5), (6, 7))
"""The bit of each dot of a cell in its pattern, row by row."""


def has_dot(canvas: Canvas, x: int, y: int) -> bool:
    """Whether this dot is shown."""
    pattern = ord(canvas.text().split("\n")[y // 4][x // 2]) - ord(EMPTY)
    return bool(pattern >> DOTS[y % 4][x % 2] & 1)


def test_an_empty_canvas_is_empty_patterns_not_spaces() -> None:
    assert Canvas(3, 2).text() == f"{EMPTY * 3}\n{EMPTY * 3}"


def test_a_cell_full_of_dots() -> None:
    canvas = Canvas(2, 1)
    canvas.fill(SQUARE)
    assert canvas.text() == f"\u28ff{EMPTY}"


@pytest.mark.parametrize(
    ("x", "y", "character"),
    [(0, 0, "⠁"), (0, 1, "⠂"), (0, 2, "⠄"), (0, 3, "⡀"), (1, 0, "⠈"), (1, 3, "⢀")],
)
def test_every_dot_has_its_place_in_the_cell(x: int, y: int, character: str) -> None:
    canvas = Canvas(1, 1)
    canvas.line((x + 0.5, y + 0.5), (x + 0.5, y + 0.5), 1.0)
    assert canvas.text() == character
    assert has_dot(canvas, x, y)


def test_what_lies_outside_is_left_out() -> None:
    canvas = Canvas(2, 2)
    canvas.line((-50.0, 3.5), (50.0, 3.5), 1.0)
    canvas.line((-30.0, -30.0), (-30.0, -30.0), 8.0)
    canvas.line((30.0, 30.0), (30.0, 30.0), 8.0)
    assert [has_dot(canvas, x, 3) for x in range(4)] == [True] * 4
    assert sum(has_dot(canvas, x, y) for x in range(4) for y in range(8)) == 4


def test_a_line_is_as_thick_as_it_is_to_be_and_has_no_holes() -> None:
    canvas = Canvas(20, 10)
    canvas.line((3.0, 5.0), (36.0, 30.0), 4.0)
    for step in range(34):
        x, y = 3 + step, 5 + step * 25 / 33
        assert has_dot(canvas, int(x), int(y))
    assert not has_dot(canvas, 3, 20)


def test_a_disc_is_round() -> None:
    canvas = Canvas(10, 5)
    canvas.line((10.0, 10.0), (10.0, 10.0), 16.0)
    for x in range(20):
        for y in range(20):
            distance = ((x + 0.5 - 10) ** 2 + (y + 0.5 - 10) ** 2) ** 0.5
            if abs(distance - 8) > 0.6:
                assert has_dot(canvas, x, y) == (distance < 8), (x, y)


def test_a_shape_is_a_whole_around_both_of_its_discs() -> None:
    corners = capsule_corners((0.0, 0.0), 5.0, (20.0, 0.0), 2.0)
    assert min(x for x, _ in corners) == pytest.approx(-5, abs=0.1)
    assert max(x for x, _ in corners) == pytest.approx(22, abs=0.1)
    assert max(y for _, y in corners) == pytest.approx(5, abs=0.1)


def test_a_disc_inside_another_adds_nothing() -> None:
    inside = capsule_corners((0.0, 0.0), 5.0, (1.0, 0.0), 2.0)
    assert inside == capsule_corners((0.0, 0.0), 5.0, (0.0, 0.0), 5.0)


def test_the_later_layer_takes_the_place_of_the_earlier() -> None:
    canvas = Canvas(1, 1, layers=2)
    canvas.fill(SQUARE, 0)
    canvas.fill(((0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 1.0)), 1)
    assert canvas.cells() == ((Cell("\u28ff", 0),),)
    canvas.fill(((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)), 1)
    assert canvas.cells() == ((Cell("\u28ff", 1),),)


def test_what_is_cleared_is_gone_from_every_layer() -> None:
    canvas = Canvas(1, 1, layers=2)
    canvas.fill(SQUARE, 0)
    canvas.fill(SQUARE, 1)
    canvas.clear(SQUARE)
    assert canvas.cells() == ((Cell(EMPTY, -1),),)


def test_without_braille_it_is_drawn_with_blocks_or_plain_characters() -> None:
    canvas = Canvas(2, 1)
    canvas.fill(((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)))
    canvas.fill(((2.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 4.0)))
    assert canvas.text("blocks") == "▀█"
    assert canvas.text("ascii") == ":#"
    assert Canvas(2, 1).text("ascii") == "  "
