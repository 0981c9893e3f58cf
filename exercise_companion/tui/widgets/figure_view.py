"""Shows the body in motion: at rest, in step with the count, or start and end side by side."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from exercise_companion.core.braille import Cell
from exercise_companion.core.figure_drawing import LAYERS, draw
from exercise_companion.core.figure_motion import posture_at, rest_posture
from exercise_companion.core.figure_pace import (
    demonstration_seconds,
    is_mirrored,
    posture_in_demonstration,
    posture_in_step,
)
from exercise_companion.core.figure_shape import frame_of
from exercise_companion.tui.widgets.step_clock import steady_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.timer import Timer

    from exercise_companion.core.braille import Dots
    from exercise_companion.core.dose import Step
    from exercise_companion.core.figure import Figure, Posture
    from exercise_companion.core.program import Tempo

FRAME_SECONDS: Final = 0.1
"""Ten pictures a second at most."""

LEAST_WIDTH: Final = 16
LEAST_HEIGHT: Final = 5
"""In fewer cells than these a body is not told from noise, and nothing is drawn."""

ARROW: Final = "→"
_ARROW_WIDTH: Final = 3


def usual_dots() -> Dots:
    """Braille; on the Linux console, whose letters have none, half blocks."""
    return "blocks" if os.environ.get("TERM") == "linux" else "braille"


Picture = tuple[tuple[Cell, ...], ...]


class FigureView(Widget):
    """A figure; where there is none it takes no room.

    Only what changed is drawn again, and nothing wakes while nothing moves.

    Args:
        figure: the figure, or None.
        tempo: the authored tempo of a repetition, if any.
        clock: seconds on a clock nobody sets; another one for tests.
        dots: braille, or blocks or ASCII for terminals without it; None: what this one can show.
        id: as for any widget.

    """

    DEFAULT_CSS = """
    FigureView { width: 1fr; height: 1fr; }
    FigureView.-none { display: none; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"figure--{layer}" for layer in LAYERS}

    def __init__(
        self,
        figure: Figure | None,
        *,
        tempo: Tempo | None = None,
        clock: Callable[[], float] | None = None,
        dots: Dots | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self.figure = figure
        self._tempo = tempo
        self._clock = clock or steady_seconds
        self._dots: Dots = dots or usual_dots()
        self._frame = frame_of(figure) if figure is not None else None
        self.set_class(figure is None, "-none")
        self._posture = posture_at(figure, 0.0) if figure is not None else None
        self._moment: Callable[[float], Posture] | None = None
        """The posture by the seconds that have passed; None when nothing runs."""
        self._begun = 0.0
        self._ends: float | None = None
        """After how many seconds it rests; None: it goes on."""
        self._mirrored = False
        self._step: Step | None = None
        self._before: Step | None = None
        self._timer: Timer | None = None
        self._in_sight = False
        self._cells: Picture = ()

    # --- what is shown ----------------------------------------------------------------------

    @property
    def shape_classes(self) -> str:
        """For what it stands in: `-pictured`, and `-upright` where it is higher than wide."""
        if self._frame is None:
            return ""
        upright = self._frame.height > self._frame.width
        return "-pictured -upright" if upright else "-pictured"

    @property
    def moves(self) -> bool:
        """Whether pictures follow each other: not where the app shows no movement."""
        return self.app.animation_level != "none"

    def show(self, posture: Posture) -> None:
        """Show a posture; nothing is drawn when it looks the same."""
        if posture != self._posture:
            self._posture = posture
            self._draw()

    def change(self, figure: Figure | None, tempo: Tempo | None = None) -> None:
        """Have another figure, at its start."""
        if figure is self.figure and tempo == self._tempo:
            return
        self.halt()
        self.figure, self._tempo = figure, tempo
        self._frame = frame_of(figure) if figure is not None else None
        self._posture = posture_at(figure, 0.0) if figure is not None else None
        self._step = self._before = None
        self.set_class(figure is None, "-none")
        self._draw()

    def demonstrate(self, *, once: bool = False) -> None:
        """Show the movement calmly, again and again; where nothing moves, its start and end.

        Args:
            once: rest after the first time.

        """
        figure, tempo = self.figure, self._tempo
        if figure is not None:
            ends = demonstration_seconds(figure, tempo) if once else None
            self._run(lambda seconds: posture_in_demonstration(figure, seconds, tempo), 0.0, ends)
            self._draw()  # whether anything moves may have been set anew

    def follow(self, step: Step | None, seconds_done: float, *, running: bool) -> None:
        """Show what belongs to a moment of a step, and go on with it while it runs.

        Args:
            step: the player's step; None: the start.
            seconds_done: how long it has run.
            running: False while the clock is paused.

        """
        figure, tempo = self.figure, self._tempo
        if figure is None:
            return
        if step is None:
            self.halt()
            self.show(posture_at(figure, 0.0))
            return
        if step is not self._step:
            self._before, self._step = self._step, step
            self._turn(mirrored=is_mirrored(figure, step))
        before = self._before

        def moment(seconds: float) -> Posture:
            return posture_in_step(figure, step, seconds, tempo, before)

        if running:
            self._run(moment, seconds_done)
        else:
            self.halt()
            self.show(moment(seconds_done))

    def _turn(self, *, mirrored: bool) -> None:
        """The side that moves, for where start and end stand side by side."""
        if mirrored is not self._mirrored:
            self._mirrored = mirrored
            if not self.moves:
                self._draw()

    def halt(self) -> None:
        """Stay in the posture shown now. A view at rest does not wake."""
        self._moment = None
        self._sleep()

    def _sleep(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def on_hide(self) -> None:
        """It has no place on the screen any more: nothing wakes for it."""
        self._in_sight = False
        self._sleep()

    def on_show(self) -> None:
        """It has a place: what runs is seen to move, from its start where it is shown once."""
        self._in_sight = True
        if self._ends is not None:
            self._begun = self._clock()
        self._wake()

    def _run(
        self, moment: Callable[[float], Posture], seconds_done: float, ends: float | None = None
    ) -> None:
        self._moment, self._ends = moment, ends
        self._begun = self._clock() - seconds_done
        self._next()
        self._wake()

    def _wake(self) -> None:
        if self._moment is None or not self.moves or not self._in_sight:
            self._sleep()
        elif self._timer is None:
            self._timer = self.set_interval(FRAME_SECONDS, self._next)

    def _next(self) -> None:
        if self._moment is None or not self.moves or not self._has_room:
            return
        seconds = self._clock() - self._begun
        if self._ends is not None and seconds >= self._ends:
            self.show(self._moment(0.0))
            self.halt()
        else:
            self.show(self._moment(seconds))

    # --- drawing ----------------------------------------------------------------------------

    @property
    def _has_room(self) -> bool:
        return self.size.width >= LEAST_WIDTH and self.size.height >= LEAST_HEIGHT

    def on_resize(self) -> None:
        """Another size: another drawing."""
        self._next()
        self._draw()

    def on_unmount(self) -> None:
        """Nothing wakes after the screen is gone."""
        self.halt()

    def _draw(self) -> None:
        """Draw anew, and show the lines that look different."""
        old, self._cells = self._cells, self._picture()
        if len(old) != len(self._cells):
            self.refresh()
            return
        changed = [
            Region(0, y, self.size.width, 1)
            for y, (before, after) in enumerate(zip(old, self._cells, strict=True))
            if before != after
        ]
        if changed:
            self.refresh(*changed)

    def _picture(self) -> Picture:
        figure, frame, posture = self.figure, self._frame, self._posture
        if figure is None or frame is None or posture is None or not self._has_room:
            return ()
        width, height = self.size
        if self.moves:
            return draw(figure, posture, frame, width, height).cells(self._dots)
        first, last = (posture_at(figure, share, mirrored=self._mirrored) for share in (0.0, 1.0))
        last = last if figure.rest is None else rest_posture(figure)
        half = (width - _ARROW_WIDTH) // 2
        if half < LEAST_WIDTH:
            return draw(figure, last, frame, width, height).cells(self._dots)
        start, end = (
            draw(figure, posture, frame, half, height).cells(self._dots)
            for posture in (first, last)
        )
        between = _arrow_cells(height)
        return tuple(a + b + c for a, b, c in zip(start, between, end, strict=True))

    def render_line(self, y: int) -> Strip:
        """One line of the drawing."""
        width = self.size.width
        if y >= len(self._cells):
            return Strip.blank(width, self.rich_style)
        styles = self._styles()
        segments = [Segment(text, styles[layer]) for layer, text in _runs(self._cells[y])]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _styles(self) -> list[Style]:
        """By layer; the last is for cells with nothing in them."""
        named = [self.get_component_rich_style(f"figure--{layer}") for layer in LAYERS]
        return [*named, self.rich_style]


def _arrow_cells(height: int) -> Picture:
    arrow = f" {ARROW} "
    return tuple(
        tuple(Cell(character if y == height // 2 else " ", len(LAYERS) - 1) for character in arrow)
        for y in range(height)
    )


def _runs(cells: tuple[Cell, ...]) -> list[tuple[int, str]]:
    """Neighbours of one layer, together; an empty cell goes with those before it."""
    runs: list[tuple[int, str]] = []
    for cell in cells:
        if runs and cell.layer in {runs[-1][0], -1}:
            runs[-1] = (runs[-1][0], runs[-1][1] + cell.character)
        else:
            runs.append((cell.layer, cell.character))
    return runs
