"""From a pose to its joints: lengths never change, and a planted hand or foot stays planted."""

from __future__ import annotations

from math import cos, hypot, radians, sin, sqrt
from typing import TYPE_CHECKING, Final

from exercise_companion.core.figure import (
    ANKLE_ABOVE_SOLE,
    ARMS,
    FOREARM,
    HALF_HIPS,
    HALF_SHOULDERS,
    HEEL,
    INSTEP,
    LIMBS,
    LOWER_TRUNK,
    NECK,
    SHANK,
    THIGH,
    UPPER_ARM,
    UPPER_TRUNK,
    ByAngles,
    ByTarget,
    Direction,
    Point,
)

if TYPE_CHECKING:
    from exercise_companion.core.figure import Limb, LimbPose, Pose

BELLY: Final = 0.75
"""Where the belly is, from the hips up to the waist."""
CHEST: Final = 0.55
"""Where the chest is, from the waist up to the neck."""
_FACE: Final = 11.0
"""How far the tip of the nose is from the middle of the head."""
_TINY: Final = 1e-9


def joints_of(pose: Pose) -> dict[str, Point]:
    """Every joint of a pose, by name (see `core.figure.Posture`)."""
    lower, upper = vector(pose.lower_trunk), vector(pose.upper_trunk)
    pelvis, waist, neck = _trunk(pose, lower, upper)
    head = along(neck, vector(pose.head), NECK)
    joints = {"pelvis": pelvis, "waist": waist, "neck": neck, "head": head}
    joints["face"] = along(head, _forward(pose.head, pose.turns[1]), _FACE)
    joints["belly"] = along(
        midway(pelvis, waist, BELLY),
        _forward(pose.lower_trunk, pose.turns[0]),
        pose.breath[0],
    )
    joints["chest"] = along(
        midway(waist, neck, CHEST), _forward(pose.upper_trunk, pose.turns[1]), pose.breath[1]
    )
    hips = _sideways(pose.lower_trunk, pose.turns[0])
    shoulders = _sideways(pose.upper_trunk, pose.turns[1])
    joints["right_hip"] = along(pelvis, hips, HALF_HIPS)
    joints["left_hip"] = along(pelvis, hips, -HALF_HIPS)
    joints["right_shoulder"] = along(neck, shoulders, HALF_SHOULDERS)
    joints["left_shoulder"] = along(neck, shoulders, -HALF_SHOULDERS)
    for limb in LIMBS:
        joints |= _limb(limb, pose.limbs[limb], joints)
    return joints


# --- vectors ------------------------------------------------------------------------------------


def vector(direction: Direction) -> Point:
    """The unit vector of a direction."""
    angle, out = radians(direction.angle), radians(direction.out)
    return Point(cos(out) * cos(angle), cos(out) * sin(angle), sin(out))


def along(start: Point, way: Point, length: float) -> Point:
    """The place reached from another one."""
    return Point(start.x + way.x * length, start.y + way.y * length, start.z + way.z * length)


def midway(one: Point, other: Point, share: float) -> Point:
    """The place at a share of the way from one to another."""
    return along(one, minus(other, one), share)


def minus(one: Point, other: Point) -> Point:
    """The way from the other place to this one."""
    return Point(one.x - other.x, one.y - other.y, one.z - other.z)


def length_of(way: Point) -> float:
    """How long a way is."""
    return sqrt(way.x * way.x + way.y * way.y + way.z * way.z)


def _unit(way: Point) -> Point:
    length = length_of(way) or 1.0
    return Point(way.x / length, way.y / length, way.z / length)


def _dot(one: Point, other: Point) -> float:
    return one.x * other.x + one.y * other.y + one.z * other.z


def _cross(one: Point, other: Point) -> Point:
    return Point(
        one.y * other.z - one.z * other.y,
        one.z * other.x - one.x * other.z,
        one.x * other.y - one.y * other.x,
    )


def _across(way: Point) -> Point:
    """At a right angle to a way, in the picture, against the clock."""
    flat = hypot(way.x, way.y)
    return Point(-way.y / flat, way.x / flat, 0.0) if flat > _TINY else Point(1.0, 0.0, 0.0)


# --- trunk --------------------------------------------------------------------------------------


def _trunk(pose: Pose, lower: Point, upper: Point) -> tuple[Point, Point, Point]:
    if pose.anchor == "pelvis":
        waist = along(pose.at, lower, LOWER_TRUNK)
        return pose.at, waist, along(waist, upper, UPPER_TRUNK)
    waist = along(pose.at, upper, -UPPER_TRUNK)
    return along(waist, lower, -LOWER_TRUNK), waist, pose.at


