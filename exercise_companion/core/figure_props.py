"""The things beside a body as lines: a chair, a wall, a mat, a counter.

The numbers of each kind, in centimetres:

- `mat`: from x, to x, height.
- `chair`: x of the front edge of the seat, height of the seat, depth of the seat (negative: the
  back is to the right), height of the arms (0: none), height of the back above the seat (0: none).
- `wall`: x of its face. `table`: from x, to x, height. `step`: from x, to x, height.
- `rail`: from x, y to x, y. `cushion`: from x, to x, bottom, top.
- `corridor`: from x, to x; its wall runs along the way, with a handrail and a door.
- `bike`: x and y of the crank, x and y of the seat, x and y of the handles.
- `mat_from_above`: from x, to x, z of its far and of its near end.
- `counter_before` (in front of the body): from x, to x, height.
- `soles` (beside the body, as seen from above): x and y of their middle, and how far apart the
  ankles are when the feet stand in one line (0: the feet stay beside each other).
- `stick_on_back`, `towel_round_thigh`, `weight_in_hands`, `squeeze_marks`, `tight_marks`,
  `breath_marks`, `rise_marks`, `tip_marks`: none; they go with the body.
"""

from __future__ import annotations

from itertools import pairwise
from math import atan2, degrees
from typing import TYPE_CHECKING, Final

from exercise_companion.core.figure import Point
from exercise_companion.core.figure_body import BELLY, CHEST, along, length_of, midway, minus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from exercise_companion.core.figure import Prop, PropKind

LINE: Final = 0.9
"""Half the width of a drawn line."""
_BOARD: Final = 1.6
_WALL_HEIGHT: Final = 172.0

Line = tuple[Point, Point, float]
"""From, to, half the width."""


def behind_pieces(props: Iterable[Prop]) -> Iterator[Line]:
    """The lines of the things behind the body; they stand still."""
    for prop in props:
        if prop.kind in _BEHIND:
            yield from _BEHIND[prop.kind][1](*prop.numbers)


def before_pieces(props: Iterable[Prop], joints: Mapping[str, Point]) -> Iterator[Line]:
    """The lines of the things in front of the body, and of those that go with it."""
    for prop in props:
        if prop.kind == "counter_before":
            yield from _counter(*prop.numbers)
        elif prop.kind in _HELD:
            yield _HELD[prop.kind](joints)


def mark_pieces(props: Iterable[Prop], joints: Mapping[str, Point]) -> Iterator[Line]:
    """The lines that point at what works without being seen to move."""
    if any(prop.kind == "squeeze_marks" for prop in props):
        yield from _squeeze_marks(joints)
    if any(prop.kind == "tight_marks" for prop in props):
        yield from _tight_marks(joints)
    if any(prop.kind == "breath_marks" for prop in props):
        yield from _breath_marks(joints)
    if any(prop.kind == "tip_marks" for prop in props):
        yield from _tip_marks(joints)
    yield from rise_pieces(props, joints)


def rise_pieces(props: Iterable[Prop], joints: Mapping[str, Point]) -> Iterator[Line]:
    """The arrow beside the body that says how high its heels are."""
    if any(prop.kind == "rise_marks" for prop in props):
        yield from _rise_marks(joints)


def sole_pieces(props: Iterable[Prop], joints: Mapping[str, Point]) -> Iterator[Line]:
    """The soles of both feet as seen from above, the near foot below the far one."""
    for prop in props:
        if prop.kind == "soles":
            yield from _soles(joints, *prop.numbers)


def numbers_of(kind: PropKind) -> int:
    """How many numbers a kind of thing needs."""
    if kind in {"counter_before", "soles"}:
        return 3
    return _BEHIND[kind][0] if kind in _BEHIND else 0


def _line(x1: float, y1: float, x2: float, y2: float, width: float = LINE) -> Line:
    return Point(x1, y1, 0.0), Point(x2, y2, 0.0), width


def _mat(left: float, right: float, height: float) -> Iterator[Line]:
    yield _line(left, height - _BOARD, right, height - _BOARD, _BOARD)


