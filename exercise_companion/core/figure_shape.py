"""What of a body is drawn: round, tapering pieces in the picture's plane, the far ones first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exercise_companion.core.figure import ARMS, LIMBS, Point
from exercise_companion.core.figure_body import midway
from exercise_companion.core.figure_motion import posture_at, rest_posture
from exercise_companion.core.figure_props import (
    LINE,
    before_pieces,
    behind_pieces,
    mark_pieces,
    rise_pieces,
    sole_pieces,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exercise_companion.core.figure import BodyPart, Figure, Limb, Posture, View
    from exercise_companion.core.figure_props import Line

Kind = Literal["prop", "far", "resting", "moving"]
"""What a piece is drawn as. Moving: the part of the body the exercise is about; far: a resting
limb of the side away from the viewer."""

RADII: Final[Mapping[str, float]] = {
    "head": 10.5,
    "face": 2.2,
    "neck": 5.5,
    "pelvis": 9.5,
    "waist": 8.5,
    "chest": 9.0,
    "belly": 8.0,
    "flank": 6.5,
    "shoulder": 5.2,
    "elbow": 4.0,
    "wrist": 3.2,
    "hand": 3.8,
    "hip": 8.0,
    "knee": 5.6,
    "ankle": 3.8,
    "heel": 2.2,
    "toe": 2.0,
}
"""How thick the body is at each joint, from its middle, in centimetres."""

_TOWARDS_VIEWER: Final[Mapping[View, tuple[float, float]]] = {
    "side": (-0.25, -0.15),
    "front": (0.0, -0.15),
    "above": (0.0, -0.55),
}
"""By view: how far one centimetre towards the viewer moves a place to the right and up in the
picture. Everything is seen slightly from above, so that two limbs side by side are both seen."""

_FLOOR: Final = -4.0
"""Where the floor line is drawn: just below the near foot, or lower where a foot comes nearer."""

_NEAR: Final = -1.0
"""Limbs whose middle lies further back than the trunk by more than this are drawn behind it."""
_ROOT: Final = 0.35
"""How much of a thigh or an upper arm goes over into the body."""
_HIPS: Final = 0.4
"""How much of the way up to the waist is painted with the hips."""
_MARGIN: Final = 3.0
_SAMPLES: Final = 8


class Capsule(NamedTuple):
    """A round, tapering piece between two discs; two times the same disc is a disc."""

    ax: float
    ay: float
    a_radius: float
    bx: float
    by: float
    b_radius: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Capsules that belong together. A later piece is in front of an earlier one."""

    kind: Kind
    capsules: tuple[Capsule, ...]
    clear: tuple[Capsule, ...] = ()
    """Around these a little space is kept, so that they are told from what is behind them. A limb
    is clear of the body but for where it begins."""


class Frame(NamedTuple):
    """A part of the picture's plane."""

    left: float
    bottom: float
    right: float
    top: float
    floor: float
    """The middle of the floor line; below it nothing but the soles as seen from above."""

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


def body_pieces(posture: Posture) -> tuple[Piece, ...]:
    """The body, from the piece furthest from the viewer to the nearest."""
    joints = {name: flat(place, posture.view) for name, place in posture.joints.items()}
    trunk, head = tuple(_trunk(joints)), tuple(_head(joints))
    middle = joints["waist"].z
    depth = {limb: _depth(limb, joints) - middle for limb in LIMBS}
    behind = sorted((limb for limb in LIMBS if depth[limb] < _NEAR), key=depth.__getitem__)
    before = sorted((limb for limb in LIMBS if depth[limb] >= _NEAR), key=depth.__getitem__)
    return (
        *(_limb_piece(_kind(limb, posture, "far"), _limb(limb, joints)) for limb in behind),
        Piece(_kind("trunk", posture), trunk, clear=trunk),
        Piece(_kind("head", posture), head, clear=head if posture.view == "above" else ()),
        *(_limb_piece(_kind(limb, posture), _limb(limb, joints)) for limb in before),
        *_working_hips(posture, joints),
    )


