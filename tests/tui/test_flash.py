"""A turn of a session that goes by itself is seen: for a moment the colours change places."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from camera import Stage, at_rest, come_to
from inspection import faint
from tour import TOUR
from world import World

from exercise_companion.core.cues import Cue
from exercise_companion.core.settings import Settings
from exercise_companion.tui.cueing import FLASH, Cueing
from exercise_companion.tui.themes import DAY, NIGHT

if TYPE_CHECKING:
    from camera import Picture

TURNS = ("player-rep", "player-rest", "player-large", "player-side", "walk-running")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


async def before_and_in_a_flash(
    world: World, name: str, theme: str, size: tuple[int, int]
) -> tuple[Picture, Picture, Picture]:
    stop = TOUR[name]
    app = Stage(stop, stop.make(world), theme)
    async with app.run_test(size=size) as pilot:
        await come_to(pilot, stop)
        before = await at_rest(pilot)
        app.screen.add_class(FLASH)
        await pilot.pause()
        flashed = await at_rest(pilot)
        app.screen.remove_class(FLASH)
        await pilot.pause()
        return before, flashed, await at_rest(pilot)


def changed(one: Picture, other: Picture) -> int:
    """Cells that look different."""
    return sum(
        len(was.text)
        for was_line, is_line in zip(one.lines, other.lines, strict=True)
        for was, now in zip(was_line, is_line, strict=False)
        if was.style != now.style
    )


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize("theme", [NIGHT, DAY])
@pytest.mark.parametrize("name", TURNS)
async def test_the_flash_is_seen_and_goes_again(
    world: World, name: str, theme: str, size: tuple[int, int]
) -> None:
    before, flashed, after = await before_and_in_a_flash(world, name, theme, size)
    assert changed(before, flashed) > size[0] * size[1] // 8
    assert after.lines == before.lines
    assert before.text == flashed.text  # nothing moves
    assert list(faint(flashed)) == []


async def test_without_colour_it_is_seen_as_reverse_video(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    before, flashed, _ = await before_and_in_a_flash(world, "player-rep", NIGHT, (80, 24))
    assert changed(before, flashed) > 100


class Silent:
    """A computer with nothing to play a tone with."""

    def say(self, _text: str) -> bool:
        return False

    def tone(self, _tone: object) -> bool:
        return False

    def hush(self) -> None: ...

    def close(self) -> None: ...


@pytest.mark.parametrize("hands_free", [True, False])
@pytest.mark.parametrize("sound", [True, False])
def test_where_no_tone_can_be_played_the_terminals_bell_rings(
    hands_free: bool,  # noqa: FBT001 - a parameter
    sound: bool,  # noqa: FBT001 - a parameter
) -> None:
    """As the settings say where sounds were switched on, and there are none."""
    rung: list[str] = []
    app = SimpleNamespace(
        settings=Settings(sound=sound, hands_free=hands_free, motion=False),
        bell=lambda: rung.append("bell"),
    )
    Cueing(app, Silent()).give(Cue(say="", tone="ready", flash=True))  # type: ignore[arg-type]
    assert rung == ["bell"] * sound
