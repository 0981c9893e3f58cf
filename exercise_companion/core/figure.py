"""A body in motion in a few numbers: key poses of one skeleton, and where it leans, sits or lies.

Lengths are centimetres of a person about 170 tall. In the picture x goes to the right, y up (the
floor is at 0) and z towards the viewer. Angles are degrees in the picture, counted from "to the
right" against the clock; `out` lifts a direction out of the picture towards the viewer.

Seen from the side a figure faces right: standing its trunk points to 90, lying on the back to 180
(head left), on hands and knees to 0. So the near side is its right side. Seen from the front it
faces the viewer, and its right side is on the left. A posture for the other side is the mirror
image; no figure is drawn twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

View = Literal["side", "front", "above"]
"""Above: like the front, from much higher up; for somebody who lies with their feet or their front
towards the viewer."""
Limb = Literal["right_arm", "left_arm", "right_leg", "left_leg"]
BodyPart = Literal["trunk", "hips", "head", "right_arm", "left_arm", "right_leg", "left_leg"]
Motion = Literal["hold", "repeat", "round", "stride"]
"""What timed work looks like: stay in the end pose; go out and back again and again; go through
all poses and from the last to the first; go through all poses, then the same for the other side."""

PropKind = Literal[
    "bike",
    "breath_marks",
    "chair",
    "corridor",
    "counter_before",
    "cushion",
    "mat",
    "mat_from_above",
    "rail",
    "rise_marks",
    "soles",
    "squeeze_marks",
    "step",
    "stick_on_back",
    "table",
    "tight_marks",
    "tip_marks",
    "towel_round_thigh",
    "wall",
    "weight_in_hands",
]
"""`stick_on_back`, `towel_round_thigh` and `weight_in_hands` go with the body, `squeeze_marks`
point at its hips, `tight_marks` surround its hand, `breath_marks` show which way its front moves,
`rise_marks` that its heels come up, `tip_marks` that its low back goes back, `soles` show from
above where its feet are; the others stand still."""

LIMBS: Final[tuple[Limb, ...]] = ("right_arm", "left_arm", "right_leg", "left_leg")
ARMS: Final[frozenset[Limb]] = frozenset({"right_arm", "left_arm"})
OTHER_SIDE: Final[Mapping[Limb, Limb]] = {
    "right_arm": "left_arm",
    "left_arm": "right_arm",
    "right_leg": "left_leg",
    "left_leg": "right_leg",
}

LOWER_TRUNK: Final = 22.0
UPPER_TRUNK: Final = 27.0
NECK: Final = 19.0
UPPER_ARM: Final = 28.0
FOREARM: Final = 27.0
THIGH: Final = 42.0
SHANK: Final = 40.0
INSTEP: Final = 15.0
"""From the ankle forward to the ball of the foot, along the sole."""
ANKLE_ABOVE_SOLE: Final = 5.0
HEEL: Final = 4.5
"""From the ankle back to the heel, along the sole."""
HALF_HIPS: Final = 8.0
HALF_SHOULDERS: Final = 14.0


class Point(NamedTuple):
    """A place, in centimetres."""

    x: float
    y: float
    z: float


class Direction(NamedTuple):
    """Where a part of the body points."""

    angle: float
    out: float = 0.0


@dataclass(frozen=True, slots=True)
class ByAngles:
    """A limb given by where its two parts point."""

    upper: Direction
    lower: Direction


@dataclass(frozen=True, slots=True)
class ByTarget:
    """A limb given by where it ends: a hand, an ankle, or the ball of the foot.

    The same target in two poses is a contact that stays still between them.
    """

    point: Point
    bend: float
    """Where the knee or elbow points, seen along the limb: 0 against the clock from the limb's own
    direction, 90 towards the viewer, 180 with the clock."""
    by_toe: bool = False
    """The point is the ball of the foot, not the ankle."""


@dataclass(frozen=True, slots=True)
class LimbPose:
    """One arm or leg."""

    way: ByAngles | ByTarget
    foot: Direction | None = None
    """Where the sole points, from heel to toe; None: at a right angle to the shin."""


@dataclass(frozen=True, slots=True)
class Pose:
    """The whole body at one moment. Everything else follows from it."""

    share: float
    """How much of the way from start to end lies behind, 0-1."""
    anchor: Literal["pelvis", "neck"]
    """Which of the two is given, and rests still where it is the same in two poses."""
    at: Point
    lower_trunk: Direction
    """From the pelvis up."""
    upper_trunk: Direction
    head: Direction
    """From the neck to the middle of the head."""
    turns: tuple[float, float]
    """How far pelvis and shoulders are turned from facing the viewer (0) to facing right (90)."""
    limbs: Mapping[Limb, LimbPose]
    breath: tuple[float, float] = (0.0, 0.0)
    """How far belly and chest stand out to the front, in centimetres."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing beside the body."""

    kind: PropKind
    numbers: tuple[float, ...]
    """What they mean depends on the kind: see `core.figure_props`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One exercise as a picture that moves."""

    id: str
    view: View
    motion: Motion
    seconds: float
    """How long one way there and back (or round) takes where no dose says so."""
    alternates: bool
    """The other side has its turn at every second movement, where no side is asked for."""
    moving: frozenset[BodyPart]
    """What the exercise is about; drawn in the strong colour."""
    poses: tuple[Pose, ...]
    """From start to end, at least two."""
    props: tuple[Prop, ...]
    rest: Pose | None = None
    """How to rest between the parts, where the exercise says how; None: as at the start."""


@dataclass(frozen=True, slots=True)
class Posture:
    """Where the body is at one moment."""

    view: View
    joints: Mapping[str, Point]
    """By name: `pelvis`, `waist`, `neck`, `head`, `face`, `belly`, `chest`, and with `right_` or
    `left_` before them `hip`, `knee`, `ankle`, `heel`, `toe`, `shoulder`, `elbow`, `hand`."""
    moving: frozenset[BodyPart]
    """Of this very posture: mirrored with it."""
    mirrored: bool = False
    """Whether it is the movement of the other side: in front views the things change sides, too."""