def _chair(front: float, seat: float, depth: float, arms: float, back: float) -> Iterator[Line]:
    rear = front - depth
    yield _line(front, seat - _BOARD, rear, seat - _BOARD, _BOARD)
    yield _line(front, seat - _BOARD, front, 0, LINE)
    yield _line(rear, seat - _BOARD, rear, 0, LINE)
    if back:
        yield _line(rear, seat - _BOARD, rear - depth * 0.08, seat + back, _BOARD)
    if arms:
        yield _line(rear, arms, front - depth * 0.1, arms, _BOARD)
        yield _line(front - depth * 0.1, arms, front - depth * 0.1, seat, LINE)


def _wall(face: float) -> Iterator[Line]:
    yield _line(face, 0, face, _WALL_HEIGHT, _BOARD)


def _table(left: float, right: float, height: float) -> Iterator[Line]:
    yield _line(left, height - _BOARD, right, height - _BOARD, _BOARD)
    yield _line(left + 3, height - _BOARD, left + 3, 0)
    yield _line(right - 3, height - _BOARD, right - 3, 0)


def _step(left: float, right: float, height: float) -> Iterator[Line]:
    yield _line(left, height - LINE, right, height - LINE)
    yield _line(left, height - LINE, left, 0)
    yield _line(right, height - LINE, right, 0)


def _counter(left: float, right: float, height: float) -> Iterator[Line]:
    yield _line(left, height - _BOARD, right, height - _BOARD, _BOARD)


def _mat_from_above(left: float, right: float, far: float, near: float) -> Iterator[Line]:
    places = ((left, far), (right, far), (right, near), (left, near))
    corners = [Point(x, 0.0, z) for x, z in places]
    for start, end in pairwise((*corners, corners[0])):
        yield start, end, LINE


def _rail(x1: float, y1: float, x2: float, y2: float) -> Iterator[Line]:
    yield _line(x1, y1, x2, y2, _BOARD)
    yield _line(x1, y1, x1, 0)
    yield _line(x2, y2, x2, 0)


def _corridor(left: float, right: float) -> Iterator[Line]:
    hinge, lock = right - _DOOR_WIDTH, right
    yield _line(left, _HANDRAIL, hinge - 8, _HANDRAIL, _BOARD)
    for bracket in (left + 6, hinge - 14):
        yield _line(bracket, _HANDRAIL, bracket, _HANDRAIL - 7)
    yield _line(left, _SKIRTING, hinge, _SKIRTING)
    yield _line(hinge, 0, hinge, _WALL_HEIGHT)
    yield _line(lock, 0, lock, _WALL_HEIGHT)
    yield _line(hinge, _WALL_HEIGHT, lock, _WALL_HEIGHT)


def _cushion(left: float, right: float, bottom: float, top: float) -> Iterator[Line]:
    half = (top - bottom) / 2
    yield _line(left + half, bottom + half, right - half, bottom + half, half)


def _bike(crank_x: float, crank_y: float, *places: float) -> Iterator[Line]:
    seat_x, seat_y, grip_x, grip_y = places
    yield _line(crank_x, crank_y, seat_x, seat_y - 2)
    yield _line(seat_x - 9, seat_y - 1, seat_x + 8, seat_y - 2, 2.0)
    yield _line(crank_x, crank_y, grip_x - 6, crank_y + 22)
    yield _line(grip_x - 6, crank_y + 22, grip_x, grip_y)
    yield _line(grip_x - 3, grip_y, grip_x + 5, grip_y + 1, 1.4)
    yield _line(crank_x, crank_y, crank_x - 6, 0)
    yield _line(grip_x - 6, crank_y + 22, grip_x + 2, 0)
    yield _line(crank_x - 34, 0, grip_x + 18, 0)


def _stick_on_back(joints: Mapping[str, Point]) -> Line:
    """Along the back from the tail to the back of the head."""
    pelvis, neck = joints["pelvis"], joints["neck"]
    up = minus(neck, pelvis)
    length = length_of(up)
    back = Point(-up.y / length * _OFF_THE_BACK, up.x / length * _OFF_THE_BACK, 0.0)
    foot = along(along(pelvis, up, -_BELOW / length), back, 1.0)
    return foot, along(along(neck, up, _ABOVE / length), back, 1.0), _BOARD


