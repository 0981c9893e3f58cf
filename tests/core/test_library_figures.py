"""Every exercise of the library can be seen, and the picture shows the side that the words name."""

from __future__ import annotations

from itertools import pairwise
from math import acos, degrees, dist, hypot
from typing import TYPE_CHECKING, Final

import pytest

from exercise_companion.catalogue import figures
from exercise_companion.catalogue.library import library
from exercise_companion.core.figure_body import length_of, minus
from exercise_companion.core.figure_motion import posture_at, rest_posture, round_posture
from exercise_companion.core.figure_props import before_pieces
from exercise_companion.core.figure_shape import RADII

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.core.figure import Figure, Point, Posture
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


# --- as the words say, measured -------------------------------------------------------------------

STRAIGHT: Final = 8.0
"""In degrees: a knee that bends less is straight."""
SOFT: Final = 12.0
"""In degrees: so little bends the knee of somebody who stands tall and does not push it back."""
RIGHT_ANGLE: Final = 91.0
A_FINGERS_BREADTH: Final = 2.5
BOTH: Final = ("right", "left")


def angle(one: Point, other: Point) -> float:
    """Between two ways, in degrees."""
    product = one.x * other.x + one.y * other.y + one.z * other.z
    cosine = product / (length_of(one) * length_of(other))
    return degrees(acos(max(-1.0, min(1.0, cosine))))


def knee(posture: Posture, side: str = "right") -> float:
    """How far a knee is bent; 0 is straight."""
    hip, bent, ankle = (posture.joints[f"{side}_{name}"] for name in ("hip", "knee", "ankle"))
    return angle(minus(bent, hip), minus(ankle, bent))


def hip(posture: Posture, side: str) -> float:
    """How far a thigh is folded towards the trunk; 0 is in line with it."""
    trunk = minus(posture.joints["waist"], posture.joints["pelvis"])
    thigh = minus(posture.joints[f"{side}_hip"], posture.joints[f"{side}_knee"])
    return angle(trunk, thigh)


def moments(figure: Figure) -> Iterator[Posture]:
    yield from (posture_at(figure, step / 20) for step in range(21))
    yield rest_posture(figure)


@pytest.mark.parametrize(
    ("name", "share", "sides"),
    [
        ("one-leg-heel-slide", 0.0, ("right",)),
        ("ankle-pumps", 0.0, BOTH),
        ("ankle-pumps", 1.0, BOTH),
        ("straight-leg-raise", 0.0, ("right",)),
        ("straight-leg-raise", 1.0, ("right",)),
        ("side-leg-lift", 1.0, ("right",)),
        ("knee-extension", 1.0, ("right",)),
        ("seated-hamstring-stretch", 0.0, ("right",)),
        ("seated-hamstring-stretch", 1.0, ("right",)),
        ("calf-stretch", 1.0, ("right",)),
        ("bird-dog", 1.0, ("right",)),
    ],
)
def test_a_leg_that_the_words_call_straight_is_straight(
    name: str, share: float, sides: tuple[str, ...]
) -> None:
    for side in sides:
        assert knee(posture_at(figures.figure(name), share), side) <= STRAIGHT, side


@pytest.mark.parametrize(
    ("name", "share", "least", "most"),
    [
        ("heel-slide", 1.0, 8, 25),
        ("wall-slide", 1.0, 35, 55),
        ("mini-squat", 1.0, 35, 50),
        ("hip-flexor-stretch", 1.0, 15, 40),
    ],
)
def test_a_knee_that_the_words_bend_a_little_is_bent_a_little(
    name: str, share: float, least: float, most: float
) -> None:
    assert least <= knee(posture_at(figures.figure(name), share)) <= most


def test_on_the_bike_the_lower_knee_stays_a_little_bent() -> None:
    figure = figures.figure("bike")
    turn = [knee(round_posture(figure, step / 80)) for step in range(81)]
    assert 20 <= min(turn) <= 35


