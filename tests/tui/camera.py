"""Shows the screens of the tour one by one and keeps what is to be seen, at every size."""

from __future__ import annotations

import os
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from session_harness import OneScreen
from textual.color import Color
from textual.filter import Monochrome
from textual.strip import Strip
from textual.widget import Widget

from exercise_companion.tui.keys import EVERYWHERE
from exercise_companion.tui.no_colour import Reversed
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.figure_view import FigureView

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from rich.segment import Segment
    from textual.app import App
    from textual.geometry import Region
    from textual.pilot import Pilot
    from textual.screen import Screen
    from tour import Stop

    from exercise_companion.tui.widgets.step_clock import StepClock

SIZES: Final = ((80, 24), (40, 12), (120, 40))
DRAWINGS: Final = "DRAW_SCREENS"
"""Names a folder for drawings of what the pictures are taken of, to be looked at."""

MOST_LOOKS: Final = 50
"""After which a screen that still changes is one that never comes to rest."""

HIDDEN: Final = "░"
"""Stands for a figure: how it is drawn is tested by itself."""

_MANY_EMPTY: Final = re.compile("\n{4,}")

Lines = tuple[tuple["Segment", ...], ...]


@dataclass(frozen=True)
class Picture:
    """A screen as it was seen once."""

    size: tuple[int, int]
    lines: Lines
    figures: tuple[Region, ...] = ()

    @property
    def text(self) -> str:
        """Without its colours, and without what the figures look like."""
        rows = ["".join(part.text for part in line) for line in self.lines]
        for place in self.figures:
            for y in range(place.y, place.bottom):
                rows[y] = rows[y][: place.x] + HIDDEN * place.width + rows[y][place.right :]
        return "\n".join(row.rstrip() for row in rows)

    @property
    def but_figures(self) -> Picture:
        """Without what its figures look like: they may move."""
        lines = list(self.lines)
        for place in self.figures:
            for y in range(place.y, place.bottom):
                strip = Strip(lines[y])
                lines[y] = (*strip.crop(0, place.x), *strip.crop(place.right))
        return Picture(self.size, tuple(lines), self.figures)

    @property
    def on_file(self) -> str:
        """The text under its size, with many empty lines written as one."""
        width, height = self.size
        text = _MANY_EMPTY.sub(lambda found: f"\n~ {len(found[0]) - 1} empty lines\n", self.text)
        return f"=== {width} × {height}\n{text}\n"


class Stage(OneScreen):
    """An app that shows one screen, as the real one does."""

    BINDINGS = EVERYWHERE

    def __init__(self, stop: Stop, screen: Screen[Any], theme: str) -> None:
        super().__init__(screen)  # type: ignore[arg-type]
        self.settings = stop.settings
        self.theme = theme
        self.animation_level = "full" if stop.settings.motion else "none"
        if stop.settings.is_large:
            self.add_class(LARGE, update=False)
        if isinstance(screen, CompanionScreen):
            screen.settings = stop.settings
            screen.alert_line = stop.alert
            screen.demo = stop.demo


def seen(app: App[Any]) -> Picture:
    """What is on the screen now."""
    screen = app.screen
    placed = [screen.find_widget(one) for one in screen.query(FigureView) if one.size.area]
    return Picture(
        (app.size.width, app.size.height),
        tuple(tuple(strip) for strip in screen._compositor.render_strips()),
        tuple(one.visible_region for one in placed),
    )


def draw(app: App[Any], name: str, look: str) -> None:
    """Keep a drawing of what is on the screen, with its colours, where drawings are wanted."""
    if folder := os.environ.get(DRAWINGS):
        width, height = app.size
        file = Path(folder, f"{name}.{width}x{height}.{look}.svg")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(app.export_screenshot(title=name), encoding="utf-8")


@asynccontextmanager
async def without_colours(pilot: Pilot[None]) -> AsyncIterator[None]:
    """The same app as with NO_COLOR, for a while; its style sheet is read as it was."""
    app = pilot.app
    before = list(app._filters)
    app.no_color = True
    app._filters += [
        Monochrome(),
        Reversed(lambda: Color.parse(app.current_theme.background or "")),
    ]
    _draw_anew(app)
    try:
        yield
    finally:
        app.no_color = False
        app._filters[:] = before
        _draw_anew(app)


def _draw_anew(app: App[Any]) -> None:
    for widget in app.screen.walk_children(with_self=True):
        if isinstance(widget, Widget):
            widget._styles_cache.clear()
            widget.refresh(layout=True)


async def at_rest(pilot: Pilot[None]) -> Picture:
    """What is on the screen when nothing changes any more, but for a figure that moves."""
    before = seen(pilot.app).but_figures
    for _ in range(MOST_LOOKS):
        await pilot.pause()
        now = seen(pilot.app)
        if now.but_figures == before:
            return now
        before = now.but_figures
    raise AssertionError("this screen never comes to rest")


async def until_quiet(pilot: Pilot[None]) -> Picture:
    """What is seen once nothing is asked of a service any more and the screen is at rest."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    return await at_rest(pilot)


async def come_to(pilot: Pilot[None], stop: Stop) -> None:
    """Bring a screen into the state of its stop."""
    await into_sight(pilot)
    for one in stop.then:
        if isinstance(one, str):
            CompanionScreen.gate._key = ""
            await pilot.press(one)
        else:
            let_pass(pilot.app.screen.clock, one)
        await pilot.pause()
        await into_sight(pilot)


def let_pass(clock: StepClock, seconds: int) -> None:
    """Let time pass as it does in a set, with a look at every half second."""
    for _ in range(2 * seconds):
        clock._clock.now += 0.5
        clock.look()


async def into_sight(pilot: Pilot[None]) -> None:
    """Let the waiting time of a question be over."""
    screen = pilot.app.screen
    if isinstance(screen, CompanionScreen):
        while screen._shown_at is None:
            await pilot.pause()
        screen._shown_at -= 60
        if hasattr(screen, "_look"):
            screen._look()
