"""Between the poses of a figure: smooth ways, contacts that do not slide, the mirror image."""

from __future__ import annotations

from itertools import pairwise
from math import asin, atan2, degrees
from typing import TYPE_CHECKING, Final

from exercise_companion.core.figure import (
    ARMS,
    LIMBS,
    OTHER_SIDE,
    ByAngles,
    ByTarget,
    Direction,
    LimbPose,
    Point,
    Pose,
    Posture,
)
from exercise_companion.core.figure_body import joints_of, length_of, minus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.core.figure import BodyPart, Figure, Limb, View

_HALF_TURN: Final = 180.0
_SEEN: Final = 1.0
"""A joint further away than this is seen to be elsewhere, in centimetres."""
_MIRRORED: Final[Mapping[BodyPart, BodyPart]] = {
    "trunk": "trunk",
    "hips": "hips",
    "head": "head",
    "right_arm": "left_arm",
    "left_arm": "right_arm",
    "right_leg": "left_leg",
    "left_leg": "right_leg",
}


def eased(share: float) -> float:
    """A share of a movement that sets off and arrives gently; 0 and 1 stay what they are."""
    inside = min(1.0, max(0.0, share))
    return inside * inside * (3 - 2 * inside)


def posture_at(figure: Figure, share: float, *, mirrored: bool = False) -> Posture:
    """Where the body is at a share (0-1) of the way from the first pose to the last.

    Args:
        figure: what moves.
        share: 0 is the first pose, 1 the last; outside of that it stays there.
        mirrored: the movement of the other side.

    """
    pose = pose_at(figure.poses, share)
    if mirrored:
        pose = mirror(pose, figure.view)
    moving = mirror_parts(figure.moving) if mirrored else figure.moving
    return Posture(figure.view, joints_of(pose), moving, mirrored)


def rest_posture(figure: Figure) -> Posture:
    """How the body rests between the parts: as the exercise says, else as at the start."""
    if figure.rest is None:
        return posture_at(figure, 0.0)
    return Posture(figure.view, joints_of(figure.rest), figure.moving | {"trunk", "head"})


def round_posture(figure: Figure, share: float) -> Posture:
    """Where the body is in a movement that goes from the last pose on to the first."""
    way_home = 1.0 / len(figure.poses)
    turn = share % 1.0
    if turn <= 1.0 - way_home:
        return posture_at(figure, turn / (1.0 - way_home))
    home = (turn - (1.0 - way_home)) / way_home
    pose = between(figure.poses[-1], figure.poses[0], home)
    return Posture(figure.view, joints_of(pose), figure.moving)


def pose_at(poses: tuple[Pose, ...], share: float) -> Pose:
    """The pose at a share of the way through all of them."""
    for one, other in pairwise(poses):
        if share <= other.share:
            span = other.share - one.share
            return between(one, other, max(0.0, (share - one.share) / span))
    return poses[-1]


def between(one: Pose, other: Pose, share: float) -> Pose:
    """A pose on the way from one to another."""
    if share <= 0:
        return one
    if share >= 1:
        return other
    first, second = joints_of(one), joints_of(other)
    anchor = one.anchor if one.anchor == other.anchor else "pelvis"
    return Pose(
        share=_mid(one.share, other.share, share),
        anchor=anchor,
        at=_mid_point(first[anchor], second[anchor], share),
        lower_trunk=_mid_direction(one.lower_trunk, other.lower_trunk, share),
        upper_trunk=_mid_direction(one.upper_trunk, other.upper_trunk, share),
        head=_mid_direction(one.head, other.head, share),
        turns=(
            _mid(one.turns[0], other.turns[0], share),
            _mid(one.turns[1], other.turns[1], share),
        ),
        limbs={limb: _mid_limb(limb, (one, first), (other, second), share) for limb in LIMBS},
        breath=(
            _mid(one.breath[0], other.breath[0], share),
            _mid(one.breath[1], other.breath[1], share),
        ),
    )


def _mid(one: float, other: float, share: float) -> float:
    return one if one == other else one + (other - one) * share


def _mid_point(one: Point, other: Point, share: float) -> Point:
    return Point(
        _mid(one.x, other.x, share), _mid(one.y, other.y, share), _mid(one.z, other.z, share)
    )


def _mid_direction(one: Direction, other: Direction, share: float) -> Direction:
    return Direction(_mid(one.angle, other.angle, share), _mid(one.out, other.out, share))


def _mid_limb(
    limb: Limb,
    one: tuple[Pose, Mapping[str, Point]],
    other: tuple[Pose, Mapping[str, Point]],
    share: float,
) -> LimbPose:
    first, second = one[0].limbs[limb], other[0].limbs[limb]
    foot = _mid_foot(limb, (first, one[1]), (second, other[1]), share)
    if (
        isinstance(first.way, ByTarget)
        and isinstance(second.way, ByTarget)
        and first.way.by_toe == second.way.by_toe
    ):
        point = _mid_point(first.way.point, second.way.point, share)
        bend = _mid(first.way.bend, second.way.bend, share)
        return LimbPose(ByTarget(point, bend, first.way.by_toe), foot)
    start, end = _angles(limb, first, one[1]), _angles(limb, second, other[1])
    return LimbPose(
        ByAngles(
            _short_way(start.upper, end.upper, share), _short_way(start.lower, end.lower, share)
        ),
        foot,
    )


