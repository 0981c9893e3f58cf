"""How the body rests between the parts of a walk: still, and as large as its place allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.figure_drawing import draw
from exercise_companion.core.figure_motion import rest_posture
from exercise_companion.core.figure_shape import rest_frame
from exercise_companion.tui.widgets.figure_view import FigureView

if TYPE_CHECKING:
    from exercise_companion.core.figure import Figure
    from exercise_companion.tui.widgets.figure_view import Picture


class RestView(FigureView):
    """The rest of a figure that has one of its own.

    Args:
        figure: with a `rest`.

    """

    def __init__(self, figure: Figure) -> None:
        super().__init__(figure)
        self._resting = rest_posture(figure)
        self._place = rest_frame(figure)

    def _picture(self) -> Picture:
        if self.figure is None or not self._has_room:
            return ()
        width, height = self.size
        return draw(self.figure, self._resting, self._place, width, height).cells(self._dots)