def picture_pieces(figure: Figure, posture: Posture, frame: Frame) -> tuple[Piece, ...]:
    """Everything that is seen: the things, the body, what is before it, and the floor."""
    before = _lines(before_pieces(figure.props, posture.joints), figure.view)
    behind = _behind(figure, mirrored=posture.mirrored)
    floor = Capsule(frame.left, frame.floor, LINE, frame.right, frame.floor, LINE)
    return (
        Piece("prop", behind),
        *body_pieces(posture),
        Piece("prop", before, clear=before),
        Piece("moving", _lines(mark_pieces(figure.props, posture.joints), figure.view)),
        Piece("moving", _lines(sole_pieces(figure.props, posture.joints), figure.view)),
        Piece("prop", (floor,) if figure.view != "above" else ()),
    )


def frame_of(figure: Figure) -> Frame:
    """The part of the plane that holds the figure and its mirror image at every moment."""
    postures = [
        posture_at(figure, step / _SAMPLES, mirrored=mirrored)
        for mirrored in (False, True)
        for step in range(_SAMPLES + 1)
    ]
    bounds = [c for one in postures for piece in body_pieces(one) for c in piece.capsules]
    under: list[Capsule] = []
    for one in postures:
        bounds += _lines(rise_pieces(figure.props, one.joints), figure.view)
        under += _lines(sole_pieces(figure.props, one.joints), figure.view)
    bounds += [c for piece in body_pieces(rest_posture(figure)) for c in piece.capsules]
    for mirrored in (False, True):
        bounds += _behind(figure, mirrored=mirrored)
    return _frame_around(bounds, under)


def rest_frame(figure: Figure) -> Frame:
    """The part of the plane that holds the figure at rest, for where only that is shown."""
    bounds = [c for piece in body_pieces(rest_posture(figure)) for c in piece.capsules]
    return _frame_around([*bounds, *_behind(figure)])


def _behind(figure: Figure, *, mirrored: bool = False) -> tuple[Capsule, ...]:
    """The things behind the body, on the side where the body leans or lies on them."""
    lines = _lines(behind_pieces(figure.props), figure.view)
    if not mirrored or figure.view == "side":
        return lines
    return tuple(one._replace(ax=-one.ax, bx=-one.bx) for one in lines)


def _frame_around(bounds: Sequence[Capsule], under: Sequence[Capsule] = ()) -> Frame:
    """A frame around what stands on the floor, and what is drawn under it."""
    floor = min(_lowest(bounds), _FLOOR - LINE)
    both = [*bounds, *under]
    return Frame(
        min(min(c.ax - c.a_radius, c.bx - c.b_radius) for c in both) - _MARGIN,
        min(floor, _lowest(under) - _MARGIN if under else floor),
        max(max(c.ax + c.a_radius, c.bx + c.b_radius) for c in both) + _MARGIN,
        max(max(c.ay + c.a_radius, c.by + c.b_radius) for c in both),
        floor + LINE,
    )


def _lowest(bounds: Iterable[Capsule]) -> float:
    return min(min(c.ay - c.a_radius, c.by - c.b_radius) for c in bounds)


def flat(place: Point, view: View) -> Point:
    """Where a place is seen in the picture; z stays what it is."""
    right, up = _TOWARDS_VIEWER[view]
    return Point(place.x + right * place.z, place.y + up * place.z, place.z)


def _capsule(one: Point, one_radius: float, other: Point, other_radius: float) -> Capsule:
    return Capsule(one.x, one.y, one_radius, other.x, other.y, other_radius)


def _lines(lines: Iterable[Line], view: View) -> tuple[Capsule, ...]:
    return tuple(
        _capsule(flat(start, view), radius, flat(end, view), radius) for start, end, radius in lines
    )