def _short_way(one: Direction, other: Direction, share: float) -> Direction:
    """Between two directions without going all the way round."""
    apart = (other.angle - one.angle + _HALF_TURN) % (2 * _HALF_TURN) - _HALF_TURN
    return Direction(one.angle + apart * share, _mid(one.out, other.out, share))


def _angles(limb: Limb, pose: LimbPose, joints: Mapping[str, Point]) -> ByAngles:
    if isinstance(pose.way, ByAngles):
        return pose.way
    side, kind = limb.split("_")
    names = ("shoulder", "elbow", "hand") if kind == "arm" else ("hip", "knee", "ankle")
    start, middle, end = (joints[f"{side}_{name}"] for name in names)
    return ByAngles(_direction(minus(middle, start)), _direction(minus(end, middle)))


def _direction(way: Point) -> Direction:
    out = degrees(asin(max(-1.0, min(1.0, way.z / length_of(way)))))
    return Direction(degrees(atan2(way.y, way.x)), out)


def _mid_foot(
    limb: Limb,
    one: tuple[LimbPose, Mapping[str, Point]],
    other: tuple[LimbPose, Mapping[str, Point]],
    share: float,
) -> Direction | None:
    if limb in ARMS or (one[0].foot is None and other[0].foot is None):
        return None
    first, second = (_sole(limb, pose, joints) for pose, joints in (one, other))
    return _short_way(first, second, share)


def _sole(limb: Limb, pose: LimbPose, joints: Mapping[str, Point]) -> Direction:
    if pose.foot is not None:
        return pose.foot
    side = limb.partition("_")[0]
    return _direction(minus(joints[f"{side}_toe"], joints[f"{side}_heel"]))


# --- the other side -----------------------------------------------------------------------------


def mirror(pose: Pose, view: View) -> Pose:
    """The pose of the other side: left for right, in front views also turned in the picture."""
    flip = _FLIPS[view]
    return Pose(
        share=pose.share,
        anchor=pose.anchor,
        at=flip.point(pose.at),
        lower_trunk=flip.direction(pose.lower_trunk),
        upper_trunk=flip.direction(pose.upper_trunk),
        head=flip.direction(pose.head),
        turns=(flip.turn(pose.turns[0]), flip.turn(pose.turns[1])),
        limbs={OTHER_SIDE[limb]: flip.limb(part) for limb, part in pose.limbs.items()},
        breath=pose.breath,
    )


def differs_by_side(figure: Figure) -> bool:
    """Whether the end of the movement looks different when it is done with the other side."""
    end, other = (posture_at(figure, 1.0, mirrored=mirrored).joints for mirrored in (False, True))
    return any(length_of(minus(end[name], other[name])) > _SEEN for name in end)


def mirror_limb(limb: LimbPose, view: View) -> LimbPose:
    """The same limb of the other side."""
    return _FLIPS[view].limb(limb)


def mirror_parts(parts: frozenset[BodyPart]) -> frozenset[BodyPart]:
    """The parts of the other side."""
    return frozenset(_MIRRORED[part] for part in parts)


class _SideFlip:
    """Seen from the side, the mirror stands in the picture: near becomes far."""

    def point(self, point: Point) -> Point:
        return Point(point.x, point.y, -point.z)

    def direction(self, direction: Direction) -> Direction:
        return Direction(direction.angle, -direction.out)

    def turn(self, turn: float) -> float:
        return _HALF_TURN - turn

    def bend(self, bend: float) -> float:
        return -bend

    def limb(self, limb: LimbPose) -> LimbPose:
        foot = None if limb.foot is None else self.direction(limb.foot)
        way = limb.way
        if isinstance(way, ByTarget):
            return LimbPose(ByTarget(self.point(way.point), self.bend(way.bend), way.by_toe), foot)
        return LimbPose(ByAngles(self.direction(way.upper), self.direction(way.lower)), foot)


class _FrontFlip(_SideFlip):
    """Seen from the front, the mirror stands upright through the middle of the picture."""

    def point(self, point: Point) -> Point:
        return Point(-point.x, point.y, point.z)

    def direction(self, direction: Direction) -> Direction:
        return Direction(_HALF_TURN - direction.angle, direction.out)

    def turn(self, turn: float) -> float:
        return -turn

    def bend(self, bend: float) -> float:
        return _HALF_TURN - bend


_FLIPS: Final[Mapping[View, _SideFlip]] = {
    "side": _SideFlip(),
    "front": _FrontFlip(),
    "above": _FrontFlip(),
}