def _towel_round_thigh(joints: Mapping[str, Point]) -> Line:
    """From the near hand round the back of the thigh that is lifted."""
    side = max(("right", "left"), key=lambda name: joints[f"{name}_ankle"].y)
    hand, hip, knee = joints["right_hand"], joints[f"{side}_hip"], joints[f"{side}_knee"]
    middle = midway(hip, knee, 0.55)
    thigh = minus(knee, hip)
    length = length_of(thigh)
    return hand, along(middle, Point(thigh.y, -thigh.x, 0.0), _BEHIND_THIGH / length), _BOARD


def _weight_in_hands(joints: Mapping[str, Point]) -> Line:
    """A dumb-bell or a bag, just below the near hand."""
    hand = joints["right_hand"]
    return Point(hand.x, hand.y - 4, hand.z), Point(hand.x, hand.y - 9, hand.z), 6.0


def _soles(joints: Mapping[str, Point], x: float, y: float, in_line: float) -> Iterator[Line]:
    right, left = joints["right_ankle"], joints["left_ankle"]
    middle = (right.x + left.x) / 2
    apart = _LANES
    if in_line:
        apart *= max(0.0, 1 - abs(right.x - left.x) / in_line)
    for ankle in (right, left):
        way = 1.0 if ankle.z < 0 else -1.0  # the far foot above, the near one below
        heel = x + _ENLARGED * (ankle.x - middle) - _SOLE / 2
        across = y + way * apart / 2
        yield _line(heel + _HEEL, across, heel + _SOLE / 2, across, _HEEL)
        yield _line(heel + _SOLE / 2, across, heel + _SOLE - _BALL, across, _BALL)


def _squeeze_marks(joints: Mapping[str, Point]) -> Iterator[Line]:
    """Two arrows towards the buttocks, the closer the further the breath is out."""
    pelvis = joints["pelvis"]
    breath = _breath(joints)
    gap = _MARK_GAP + _MARK_WAY * breath
    for side in (-1.0, 1.0):
        tip = Point(pelvis.x + side * gap, pelvis.y, pelvis.z)
        yield from _arrow(along(tip, Point(side, 0.0, 0.0), _MARK), tip, _MARK * 0.4)


def _tight_marks(joints: Mapping[str, Point]) -> Iterator[Line]:
    """Rays around the near hand while the breath is held in: it is clenched. None when it is soft.

    The longer the further the breath is in.
    """
    hand, length = joints["right_hand"], _RAY * _breath(joints)
    if length < LINE:
        return
    for right, up in ((0.98, -0.17), (0.77, 0.64), (0.17, 0.98)):
        ray = Point(right, up, 0.0)
        yield along(hand, ray, _RAY_GAP), along(hand, ray, _RAY_GAP + length), _BOARD * 0.8


def _breath_marks(joints: Mapping[str, Point]) -> Iterator[Line]:
    """An arrow over the belly or the chest of somebody who lies on the back, whichever moves more.

    Up while it stands out, the longer the further; down while it is drawn in; none between.
    """
    pelvis, waist, neck = (joints[name] for name in ("pelvis", "waist", "neck"))
    belly, chest = joints["belly"], joints["chest"]
    out = belly.y - midway(pelvis, waist, BELLY).y
    raised = chest.y - midway(waist, neck, CHEST).y
    place, level = (belly, out) if abs(out) >= abs(raised) else (chest, raised)
    if abs(level) < 1:
        return
    foot = Point(place.x, place.y - level + _OVER_THE_BODY, place.z)
    top = Point(foot.x, foot.y + max(_SHORTEST_ARROW, _ARROW * abs(level)), foot.z)
    yield from _arrow(foot, top, _WING) if level > 0 else _arrow(top, foot, _WING)