def _depth(limb: Limb, joints: Mapping[str, Point]) -> float:
    side, kind = limb.split("_")
    names = ("shoulder", "elbow", "hand") if kind == "arm" else ("hip", "knee", "ankle")
    return sum(joints[f"{side}_{name}"].z for name in names) / len(names)


def _kind(part: BodyPart, posture: Posture, resting: Kind = "resting") -> Kind:
    return "moving" if part in posture.moving else resting


def _limb(limb: Limb, joints: Mapping[str, Point]) -> tuple[Capsule, ...]:
    side, _, _ = limb.partition("_")
    if limb in ARMS:
        chain: Iterable[tuple[str, str]] = (("shoulder", "elbow"), ("elbow", "hand"))
        hand = joints[f"{side}_hand"]
        extra: tuple[Capsule, ...] = (_capsule(hand, RADII["hand"], hand, RADII["hand"]),)
    else:
        chain = (
            ("hip", "knee"),
            ("knee", "ankle"),
            ("ankle", "heel"),
            ("heel", "toe"),
            ("ankle", "toe"),
        )
        extra = ()
    return (
        *(
            _capsule(
                joints[f"{side}_{one}"], RADII[one], joints[f"{side}_{other}"], _end_radius(other)
            )
            for one, other in chain
        ),
        *extra,
    )


def _limb_piece(kind: Kind, capsules: tuple[Capsule, ...]) -> Piece:
    (ax, ay, a_radius, bx, by, b_radius), *rest = capsules
    begun = Capsule(
        ax + (bx - ax) * _ROOT,
        ay + (by - ay) * _ROOT,
        a_radius + (b_radius - a_radius) * _ROOT,
        bx,
        by,
        b_radius,
    )
    return Piece(kind, capsules, clear=(begun, *rest))


def _end_radius(joint: str) -> float:
    return RADII["wrist"] if joint == "hand" else RADII[joint]


def _trunk(joints: Mapping[str, Point]) -> Iterator[Capsule]:
    pelvis, waist, neck = joints["pelvis"], joints["waist"], joints["neck"]
    yield _capsule(pelvis, RADII["pelvis"], waist, RADII["waist"])
    yield _capsule(joints["belly"], RADII["belly"], pelvis, RADII["belly"])
    yield _capsule(joints["chest"], RADII["belly"], waist, RADII["belly"])
    chest = midway(waist, neck, 0.72)
    yield _capsule(waist, RADII["waist"], chest, RADII["chest"])
    yield _capsule(chest, RADII["chest"], neck, RADII["neck"])
    for side in ("right", "left"):
        hip, shoulder = joints[f"{side}_hip"], joints[f"{side}_shoulder"]
        flank = midway(waist, _moved(waist, pelvis, hip), 0.9)
        yield _capsule(hip, RADII["flank"], flank, RADII["flank"])
        yield _capsule(flank, RADII["flank"], shoulder, RADII["shoulder"])
        yield _capsule(neck, RADII["neck"], shoulder, RADII["shoulder"])


def _working_hips(posture: Posture, joints: Mapping[str, Point]) -> Iterator[Piece]:
    """The hips over the thighs, where they work and the rest of it does not."""
    if "hips" in posture.moving:
        pelvis, right, left = (joints[name] for name in ("pelvis", "right_hip", "left_hip"))
        above = midway(pelvis, joints["waist"], _HIPS)
        across = _capsule(right, RADII["hip"], left, RADII["hip"])
        up = _capsule(pelvis, RADII["pelvis"], above, RADII["waist"])
        yield Piece("moving", (across, up))


def _head(joints: Mapping[str, Point]) -> Iterator[Capsule]:
    neck, head, face = joints["neck"], joints["head"], joints["face"]
    yield _capsule(neck, RADII["neck"], head, RADII["neck"])
    yield _capsule(head, RADII["head"], head, RADII["head"])
    yield _capsule(head, RADII["face"], face, RADII["face"])


def _moved(place: Point, start: Point, end: Point) -> Point:
    return Point(place.x + end.x - start.x, place.y + end.y - start.y, place.z + end.z - start.z)