def _sideways(trunk: Direction, turn: float) -> Point:
    """Where the right side is, of a trunk with a direction and a turn."""
    up = vector(trunk)
    flat = _across(up)
    deep = _cross(up, flat)
    return _mixed(flat, deep, turn)


def _forward(trunk: Direction, turn: float) -> Point:
    """Where the front is, of a head or trunk with a direction and a turn."""
    up = vector(trunk)
    flat = _across(up)
    deep = _cross(up, flat)
    return _mixed(deep, flat, turn, sign=-1.0)


def _mixed(first: Point, second: Point, degrees: float, *, sign: float = 1.0) -> Point:
    near, far = cos(radians(degrees)), sin(radians(degrees)) * sign
    return Point(
        first.x * near + second.x * far,
        first.y * near + second.y * far,
        first.z * near + second.z * far,
    )


# --- limbs --------------------------------------------------------------------------------------


def _limb(limb: Limb, pose: LimbPose, joints: dict[str, Point]) -> dict[str, Point]:
    side = limb.partition("_")[0]
    if limb in ARMS:
        start = joints[f"{side}_shoulder"]
        elbow, hand = _two_bones(start, pose.way, (UPPER_ARM, FOREARM))
        return {f"{side}_elbow": elbow, f"{side}_hand": hand}
    way = pose.way
    if isinstance(way, ByTarget) and way.by_toe:
        foot = pose.foot or Direction(0.0)
        way = ByTarget(_ankle_over(way.point, foot), way.bend)
    knee, ankle = _two_bones(joints[f"{side}_hip"], way, (THIGH, SHANK))
    sole, down = _foot(pose.foot, _unit(minus(ankle, knee)))
    ball = along(along(ankle, sole, INSTEP), down, ANKLE_ABOVE_SOLE)
    heel = along(along(ankle, sole, -HEEL), down, ANKLE_ABOVE_SOLE)
    return {
        f"{side}_knee": knee,
        f"{side}_ankle": ankle,
        f"{side}_heel": heel,
        f"{side}_toe": ball,
    }


def _two_bones(
    start: Point, way: ByAngles | ByTarget, lengths: tuple[float, float]
) -> tuple[Point, Point]:
    """The middle joint and the end of a limb."""
    first, second = lengths
    if isinstance(way, ByAngles):
        middle = along(start, vector(way.upper), first)
        return middle, along(middle, vector(way.lower), second)
    reach = minus(way.point, start)
    distance = min(max(length_of(reach), abs(first - second) + _TINY), first + second)
    towards = _unit(reach)
    shadow = (first * first - second * second + distance * distance) / (2 * distance)
    height = sqrt(max(0.0, first * first - shadow * shadow))
    middle = along(along(start, towards, shadow), _pole(towards, way.bend), height)
    return middle, along(start, towards, distance)


def _pole(towards: Point, bend: float) -> Point:
    flat = _across(towards)
    return _mixed(flat, _cross(towards, flat), bend)


def _foot(foot: Direction | None, shin: Point) -> tuple[Point, Point]:
    """Where the sole and the way down from the ankle to it point."""
    sole = _across(shin) if foot is None else vector(foot)
    if foot is None or not foot.out:
        return sole, _across(Point(-sole.x, -sole.y, 0.0))
    overlap = _dot(shin, sole)
    return sole, _unit(along(shin, sole, -overlap))


def _ankle_over(ball: Point, foot: Direction) -> Point:
    """Where the ankle is above the ball of a foot that points into the picture's own plane."""
    sole = vector(foot)
    down = _across(Point(-sole.x, -sole.y, 0.0))
    return along(along(ball, sole, -INSTEP), down, -ANKLE_ABOVE_SOLE)


Segment = tuple[str, str, float]

SEGMENTS: Final[tuple[Segment, ...]] = (
    ("pelvis", "waist", LOWER_TRUNK),
    ("waist", "neck", UPPER_TRUNK),
    ("neck", "head", NECK),
    *(
        (f"{side}_{upper}", f"{side}_{lower}", length)
        for side in ("right", "left")
        for upper, lower, length in (
            ("shoulder", "elbow", UPPER_ARM),
            ("elbow", "hand", FOREARM),
            ("hip", "knee", THIGH),
            ("knee", "ankle", SHANK),
            ("ankle", "toe", hypot(INSTEP, ANKLE_ABOVE_SOLE)),
            ("ankle", "heel", hypot(HEEL, ANKLE_ABOVE_SOLE)),
        )
    ),
)
"""Every part of the skeleton between two joints, with its length."""
