"""A figure on a canvas of dots: as large as fits, in proportion, each limb clear of the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.braille import Canvas, capsule_corners
from exercise_companion.core.figure_shape import picture_pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.core.figure import Figure, Posture
    from exercise_companion.core.figure_shape import Capsule, Frame, Kind, Piece

LAYERS: Final[tuple[Kind, ...]] = ("prop", "far", "resting", "moving")
"""The layers of the canvas, by number."""

_NUMBERS: Final[Mapping[Kind, int]] = {kind: number for number, kind in enumerate(LAYERS)}
_GAP: Final = 2.0
"""How much is kept free around a limb in front of another part, in centimetres of the body."""
_LEAST_GAP_DOTS: Final = 0.55
_WIDEST_GAP_DOTS: Final = 1.2
_LARGEST_DOTS: Final = 1.1
"""Dots a centimetre at most: beyond that more size shows nothing more."""
_THIN_DOTS: Final = 0.5
"""Half the width of the thinnest line that is drawn."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """From the figure's plane to dots."""

    frame: Frame
    dots: float
    left: float
    bottom: float

    @property
    def gap(self) -> float:
        """What is kept free around a limb, in dots."""
        return min(_WIDEST_GAP_DOTS, max(_LEAST_GAP_DOTS, self.dots * _GAP))

    def corners(self, capsule: Capsule, halo: float = 0.0) -> tuple[tuple[float, float], ...]:
        return capsule_corners(
            self._place(capsule.ax, capsule.ay),
            max(_THIN_DOTS, capsule.a_radius * self.dots) + halo,
            self._place(capsule.bx, capsule.by),
            max(_THIN_DOTS, capsule.b_radius * self.dots) + halo,
        )

    def _place(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.left + (x - self.frame.left) * self.dots,
            self.bottom - (y - self.frame.bottom) * self.dots,
        )


def draw(figure: Figure, posture: Posture, frame: Frame, columns: int, rows: int) -> Canvas:
    """The figure in a posture, on so many cells.

    Args:
        figure: what it is, with the things around it.
        posture: where the body is.
        frame: what part of the plane is shown (see `frame_of`), the same for every posture.
        columns: cells across.
        rows: cells down.

    """
    canvas = Canvas(columns, rows, len(LAYERS))
    scale = _fit(frame, canvas)
    for piece in picture_pieces(figure, posture, frame):
        _paint(canvas, piece, scale)
    return canvas


def _fit(frame: Frame, canvas: Canvas) -> _Scale:
    dots = min(canvas.width / frame.width, canvas.height / frame.height, _LARGEST_DOTS)
    return _Scale(
        frame,
        dots,
        (canvas.width - frame.width * dots) / 2,
        (canvas.height + frame.height * dots) / 2,
    )


def _paint(canvas: Canvas, piece: Piece, scale: _Scale) -> None:
    for capsule in piece.clear:
        canvas.clear(scale.corners(capsule, scale.gap))
    for capsule in piece.capsules:
        canvas.fill(scale.corners(capsule), _NUMBERS[piece.kind])
