"""A figure for print, as SVG: the start as a shadow, the end strong, an arrow between them.

The picture refers to nothing outside of itself, and its words are data.
"""

from __future__ import annotations

from math import acos, atan2, cos, hypot, pi, sin
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from exercise_companion.core.figure import LIMBS
from exercise_companion.core.figure_motion import posture_at, rest_posture
from exercise_companion.core.figure_shape import (
    body_pieces,
    flat,
    frame_of,
    picture_pieces,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exercise_companion.core.figure import BodyPart, Figure, Motion, Point, Posture, PropKind
    from exercise_companion.core.figure_shape import Capsule, Frame, Kind, Piece

_PAPER: Final = "#ffffff"
_SHADOW: Final = "#d3d8d6"
_ARROW: Final = "#b4500a"
_INKS: Final[Mapping[Kind, str]] = {
    "prop": "#8b8a7c",
    "far": "#a9b3b0",
    "resting": "#5c6b67",
    "moving": "#0a665c",
}
_GAP: Final = 1.4
"""How much paper is left around a limb in front of another part, in centimetres of the body."""
_LEAST_WAY: Final = 5.0
"""A joint that moves less than this has no arrow."""
_WIDE_WAY: Final = 16.0
_WHOLE_BODY: Final[frozenset[BodyPart]] = frozenset({"trunk", "right_leg", "left_leg"})
_HEAD: Final = 6.0
_JOINTS: Final = {"arm": ("hand", "elbow"), "leg": ("knee", "ankle")}
_SAY_THE_WAY: Final[frozenset[PropKind]] = frozenset({"breath_marks", "tip_marks"})
_THERE_AND_BACK: Final[frozenset[Motion]] = frozenset({"hold", "repeat"})


def picture(figure: Figure, words: str, *, mirrored: bool = False) -> str:
    """Start, end and the way between them in one SVG element; beside them a rest of its own.

    Args:
        figure: what is drawn.
        words: the picture in words (`alt_text`), for whoever cannot see it.
        mirrored: the movement of the other side.

    """
    start = posture_at(figure, 0.0, mirrored=mirrored)
    end = posture_at(figure, 1.0, mirrored=mirrored)
    frame = frame_of(figure)
    shadow = (_one_ink(piece, _SHADOW) for piece in body_pieces(start))
    resting = body_pieces(rest_posture(figure)) if figure.rest is not None else ()
    return "".join(
        (
            _opening(frame, words),
            *shadow,
            *(_one_ink(piece, _INKS[piece.kind]) for piece in picture_pieces(figure, end, frame)),
            *(_one_ink(piece, _INKS["resting"]) for piece in resting),
            _arrow(start, end) if _needs_an_arrow(figure) else "",
            "</svg>",
        )
    )


def still(figure: Figure, posture: Posture, words: str) -> str:
    """One posture alone in an SVG element."""
    frame = frame_of(figure)
    pieces = picture_pieces(figure, posture, frame)
    drawn = (_one_ink(piece, _INKS[piece.kind]) for piece in pieces)
    return "".join((_opening(frame, words), *drawn, "</svg>"))


def _opening(frame: Frame, words: str) -> str:
    box = f"{frame.left:.1f} {-frame.top:.1f} {frame.width:.1f} {frame.height:.1f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{box}"'
        f" aria-label={quoteattr(words)}><title>{escape(words)}</title>"
    )


def _one_ink(piece: Piece, ink: str) -> str:
    return f'{_around(piece)}<path d="{_outlines(piece.capsules)}" fill="{ink}"/>'


def _around(piece: Piece) -> str:
    """The paper around what is kept clear of the parts behind it."""
    if not piece.clear:
        return ""
    outlines = _outlines(piece.clear)
    return f'<path d="{outlines}" fill="{_PAPER}" stroke="{_PAPER}" stroke-width="{2 * _GAP}"/>'


def _outlines(capsules: Iterable[Capsule]) -> str:
    return " ".join(_outline(capsule) for capsule in capsules)


def _outline(capsule: Capsule) -> str:
    """The path around a capsule: two arcs and the straight sides between them."""
    ax, ay, ar, bx, by, br = capsule
    apart = hypot(bx - ax, by - ay)
    if apart <= abs(ar - br):
        x, y, radius = (ax, ay, ar) if ar >= br else (bx, by, br)
        return f"M{_at(x - radius, y)}{_arc(radius, x + radius, y)}{_arc(radius, x - radius, y)}Z"
    towards, side = atan2(by - ay, bx - ax), acos((ar - br) / apart)
    (over_a, under_a), (over_b, under_b) = (
        tuple(
            (x + radius * cos(towards + turn), y + radius * sin(towards + turn))
            for turn in (side, -side)
        )
        for x, y, radius in ((ax, ay, ar), (bx, by, br))
    )
    to_b = f"L{_at(*over_b)}{_arc(br, *under_b, large=br > ar)}"
    return f"M{_at(*over_a)}{to_b}L{_at(*under_a)}{_arc(ar, *over_a, large=ar > br)}Z"


def _at(x: float, y: float) -> str:
    """A place; in SVG, y goes down."""
    return f"{x:.1f} {-y:.1f}"


def _arc(radius: float, x: float, y: float, *, large: bool = False) -> str:
    return f"A{radius:.1f} {radius:.1f} 0 {int(large)} 1 {_at(x, y)}"


def _needs_an_arrow(figure: Figure) -> bool:
    """A walk or a bike has neither a start nor an end; other marks say the way by themselves."""
    return figure.motion in _THERE_AND_BACK and not any(
        prop.kind in _SAY_THE_WAY for prop in figure.props
    )


def _arrow(start: Posture, end: Posture) -> str:
    """From where the joint that moves furthest is at the start to where it is at the end.

    Where the whole body moves, it is the hips that are to be watched.
    """
    name = max(_shown(start, end), key=lambda joint: _apart(start, end, joint))
    if end.moving >= _WHOLE_BODY and _apart(start, end, "pelvis") > _WIDE_WAY:
        name = "pelvis"
    if _apart(start, end, name) < _LEAST_WAY:
        return ""
    (ax, ay, _), (bx, by, _) = _seen(start, name), _seen(end, name)
    bow = 0.18
    cx, cy = (ax + bx) / 2 - (by - ay) * bow, (ay + by) / 2 + (bx - ax) * bow
    towards = atan2(by - cy, bx - cx)
    wings = "".join(
        f"M{_at(bx, by)}L{_at(bx - _HEAD * cos(towards + turn), by - _HEAD * sin(towards + turn))}"
        for turn in (pi / 7, -pi / 7)
    )
    return (
        f'<path d="M{_at(ax, ay)}Q{_at(cx, cy)} {_at(bx, by)}{wings}" fill="none"'
        f' stroke="{_ARROW}" stroke-width="2" stroke-linecap="round"/>'
    )


def _shown(start: Posture, end: Posture) -> Iterator[str]:
    """The joints at whose movement an arrow can point: the toes only where the ankle stays."""
    for limb in LIMBS:
        if limb in end.moving:
            side, kind = limb.split("_")
            yield from (f"{side}_{name}" for name in _JOINTS[kind])
            if kind == "leg" and _apart(start, end, f"{side}_ankle") < _LEAST_WAY:
                yield f"{side}_toe"
    yield from ("pelvis", "waist", "neck", "head")


def _seen(posture: Posture, joint: str) -> Point:
    return flat(posture.joints[joint], posture.view)


def _apart(start: Posture, end: Posture, joint: str) -> float:
    (ax, ay, _), (bx, by, _) = _seen(start, joint), _seen(end, joint)
    return hypot(bx - ax, by - ay)
