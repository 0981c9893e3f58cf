"""The figure on the screen: in step with the count, at rest when nothing runs, small or gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import a_step, a_target
from session_harness import Clock, OneScreen, a_set, an_item, press, settle
from textual.app import App, ComposeResult

from exercise_companion.catalogue import figures
from exercise_companion.core.braille import EMPTY
from exercise_companion.core.figure_motion import posture_at
from exercise_companion.core.prompts import Place, ShowIntro
from exercise_companion.tui.screens.intro import IntroScreen
from exercise_companion.tui.screens.player import PlayerScreen
from exercise_companion.tui.widgets.figure_view import FigureView, usual_dots

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.types import AnimationLevel

BRIDGE = figures.figure("bridge")
STAND = figures.figure("sit-to-stand")
REP = a_step("rep", 4.0, rep=1, reps=8)
HOLD = a_step("hold", 10.0, rep=1, reps=8)
SET = a_set(a_target(reps=8), HOLD, a_step("release", 3.0, rep=2, reps=8), figure=BRIDGE)


class OneFigure(App[None]):
    """An app with a figure and nothing else."""

    def __init__(self, view: FigureView, level: AnimationLevel = "full") -> None:
        super().__init__()
        self.view = view
        self.animation_level = level
        self.drawn: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.view


def lines_of(view: FigureView) -> list[str]:
    return [view.render_line(y).text for y in range(view.size.height)]


def dots_in(view: FigureView) -> int:
    return sum((ord(c) - 0x2800).bit_count() for line in lines_of(view) for c in line if c > EMPTY)


# --- the view -----------------------------------------------------------------------------------


async def test_a_figure_is_drawn_as_large_as_its_place_allows() -> None:
    view = FigureView(BRIDGE)
    sizes = []
    for size in ((30, 8), (60, 16), (100, 30)):
        async with OneFigure(view := FigureView(BRIDGE)).run_test(size=size) as pilot:
            await pilot.pause()
            assert {len(line) for line in lines_of(view)} == {size[0]}
            sizes.append(dots_in(view))
    assert sizes == sorted(sizes)
    assert sizes[0] > 60


@pytest.mark.parametrize("size", [(15, 20), (60, 4)])
async def test_where_there_is_no_room_nothing_is_drawn(size: tuple[int, int]) -> None:
    view = FigureView(BRIDGE)
    async with OneFigure(view).run_test(size=size) as pilot:
        await pilot.pause()
        assert "".join(lines_of(view)).strip() == ""


async def test_without_a_figure_it_takes_no_room() -> None:
    view = FigureView(None)
    async with OneFigure(view).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view.follow(REP, 1.0, running=True)
        view.demonstrate()
        assert view.size.area == 0
        assert view._timer is None


async def test_the_same_look_is_not_drawn_again_and_another_only_where_it_differs() -> None:
    view = FigureView(BRIDGE)
    async with OneFigure(view).run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        refreshed: list[tuple[object, ...]] = []
        view.refresh = lambda *regions, **_: refreshed.append(regions) or view  # type: ignore[method-assign]
        view.show(posture_at(BRIDGE, 0.0))
        assert refreshed == []
        view.show(posture_at(BRIDGE, 1.0))
        assert len(refreshed) == 1
        assert 0 < len(refreshed[0]) < 16


async def test_it_keeps_step_with_its_clock_and_rests_when_paused() -> None:
    clock = Clock()
    view = FigureView(STAND, clock=clock)
    async with OneFigure(view).run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        view.follow(REP, 0.0, running=True)
        clock.now += 1.6
        view._next()
        assert view._posture == posture_at(STAND, 1.0)
        assert view._timer is not None
        view.follow(REP, 1.6, running=False)
        assert view._timer is None
        clock.now += 100
        view._next()
        assert view._posture == posture_at(STAND, 1.0)


async def test_it_moves_by_itself_while_it_runs() -> None:
    view = FigureView(STAND)
    async with OneFigure(view).run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        before = lines_of(view)
        view.follow(REP, 0.0, running=True)
        for _ in range(200):
            if lines_of(view) != before:
                break
            await pilot.pause(0.02)
        assert lines_of(view) != before


async def test_a_release_after_the_other_side_lets_go_of_the_side_that_was_held() -> None:
    figure = figures.figure("bird-dog")
    view = FigureView(figure, clock=Clock())
    async with OneFigure(view).run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        view.follow(a_step("hold", 5.0, side="left", rep=1), 5.0, running=False)
        view.follow(a_step("release", 3.0, side="right", rep=1), 0.0, running=False)
        assert view._posture == posture_at(figure, 1.0, mirrored=True)


async def test_without_movement_start_and_end_stand_side_by_side_and_nothing_wakes() -> None:
    view = FigureView(BRIDGE, clock=Clock())
    async with OneFigure(view, "none").run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        before = lines_of(view)
        assert "→" in before[6]
        view.follow(HOLD, 5.0, running=True)
        view.demonstrate()
        assert view._timer is None
        assert lines_of(view) == before


async def test_without_movement_the_side_of_the_set_is_shown() -> None:
    view = FigureView(figures.figure("heel-slide"), clock=Clock())
    async with OneFigure(view, "none").run_test(size=(90, 12)) as pilot:
        await pilot.pause()
        right = lines_of(view)
        view.follow(a_step("rep", 4.0, rep=1, side="left"), 1.0, running=True)
        left = lines_of(view)
        assert left != right
        view.follow(a_step("rep", 4.0, rep=1, side="right"), 1.0, running=True)
        assert lines_of(view) == right


async def test_without_movement_and_with_little_room_the_end_is_shown() -> None:
    view = FigureView(STAND, clock=Clock())
    async with OneFigure(view, "none").run_test(size=(20, 20)) as pilot:
        await pilot.pause()
        assert "→" not in "".join(lines_of(view))
        assert dots_in(view) > 50


async def test_a_terminal_without_braille_gets_plain_characters() -> None:
    view = FigureView(BRIDGE, dots="ascii")
    async with OneFigure(view).run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        assert set("".join(lines_of(view))) <= set(" .:+#")
        assert "#" in "".join(lines_of(view))


@pytest.mark.parametrize(("terminal", "dots"), [("linux", "blocks"), ("xterm-256color", "braille")])
def test_the_linux_console_has_no_braille(
    monkeypatch: pytest.MonkeyPatch, terminal: str, dots: str
) -> None:
    monkeypatch.setenv("TERM", terminal)
    assert usual_dots() == dots


# --- on the screens -----------------------------------------------------------------------------


async def shown(pilot: Pilot[None], app: App[None], screen: Screen[None]) -> FigureView:
    await settle(pilot, screen)  # type: ignore[arg-type]
    return app.screen.query_one(FigureView)


async def test_the_player_moves_the_figure_with_the_count() -> None:
    clock = Clock()
    screen = PlayerScreen(SET, clock)
    app = OneScreen(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        view = await shown(pilot, app, screen)
        assert view._posture == posture_at(BRIDGE, 0.0)
        for _ in range(4):
            clock.now += 0.5
            screen.clock.look()
        view._next()
        assert view._posture == posture_at(BRIDGE, 1.0)
        await press(pilot, "space")
        assert view._timer is None
        await press(pilot, "space")
        assert view._timer is not None
        assert view._posture == posture_at(BRIDGE, 1.0)


async def test_going_on_after_a_pause_goes_on_where_the_figure_was() -> None:
    clock = Clock()
    screen = PlayerScreen(SET, clock)
    app = OneScreen(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        view = await shown(pilot, app, screen)
        clock.now += 0.75
        await press(pilot, "space")
        assert view._posture == posture_at(BRIDGE, 0.5)
        clock.now += 60
        await press(pilot, "space")
        view._next()
        assert view._posture == posture_at(BRIDGE, 0.5)


async def test_the_figure_rests_while_done_is_asked() -> None:
    clock = Clock()
    screen = PlayerScreen(SET, clock)
    app = OneScreen(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        view = await shown(pilot, app, screen)
        await press(pilot, "enter")
        assert view._timer is None


async def test_in_a_high_and_narrow_window_the_figure_stands_below_the_count() -> None:
    screen = PlayerScreen(SET, Clock())
    app = OneScreen(screen)
    async with app.run_test(size=(50, 40)) as pilot:
        view = await shown(pilot, app, screen)
        assert view.region.y > app.screen.query_one("#face-number").region.bottom
        assert dots_in(view) > 60


@pytest.mark.parametrize("size", [(40, 12), (80, 12), (40, 24)])
async def test_in_a_small_window_the_player_shows_the_count_alone(size: tuple[int, int]) -> None:
    screen = PlayerScreen(SET, Clock())
    app = OneScreen(screen)
    async with app.run_test(size=size) as pilot:
        view = await shown(pilot, app, screen)
        assert view.size.area == 0
        assert app.screen.query_one("#face-number").size.area > 0


async def test_nothing_wakes_for_a_figure_that_has_no_place() -> None:
    clock = Clock()
    screen = PlayerScreen(SET, clock)
    app = OneScreen(screen)
    async with app.run_test(size=(40, 12)) as pilot:
        view = await shown(pilot, app, screen)
        assert screen.clock.is_running
        assert view._timer is None
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert view._timer is not None
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert view._timer is None


async def test_the_exercise_is_shown_in_motion_before_it_starts() -> None:
    prompt = ShowIntro(an_item(figure=BRIDGE), Place(1, 2, 9), sets_done=0, sets=2)
    screen = IntroScreen(prompt)
    app = OneScreen(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await shown(pilot, app, screen)
        assert view._timer is not None
        assert dots_in(view) > 60
        app.push_screen(PlayerScreen(SET, Clock()))
        await pilot.pause()
        assert view._timer is None


async def test_an_exercise_without_a_figure_is_shown_in_words_alone() -> None:
    prompt = ShowIntro(an_item(), Place(1, 2, 9), sets_done=0, sets=2)
    screen = IntroScreen(prompt)
    app = OneScreen(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await shown(pilot, app, screen)
        assert view.size.area == 0
        assert view._timer is None
