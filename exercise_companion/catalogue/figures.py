"""Reads the shipped figures, each when it is first asked for.

How a pose is written in `figures.json` (units and angles: `core.figure`):

- `pelvis` or `neck`: [x, y] or [x, y, z], the one place that is given.
- `trunk`: an angle, or [lower, upper] when the back bends. `trunk_out`: the same, towards the
  viewer. `head`, `head_out`: the same for the head. `turn`: [hips, shoulders].
  `breath`: [belly, chest].
- `right_arm`, `left_arm`, `right_leg`, `left_leg`; `arms`, `legs`: the right one, and its mirror
  image on the left. A limb is `{"hand": [x, y]}`, `{"ankle": [x, y]}` or `{"toe": [x, y]}` with an
  optional `bend`, or `{"angles": [upper, lower]}` with an optional `out`; a leg may have `foot`,
  an angle or [angle, out] of its sole: 0 is flat on the floor.
- `share`: how far along the way it is; without it the poses are spread evenly.

A figure that is the `same_as` another may have `props` of its own, and with them a
`rest`: a pose that differs from the first one, for the time between the parts.

A pose holds only what differs from the one before; the head goes with the trunk unless it is given.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.catalogue import CatalogueFault, read_table
from exercise_companion.core.figure import (
    HALF_HIPS,
    HALF_SHOULDERS,
    OTHER_SIDE,
    BodyPart,
    ByAngles,
    ByTarget,
    Direction,
    Figure,
    Limb,
    LimbPose,
    Motion,
    Point,
    Pose,
    Prop,
    PropKind,
    View,
)
from exercise_companion.core.figure_motion import mirror_limb
from exercise_companion.core.figure_props import numbers_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exercise_companion.catalogue.fields import Fields

_FILE: Final = "figures.json"
_VIEWS: Final[tuple[View, ...]] = get_args(View)
_MOTIONS: Final[tuple[Motion, ...]] = get_args(Motion)
_PARTS: Final[tuple[BodyPart, ...]] = get_args(BodyPart)
_PROPS: Final[tuple[PropKind, ...]] = get_args(PropKind)
_RIGHT: Final[Mapping[str, Limb]] = {"arms": "right_arm", "legs": "right_leg"}
_BENDS: Final[Mapping[tuple[View, str], float]] = {
    ("side", "arm"): 180.0,
    ("side", "leg"): 0.0,
    ("front", "arm"): -90.0,
    ("front", "leg"): 90.0,
    ("above", "arm"): -90.0,
    ("above", "leg"): 90.0,
}
"""Where elbows and knees point unless a pose says otherwise: elbows back, knees forward."""
_UP: Final = 90.0
_FLAT: Final = Direction(0.0)


def find(figure_id: str | None) -> Figure | None:
    """A figure; None when there is none of that name, or the file is damaged.

    A picture that cannot be shown never stops a session: the words always exist.
    """
    if figure_id is None:
        return None
    with suppress(CatalogueFault):
        return figure(figure_id) if figure_id in ids() else None
    return None


def known() -> frozenset[str]:
    """The id of every figure; none where the file is damaged."""
    with suppress(CatalogueFault):
        return frozenset(ids())
    return frozenset()


@cache
def ids() -> tuple[str, ...]:
    """The id of every figure, in the catalogue's order.

    Raises:
        CatalogueFault: the file is missing or damaged.

    """
    return tuple(_rows())


@cache
def figure(figure_id: str) -> Figure:
    """One figure.

    Raises:
        CatalogueFault: the file is missing or damaged.
        KeyError: there is no such figure.

    """
    row = _rows()[figure_id]
    try:
        if row.has("same_as"):
            return _as_another(row, figure_id)
        return _figure(row)
    except ValueError as cause:
        raise CatalogueFault(str(cause)) from cause


def _as_another(row: Fields, figure_id: str) -> Figure:
    other = replace(figure(row.word("same_as", of=_drawn())), id=figure_id)
    if not row.has("props"):
        return other
    first = other.poses[0]
    rest = _pose(row.row("rest"), other.view, 1.0, first) if row.has("rest") else None
    return replace(other, rest=rest, props=_props(row))


def _drawn() -> tuple[str, ...]:
    """The figures that are not the same as another one."""
    return tuple(name for name, row in _rows().items() if not row.has("same_as"))


@cache
def _rows() -> Mapping[str, Fields]:
    table = read_table(_FILE)
    try:
        rows = table.rows("figures")
        by_id = {row.text("id"): row for row in rows}
    except ValueError as cause:
        raise CatalogueFault(str(cause)) from cause
    if len(by_id) < len(rows):
        raise CatalogueFault(table.place)
    return MappingProxyType(by_id)


def _figure(row: Fields) -> Figure:
    view = row.word("view", of=_VIEWS)
    poses = _poses(row.rows("poses"), view)
    if len(poses) < 2:  # noqa: PLR2004 - a movement has a start and an end
        raise ValueError(row.place)
    return Figure(
        id=row.text("id"),
        view=view,
        motion=row.word("motion", of=_MOTIONS),
        seconds=row.number("seconds"),
        alternates=row.flag("alternates") if row.has("alternates") else False,
        moving=frozenset(row.words("moving", of=_PARTS)),
        poses=poses,
        props=_props(row),
    )


def _props(row: Fields) -> tuple[Prop, ...]:
    return tuple(_prop(prop) for prop in row.rows("props")) if row.has("props") else ()


def _prop(row: Fields) -> Prop:
    kind = row.word("kind", of=_PROPS)
    count = numbers_of(kind)
    return Prop(kind, row.numbers("at", least=count, most=count))


def _poses(rows: Sequence[Fields], view: View) -> tuple[Pose, ...]:
    poses: list[Pose] = []
    for number, row in enumerate(rows):
        share = number / max(1, len(rows) - 1)
        if row.has("share"):
            share = row.number("share")
        before = poses[-1] if poses else None
        if before is not None and share <= before.share:
            raise ValueError(row.place)
        poses.append(_pose(row, view, share, before or _standing(view)))
    if poses[0].share != 0 or poses[-1].share != 1:
        raise ValueError(rows[0].place)
    return tuple(poses)


def _standing(view: View) -> Pose:
    """What the first pose of a figure differs from."""
    turn = _UP if view == "side" else 0.0
    arm = LimbPose(ByAngles(Direction(-_UP), Direction(-_UP)))
    foot = _FLAT if view == "side" else Direction(-_UP, 86.0)
    leg = LimbPose(ByAngles(Direction(-_UP), Direction(-_UP)), foot)
    up = Direction(_UP)
    limbs: dict[Limb, LimbPose] = {
        "right_arm": arm,
        "left_arm": arm,
        "right_leg": leg,
        "left_leg": leg,
    }
    return Pose(0.0, "pelvis", Point(0.0, 89.0, 0.0), up, up, up, (turn, turn), limbs)


def _pose(row: Fields, view: View, share: float, before: Pose) -> Pose:
    pose = replace(before, share=share, limbs=_limbs(row, view, before.limbs))
    if row.has("neck"):
        pose = replace(pose, anchor="neck", at=_point(row, "neck"))
    elif row.has("pelvis"):
        pose = replace(pose, anchor="pelvis", at=_point(row, "pelvis"))
    if row.has("trunk"):
        lower, upper = _pair(row, "trunk")
        out = _pair(row, "trunk_out") if row.has("trunk_out") else (0.0, 0.0)
        pose = replace(
            pose,
            lower_trunk=Direction(lower, out[0]),
            upper_trunk=Direction(upper, out[1]),
            head=Direction(upper, out[1]),
        )
    if row.has("head"):
        out_of_it = row.number("head_out") if row.has("head_out") else 0.0
        pose = replace(pose, head=Direction(row.number("head"), out_of_it))
    if row.has("breath"):
        pose = replace(pose, breath=_pair(row, "breath"))
    if row.has("turn"):
        pose = replace(pose, turns=_pair(row, "turn"))
    return pose


def _pair(row: Fields, name: str) -> tuple[float, float]:
    """Two numbers, or one that counts for both."""
    if isinstance(row.values.get(name), list):
        first, second = row.numbers(name, least=2, most=2)
        return first, second
    return row.number(name), row.number(name)


def _point(row: Fields, name: str, depth: float = 0.0) -> Point:
    numbers = row.numbers(name, least=2, most=3)
    return Point(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else depth)  # noqa: PLR2004 - x, y and z


def _limbs(row: Fields, view: View, before: Mapping[Limb, LimbPose]) -> Mapping[Limb, LimbPose]:
    limbs = dict(before)
    for name, right in _RIGHT.items():
        if row.has(name):
            limbs[right] = _limb(row.row(name), view, right)
            limbs[OTHER_SIDE[right]] = mirror_limb(limbs[right], view)
    for limb in before:
        if row.has(limb):
            limbs[limb] = _limb(row.row(limb), view, limb)
    return MappingProxyType(limbs)


def _limb(row: Fields, view: View, limb: Limb) -> LimbPose:
    side, kind = limb.split("_")
    foot = _foot(row) if kind == "leg" else None
    if row.has("angles"):
        upper, lower = _pair(row, "angles")
        outs = _pair(row, "out") if row.has("out") else (0.0, 0.0)
        return LimbPose(ByAngles(Direction(upper, outs[0]), Direction(lower, outs[1])), foot)
    lane = HALF_HIPS if kind == "leg" else HALF_SHOULDERS
    depth = (lane if side == "right" else -lane) if view == "side" else 0.0
    by_toe = row.has("toe")
    end = "hand" if kind == "arm" else "toe" if by_toe else "ankle"
    bend = row.number("bend") if row.has("bend") else _BENDS[view, kind]
    flat = _FLAT if view == "side" else None
    return LimbPose(ByTarget(_point(row, end, depth), bend, by_toe), foot or flat)


def _foot(row: Fields) -> Direction | None:
    if not row.has("foot"):
        return None
    angle, out = (
        _pair(row, "foot")
        if isinstance(row.values["foot"], list)
        else (
            row.number("foot"),
            0.0,
        )
    )
    return Direction(angle, out)