STANDS_TALL: Final = (
    "sit-to-stand",
    "sit-to-stand-arms",
    "high-sit-to-stand",
    "hip-hinge",
    "weighted-hip-hinge",
    "squat-to-chair",
    "mini-squat",
    "heel-raise",
    "step-up",
    "side-step",
    "standing-hip-abduction",
    "hip-flexor-stretch",
    "heel-to-toe-stand",
    "half-step-stand",
    "single-leg-stand",
    "step-march",
)


@pytest.mark.parametrize("name", STANDS_TALL)
def test_whoever_stands_tall_stands_on_straight_legs(name: str) -> None:
    tall = posture_at(figures.figure(name), 1.0 if "sit-to-stand" in name else 0.0)
    for side in BOTH:
        assert knee(tall, side) <= SOFT, side


def hips_above_the_line(name: str) -> float:
    """How far the hips are above the line from the shoulders to the knee that carries."""
    joints = at_the_end(name)
    hips, shoulders, knees = joints["pelvis"], joints["neck"], joints["right_knee"]
    along, up = knees.x - shoulders.x, knees.y - shoulders.y
    return ((hips.y - shoulders.y) * along - (hips.x - shoulders.x) * up) / hypot(along, up)


@pytest.mark.parametrize("name", ["bridge", "one-leg-bridge"])
def test_a_bridge_ends_in_one_line_from_shoulders_to_knees(name: str) -> None:
    assert abs(hips_above_the_line(name)) <= 2


def test_the_smaller_the_bridge_the_lower_the_hips() -> None:
    heights = [at_the_end(name)["pelvis"].y for name in ("low-bridge", "small-bridge", "bridge")]
    lying = posture_at(figures.figure("bridge"), 0.0).joints["pelvis"].y
    for lower, higher in pairwise((lying, *heights)):
        assert lower + A_HANDS_BREADTH < higher


@pytest.mark.parametrize(
    ("name", "still"),
    [
        ("bridge", ("right_ankle", "left_ankle", "neck")),
        ("one-leg-bridge", ("right_ankle", "neck")),
        ("cat-camel", ("right_hand", "left_hand", "right_knee", "left_knee")),
        ("bird-dog", ("right_hand", "left_knee")),
        ("prone-press-up-elbows", ("right_hand", "left_hand", "right_elbow", "left_elbow")),
        ("hands-on-table-hinge", ("right_hand", "left_hand", "right_ankle", "left_ankle")),
        ("hip-hinge", ("right_ankle", "left_ankle")),
        ("weighted-hip-hinge", ("right_ankle", "left_ankle")),
        ("mini-squat", ("right_hand", "left_hand", "right_ankle", "left_ankle")),
        ("squat-to-chair", ("right_ankle", "left_ankle")),
        ("wall-slide", ("right_ankle", "left_ankle")),
        ("wall-push-up", ("right_hand", "left_hand", "right_ankle", "left_ankle")),
        ("calf-stretch", ("right_hand", "left_hand", "left_ankle")),
        ("heel-to-toe-stand", ("left_hand", "left_ankle")),
        ("half-step-stand", ("left_hand", "left_ankle")),
        ("seated-march", ("right_hand", "left_hand", "left_ankle")),
    ],
)
def test_what_bears_weight_does_not_slide(name: str, still: tuple[str, ...]) -> None:
    figure = figures.figure(name)
    first = posture_at(figure, 0.0).joints
    for step in range(1, 11):
        joints = posture_at(figure, step / 10).joints
        for joint in still:
            assert dist(first[joint][:2], joints[joint][:2]) <= A_FINGERS_BREADTH, (joint, step)


@every_exercise
def test_a_hip_that_is_folded_far_is_marked_for_a_new_one(exercise: LibraryExercise) -> None:
    figure = figures.figure(exercise.figure)
    furthest = max(hip(posture, side) for posture in moments(figure) for side in BOTH)
    assert furthest <= RIGHT_ANGLE or "hip_replacement" in exercise.contraindications


@pytest.mark.parametrize(
    ("name", "share", "most"),
    [("cat-camel", 0.0, 15), ("seated-cat-camel", 0.0, 25), ("prone-press-up-elbows", 1.0, 30)],
)
def test_no_back_is_bent_far_backwards(name: str, share: float, most: float) -> None:
    joints = posture_at(figures.figure(name), share).joints
    lower = minus(joints["waist"], joints["pelvis"])
    assert angle(lower, minus(joints["neck"], joints["waist"])) <= most


