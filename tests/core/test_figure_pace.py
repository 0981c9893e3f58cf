"""The figure keeps the dose's time: tempo, hold, rest, side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exercise_companion.catalogue import figures
from exercise_companion.core.dose import Step
from exercise_companion.core.figure_motion import posture_at, rest_posture
from exercise_companion.core.figure_pace import posture_in_demonstration, posture_in_step
from exercise_companion.core.program import Tempo

if TYPE_CHECKING:
    from exercise_companion.core.dose import StepKind
    from exercise_companion.core.figure import Figure, Posture
    from exercise_companion.core.terms import PerformedSide

BRIDGE = figures.figure("bridge")
HEEL_SLIDE = figures.figure("heel-slide")
SIT_TO_STAND = figures.figure("sit-to-stand")
WALK = figures.figure("walk")
BOUTS = figures.figure("walk-in-bouts")
BIKE = figures.figure("bike")
ONE_LEG = figures.figure("single-leg-stand")
PUMPS = figures.figure("ankle-pumps")

TEMPO = Tempo(out_seconds=2, hold_seconds=1, back_seconds=3)


def step(
    kind: StepKind, seconds: float | None, side: PerformedSide = "none", rep: int | None = None
) -> Step:
    return Step(kind, seconds, "", 1, 1, rep, 8 if rep else None, side)


def start(figure: Figure, *, mirrored: bool = False) -> Posture:
    return posture_at(figure, 0.0, mirrored=mirrored)


def end(figure: Figure, *, mirrored: bool = False) -> Posture:
    return posture_at(figure, 1.0, mirrored=mirrored)


@pytest.mark.parametrize("kind", ["ready", "rest", "switch_side"])
@pytest.mark.parametrize("seconds", [0.0, 2.0, 5.0])
def test_who_gets_ready_or_rests_is_in_the_start_pose(kind: StepKind, seconds: float) -> None:
    assert posture_in_step(BRIDGE, step(kind, 5.0), seconds) == start(BRIDGE)


@pytest.mark.parametrize("seconds", [0.0, 60.0])
def test_who_walks_in_bouts_rests_sitting_and_bent_forward(seconds: float) -> None:
    assert posture_in_step(BOUTS, step("rest", 90.0), seconds) == rest_posture(BOUTS)
    assert posture_in_step(BOUTS, step("ready", 5.0), 0.0) == start(BOUTS)
    joints = rest_posture(BOUTS).joints
    assert joints["pelvis"].y < joints["head"].y < start(BOUTS).joints["neck"].y
    assert joints["head"].x > joints["pelvis"].x


def test_a_demonstration_of_a_walk_in_bouts_shows_the_walk_and_the_rest() -> None:
    shown = [posture_in_demonstration(BOUTS, second / 2) for second in range(48)]
    resting = [posture == rest_posture(BOUTS) for posture in shown]
    assert resting[:16] == [False] * 16
    assert resting[16:23] == [True] * 7
    assert not resting[24]
    assert sum(resting[24:]) >= 7


def test_a_repetition_goes_out_holds_and_comes_back_at_the_authored_tempo() -> None:
    rep = step("rep", 6.0, rep=1)
    at = {t: posture_in_step(SIT_TO_STAND, rep, t, TEMPO) for t in (0.0, 1.0, 2.0, 2.9, 4.5, 6.0)}
    assert at[0.0] == start(SIT_TO_STAND)
    assert at[1.0] == posture_at(SIT_TO_STAND, 0.5)
    assert at[2.0] == at[2.9] == end(SIT_TO_STAND)
    assert at[4.5] == posture_at(SIT_TO_STAND, 0.5)
    assert at[6.0] == start(SIT_TO_STAND)


def test_without_a_tempo_a_repetition_fills_its_counted_time() -> None:
    rep = step("rep", 4.0, rep=1)
    assert posture_in_step(SIT_TO_STAND, rep, 2.0) == end(SIT_TO_STAND)
    assert posture_in_step(SIT_TO_STAND, rep, 4.0) == start(SIT_TO_STAND)


def test_a_hold_is_moved_into_and_stayed_in() -> None:
    hold = step("hold", 20.0, rep=1)
    assert posture_in_step(BRIDGE, hold, 0.0) == start(BRIDGE)
    assert posture_in_step(BRIDGE, hold, 0.75) == posture_at(BRIDGE, 0.5)
    assert posture_in_step(BRIDGE, hold, 1.5) == end(BRIDGE)
    assert posture_in_step(BRIDGE, hold, 19.9) == end(BRIDGE)


def test_a_short_hold_is_moved_into_in_less_than_half_of_it() -> None:
    assert posture_in_step(BRIDGE, step("hold", 2.0, rep=1), 0.8) == end(BRIDGE)


def test_a_release_comes_back_to_the_start() -> None:
    release = step("release", 3.0, rep=2)
    assert posture_in_step(BRIDGE, release, 0.0) == end(BRIDGE)
    assert posture_in_step(BRIDGE, release, 3.0) == start(BRIDGE)


def test_a_release_lets_go_on_the_side_that_was_held() -> None:
    held, release = step("hold", 5.0, "left", 1), step("release", 3.0, "right", 1)
    assert posture_in_step(BRIDGE, release, 0.0, before=held) == end(BRIDGE, mirrored=True)


@pytest.mark.parametrize(("side", "mirrored"), [("right", False), ("left", True)])
@pytest.mark.parametrize("kind", ["rep", "hold"])
def test_the_side_of_the_step_is_the_side_that_moves(
    kind: StepKind, side: PerformedSide, *, mirrored: bool
) -> None:
    posture = posture_in_step(HEEL_SLIDE, step(kind, 6.0, side, rep=1), 3.0)
    assert posture == end(HEEL_SLIDE, mirrored=mirrored)
    assert posture.moving == {"left_leg" if mirrored else "right_leg"}


def test_where_no_side_is_asked_an_alternating_figure_changes_at_every_movement() -> None:
    sides = [
        posture_in_step(HEEL_SLIDE, step("rep", 4.0, "alternate", rep), 2.0) for rep in (1, 2, 3)
    ]
    assert sides == [end(HEEL_SLIDE, mirrored=mirrored) for mirrored in (False, True, False)]


def test_a_timed_stand_is_moved_into_and_stayed_in() -> None:
    work = step("work", 20.0, "left")
    assert posture_in_step(ONE_LEG, work, 0.0) == start(ONE_LEG, mirrored=True)
    assert posture_in_step(ONE_LEG, work, 1.5) == end(ONE_LEG, mirrored=True)
    assert posture_in_step(ONE_LEG, work, 20.0) == end(ONE_LEG, mirrored=True)


def test_timed_movement_goes_on_and_on_at_the_figures_own_pace() -> None:
    work = step("work", 60.0)
    for round_number in range(3):
        begun = round_number * PUMPS.seconds
        assert posture_in_step(PUMPS, work, begun) == start(PUMPS)
        assert posture_in_step(PUMPS, work, begun + PUMPS.seconds / 2) == end(PUMPS)


def test_every_second_stride_is_the_mirror_image_of_the_first() -> None:
    work = step("work", None)
    second = posture_in_step(WALK, work, WALK.seconds * 1.25)
    assert second == posture_at(WALK, 0.25, mirrored=True)
    assert posture_in_step(WALK, work, WALK.seconds * 2.25) == posture_at(WALK, 0.25)


def test_a_round_ends_where_it_began() -> None:
    work = step("work", 600.0)
    assert posture_in_step(BIKE, work, BIKE.seconds) == posture_in_step(BIKE, work, 0.0)
    assert posture_in_step(BIKE, work, BIKE.seconds / 2) != posture_in_step(BIKE, work, 0.0)


def test_a_counted_round_and_a_counted_pair_of_strides_fill_their_time() -> None:
    rep = step("rep", 4.0, rep=1)
    assert posture_in_step(BIKE, rep, 4.0) == posture_in_step(BIKE, rep, 0.0)
    assert posture_in_step(WALK, rep, 2.5) == posture_at(WALK, 0.25, mirrored=True)


def test_a_demonstration_repeats_with_a_rest_between() -> None:
    assert posture_in_demonstration(SIT_TO_STAND, 2.5, TEMPO) == end(SIT_TO_STAND)
    assert posture_in_demonstration(SIT_TO_STAND, 6.5, TEMPO) == start(SIT_TO_STAND)
    assert posture_in_demonstration(SIT_TO_STAND, 9.5, TEMPO) == end(SIT_TO_STAND)


@pytest.mark.parametrize("figure", [HEEL_SLIDE, ONE_LEG], ids=["alternating", "one-sided"])
def test_a_demonstration_shows_both_sides_in_turn(figure: Figure) -> None:
    first, second = (
        posture_in_demonstration(figure, seconds)
        for seconds in (figure.seconds / 2, figure.seconds * 1.5 + 1.0)
    )
    assert (first, second) == (end(figure), end(figure, mirrored=True))


def test_what_moves_both_sides_is_not_turned_round() -> None:
    later = posture_in_demonstration(BRIDGE, BRIDGE.seconds * 1.5 + 1.0)
    assert later == end(BRIDGE)


def test_the_other_side_seen_from_the_side_is_the_other_limb_at_the_same_place() -> None:
    right, left = end(HEEL_SLIDE), end(HEEL_SLIDE, mirrored=True)
    for joint in ("knee", "ankle", "toe"):
        here, there = right.joints[f"right_{joint}"], left.joints[f"left_{joint}"]
        assert (here.x, here.y, here.z) == pytest.approx((there.x, there.y, -there.z))


def test_the_other_side_seen_from_the_front_is_the_mirror_image() -> None:
    figure = figures.figure("standing-hip-abduction")
    right, left = end(figure), end(figure, mirrored=True)
    for name, place in right.joints.items():
        other = swapped(name) if "_" in name else name
        there = left.joints[other]
        assert (place.x, place.y, place.z) == pytest.approx((-there.x, there.y, there.z)), name


def swapped(name: str) -> str:
    side, _, joint = name.partition("_")
    return f"{'left' if side == 'right' else 'right'}_{joint}"
