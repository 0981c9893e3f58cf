"""Every exercise of the library can be seen, and the picture shows the side that the words name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from exercise_companion.catalogue import figures
from exercise_companion.catalogue.library import library
from exercise_companion.core.figure_motion import posture_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.core.figure import Point
    from exercise_companion.core.library import LibraryExercise

every_exercise = pytest.mark.parametrize(
    "exercise", library().exercises, ids=lambda exercise: exercise.id
)

A_HANDS_BREADTH: Final = 4.0
"""In centimetres: how far apart two limbs are that do not do the same."""


def test_every_exercise_has_a_figure_and_every_figure_an_exercise() -> None:
    assert set(figures.ids()) == {exercise.figure for exercise in library().exercises}


@every_exercise
def test_where_the_words_change_legs_the_figure_does(exercise: LibraryExercise) -> None:
    if exercise.side == "alternate":
        shown = figures.figure(exercise.figure)
        assert shown.alternates or shown.motion in {"round", "stride"}


def at_the_end(name: str) -> Mapping[str, Point]:
    """Where the joints are at the end; a figure is drawn for the right side."""
    figure = figures.figure(name)
    assert not figure.alternates
    return posture_at(figure, 1.0).joints


@pytest.mark.parametrize("name", ["calf-stretch", "hip-flexor-stretch"])
def test_the_named_leg_is_the_back_leg(name: str) -> None:
    joints = at_the_end(name)
    assert joints["right_ankle"].x < joints["left_ankle"].x - A_HANDS_BREADTH


@pytest.mark.parametrize("name", ["heel-to-toe-stand", "half-step-stand"])
def test_the_named_foot_is_the_front_foot(name: str) -> None:
    joints = at_the_end(name)
    assert joints["right_ankle"].x > joints["left_ankle"].x + A_HANDS_BREADTH


@pytest.mark.parametrize("name", ["single-leg-stand", "one-leg-bridge"])
def test_the_named_leg_is_the_one_that_carries(name: str) -> None:
    joints = at_the_end(name)
    assert joints["right_ankle"].y < joints["left_ankle"].y - A_HANDS_BREADTH


@pytest.mark.parametrize("name", ["straight-leg-raise", "standing-hip-abduction", "side-leg-lift"])
def test_the_named_leg_is_the_one_that_lifts(name: str) -> None:
    joints = at_the_end(name)
    assert joints["right_ankle"].y > joints["left_ankle"].y + A_HANDS_BREADTH


def test_the_named_knee_is_the_one_that_comes_to_the_chest_or_opens() -> None:
    chest = at_the_end("knee-to-chest")
    assert chest["right_knee"].x < chest["left_knee"].x - A_HANDS_BREADTH
    shell = at_the_end("clamshell")
    assert shell["right_knee"].y > shell["left_knee"].y + A_HANDS_BREADTH


def test_the_named_leg_steps_up_first() -> None:
    figure = figures.figure("step-up")
    joints = posture_at(figure, 0.35).joints
    assert joints["right_ankle"].y > joints["left_ankle"].y + A_HANDS_BREADTH


def test_the_named_arm_carries_or_leans() -> None:
    plank = at_the_end("side-plank-knees")
    assert plank["right_elbow"].y < plank["left_elbow"].y - A_HANDS_BREADTH
    lean = at_the_end("wall-lean-side-plank")
    assert lean["right_hand"].x < lean["left_hand"].x - A_HANDS_BREADTH


def test_the_named_leg_is_the_one_that_straightens() -> None:
    for name in ("knee-extension", "seated-hamstring-stretch"):
        joints = at_the_end(name)
        assert joints["right_ankle"].x > joints["left_ankle"].x + A_HANDS_BREADTH, name
    lying = at_the_end("hamstring-stretch-lying")
    assert lying["right_ankle"].y > lying["left_ankle"].y + A_HANDS_BREADTH


def test_the_named_leg_is_the_one_that_slides() -> None:
    figure = figures.figure("one-leg-heel-slide")
    assert "right_leg" in figure.moving
    assert "left_leg" not in figure.moving