@pytest.mark.parametrize("name", ["pelvic-tilt", "seated-pelvic-tilt"])
def test_a_pelvic_tilt_is_small(name: str) -> None:
    figure = figures.figure(name)
    start, end = figure.poses[0].lower_trunk.angle, figure.poses[-1].lower_trunk.angle
    assert 8 <= abs(end - start) <= 25


def test_only_the_named_foot_lifts_in_the_chair_march_and_only_just() -> None:
    joints = posture_at(figures.figure("seated-march"), 1.0).joints
    assert 5 <= joints["right_heel"].y - joints["left_heel"].y <= 12


def test_both_feet_are_on_the_floor_before_one_leg_after_the_other_goes_onto_the_chair() -> None:
    figure = figures.figure("legs-on-chair-rest")
    first = posture_at(figure, 0.0).joints
    assert first["right_heel"].y < 3
    assert first["left_heel"].y < 3
    half = posture_at(figure, 0.5).joints
    assert half["right_heel"].y > 40
    assert half["left_heel"].y < 3
    last = posture_at(figure, 1.0).joints
    assert min(last["right_heel"].y, last["left_heel"].y) > 40


def test_a_foot_slides_on_the_mat_before_the_leg_lifts() -> None:
    figure = figures.figure("bird-dog")
    for step in range(1, 6):
        joints = posture_at(figure, step / 10).joints
        assert min(joints["right_toe"].y, joints["right_ankle"].y) <= 7, step


def test_elbows_stand_under_the_shoulders_from_the_start() -> None:
    for share in (0.0, 1.0):
        joints = posture_at(figures.figure("prone-press-up-elbows"), share).joints
        for side in BOTH:
            away = joints[f"{side}_elbow"].x - joints[f"{side}_shoulder"].x
            assert abs(away) <= A_HANDS_BREADTH, share


def test_feet_of_somebody_who_lies_on_their_front_rest_on_the_mat() -> None:
    for name in ("prone-lying", "prone-press-up-elbows"):
        assert at_the_end(name)["right_toe"].y <= 3, name


@pytest.mark.parametrize(
    "name", ["heel-to-toe-stand", "half-step-stand", "single-leg-stand", "hip-flexor-stretch"]
)
def test_a_counter_beside_somebody_reaches_past_them(name: str) -> None:
    figure = figures.figure(name)
    (table,) = (prop for prop in figure.props if prop.kind == "table")
    left, right, _ = table.numbers
    assert left < min(posture.joints["pelvis"].x for posture in moments(figure)) - 20
    assert right > max(posture.joints["pelvis"].x for posture in moments(figure)) + 20


def test_knees_that_roll_together_touch() -> None:
    figure = figures.figure("knee-rolls")
    for step in range(11):
        joints = posture_at(figure, step / 10).joints
        assert dist(joints["right_knee"], joints["left_knee"]) <= 2 * RADII["knee"] + 1


def test_toes_that_look_to_the_front_come_towards_the_viewer() -> None:
    joints = at_the_end("standing-hip-abduction")
    foot = minus(joints["right_toe"], joints["right_heel"])
    assert abs(foot.x) < foot.z / 2
    assert foot.z > 10


def test_a_pillow_on_the_heels_is_above_them() -> None:
    figure = figures.figure("child-pose")
    (pillow,) = (prop for prop in figure.props if prop.kind == "cushion")
    left, right, bottom, top = pillow.numbers
    joints = at_the_end("child-pose")
    assert joints["right_ankle"].y + RADII["ankle"] - 1 <= bottom < top
    assert left < joints["pelvis"].x < right
    assert top <= joints["pelvis"].y - RADII["pelvis"] + 2


def test_the_towel_of_a_stretch_is_drawn_behind_the_thigh() -> None:
    figure = figures.figure("hamstring-stretch-lying")
    joints = at_the_end(figure.id)
    lines = [*before_pieces(figure.props, joints)]
    assert lines[0][0] == joints["right_hand"]
    assert lines[-1][1].x > max(joints["right_hip"].x, joints["right_knee"].x)