def _rise_marks(joints: Mapping[str, Point]) -> Iterator[Line]:
    """An arrow from the floor up behind the near heel, the longer the higher it is; else none."""
    heel, toe = joints["right_heel"], joints["right_toe"]
    rise = heel.y - toe.y
    if rise < 1:
        return
    behind = heel.x - _BEHIND_HEEL if toe.x > heel.x else heel.x + _BEHIND_HEEL
    foot, top = Point(behind, LINE, heel.z), Point(behind, _RISE * rise, heel.z)
    yield from _arrow(foot, top, _WING)


def _tip_marks(joints: Mapping[str, Point]) -> Iterator[Line]:
    """An arrow from the front to the low back while that is not hollow, the longer the rounder."""
    pelvis, waist, neck = (joints[name] for name in ("pelvis", "waist", "neck"))
    lower, upper = minus(waist, pelvis), minus(neck, waist)
    rounded = degrees(
        atan2(lower.y * upper.x - lower.x * upper.y, lower.x * upper.x + lower.y * upper.y)
    )
    if rounded < -_NOT_HOLLOW:
        return
    length = length_of(lower)
    front = Point(lower.y / length, -lower.x / length, 0.0)
    tip = along(waist, front, _BEFORE_THE_TUMMY)
    tail = along(tip, front, _SHORTEST_ARROW + (rounded + _NOT_HOLLOW) * _PER_DEGREE)
    yield from _arrow(tail, tip, _WING)


def _arrow(tail: Point, tip: Point, wing: float) -> Iterator[Line]:
    """A straight arrow in the picture's plane."""
    back = minus(tail, tip)
    length = length_of(back)
    x, y = back.x / length, back.y / length
    yield tail, tip, _BOARD
    for side in (1.0, -1.0):
        yield tip, along(tip, Point(x - side * y, y + side * x, 0.0), wing), _BOARD


def _breath(joints: Mapping[str, Point]) -> float:
    """How far the belly stands out, in centimetres."""
    return length_of(minus(joints["belly"], midway(joints["pelvis"], joints["waist"], BELLY)))


_ENLARGED: Final = 1.5
"""How many times as large as the body the soles are drawn."""
_SOLE: Final = 35.0
_HEEL: Final = 4.0
_BALL: Final = 5.4
_LANES: Final = 16.0
"""From the middle of one sole to that of the other, when they are beside each other."""
_OVER_THE_BODY: Final = 24.0
"""Above the hand that lies on it."""
_ARROW: Final = 1.6
_SHORTEST_ARROW: Final = 8.0
_NOT_HOLLOW: Final = 6.0
_BEFORE_THE_TUMMY: Final = 15.0
_PER_DEGREE: Final = 0.4
_WING: Final = 3.6
_RISE: Final = 2.0
"""How many times as high as the heel its arrow is: a heel is small beside a body."""
_BEHIND_HEEL: Final = 13.0
_RAY: Final = 1.7
_RAY_GAP: Final = 7.5
_MARK_GAP: Final = 20.0
_MARK_WAY: Final = 4.0
_MARK: Final = 15.0
_HANDRAIL: Final = 92.0
_SKIRTING: Final = 9.0
_DOOR_WIDTH: Final = 46.0
_BEHIND_THIGH: Final = 8.5
_OFF_THE_BACK: Final = 11.5
_BELOW: Final = 12.0
_ABOVE: Final = 34.0

_BEHIND: Final[Mapping[PropKind, tuple[int, Callable[..., Iterator[Line]]]]] = {
    "bike": (6, _bike),
    "chair": (5, _chair),
    "corridor": (2, _corridor),
    "cushion": (4, _cushion),
    "mat": (3, _mat),
    "mat_from_above": (4, _mat_from_above),
    "rail": (4, _rail),
    "step": (3, _step),
    "table": (3, _table),
    "wall": (1, _wall),
}
_HELD: Final[Mapping[PropKind, Callable[[Mapping[str, Point]], Line]]] = {
    "stick_on_back": _stick_on_back,
    "towel_round_thigh": _towel_round_thigh,
    "weight_in_hands": _weight_in_hands,
}
