"""That a heel comes up is told by an arrow: a heel is small beside a body."""

from __future__ import annotations

from exercise_companion.catalogue import figures
from exercise_companion.core.figure_motion import posture_at
from exercise_companion.core.figure_props import rise_pieces
from exercise_companion.core.figure_shape import frame_of

HEELS = figures.figure("heel-raise")


def lengths() -> list[float]:
    """Of the arrow, on the way up; 0 where there is none."""
    found = []
    for step in range(5):
        lines = list(rise_pieces(HEELS.props, posture_at(HEELS, step / 4).joints))
        found.append(lines[0][1].y - lines[0][0].y if lines else 0.0)
    return found


def test_the_arrow_grows_with_the_heel_and_there_is_none_while_it_is_down() -> None:
    first, *others = lengths()
    assert first == 0
    assert others == sorted(others)
    assert others[-1] > 20


def test_the_whole_arrow_is_in_the_picture_and_clear_of_the_foot() -> None:
    frame = frame_of(HEELS)
    joints = posture_at(HEELS, 1.0).joints
    for start, end, _ in rise_pieces(HEELS.props, joints):
        for place in (start, end):
            assert frame.left < place.x < joints["right_heel"].x - 5
            assert frame.bottom <= place.y <= frame.top


def test_without_the_mark_there_is_no_arrow() -> None:
    squat = figures.figure("mini-squat")
    assert not list(rise_pieces(squat.props, posture_at(squat, 1.0).joints))
