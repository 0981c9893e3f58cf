"""Any keys, clicks, pastes and sizes at the desk: no crash, and what is called saved is on disk.

Each run begins at one of the screens and goes its own way, the same one every time. More of them:
`python -m pytest -m harness tests/tui/test_desk_any_keys.py`.
"""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import pytest
from camera import MOST_LOOKS
from desk_harness import TODAY, at_the_desk, paste, text_of
from textual import events
from textual.errors import NoWidget

from exercise_companion import paths
from exercise_companion.clinic.desk import Desk
from exercise_companion.clinic.drafting import read_draft
from exercise_companion.core.safetext import UNSAFE
from exercise_companion.tui.desk.app import DeskApp
from exercise_companion.tui.desk.screens.base import DeskScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

STARTS: Final[tuple[tuple[str, ...], ...]] = (
    ("enter", "d"),
    ("enter", "f5"),
    ("n",),
    (),
    ("n", "enter"),
    ("enter",),
    ("enter", "a"),
    ("enter", "f2"),
    ("enter", "f3"),
    ("enter", "f6"),
    ("enter", "f7"),
    ("f",),
    ("enter", "f1"),
)
USUAL: Final = 3
"""So many of them are gone from in every run of the tests."""
STEPS: Final = 60
KEYS: Final = (
    *"abcdefghijklmnoprstuvwxyz0123456789",
    *("enter", "space", "tab", "shift+tab", "up", "down", "left", "right", "home", "end"),
    *("pageup", "pagedown", "backspace", "delete", "escape", "slash", "question_mark", "insert"),
    *(f"f{number}" for number in range(1, 10)),
    *(f"ctrl+{letter}" for letter in "zyzsaukwedfvxp"),
    *("ctrl+left", "ctrl+right", "shift+left", "shift+home"),
)
PASTES: Final = (
    "2 x 8", "14.3.1950", "mon-fri 9-17", "99999999999999999999", "1e999", "NaN", "", "\n\n",
    "one\r\ntwo\nthree", "\u202eevil\u202c", "\x1b]0;a\x07\x1b[2J", "x" * 3000, "a\x00b",
    "\u05e9\u05dc\u05d5\u05dd", "e\u0301\u0300", "[red]a[/]", "[@click=app.leave]x[/]", "\ud800",
    "\U0001f469\u200d\U0001f467",
)  # fmt: skip
SIZES: Final = ((120, 40), (80, 24), (40, 12), (20, 5), (200, 60))


@pytest.mark.parametrize(
    "seed",
    [
        *range(USUAL),
        *(pytest.param(seed, marks=pytest.mark.harness) for seed in range(USUAL, 4 * len(STARTS))),
    ],
)
async def test_any_way_through_the_desk_keeps_what_it_calls_saved(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same way every time is what is wanted
    desk = Desk(tmp_path, lambda: TODAY)
    opened = desk.begin("a-spinal-stenosis")
    desk.keep(opened.name, opened.draft)
    shipped = paths.programs_folder()
    shutil.copy(shipped / "a-spinal-stenosis.json", tmp_path / "margaret.json")
    shutil.copy(shipped / "templates" / "hip-pain.template.json", tmp_path / "z.template.json")
    (tmp_path / "z-bare.draft.json").write_text("{}", "utf-8")
    (tmp_path / "me.json").write_text('{"region": "GB"}', "utf-8")
    async with at_the_desk(tmp_path) as pilot:
        for key in STARTS[seed % len(STARTS)]:
            await pilot.press(key)
            await text_of(pilot)
        for step in range(STEPS):
            await one_step(pilot, chance)
            if step % 5 == 0 or step == STEPS - 1:
                await look(pilot, tmp_path)


async def one_step(pilot: Pilot[None], chance: random.Random) -> None:
    """A key, a click, a paste or another size; nothing that leaves the desk."""
    match chance.choices(("key", "click", "paste", "size"), (70, 15, 10, 5))[0]:
        case "key":
            key = chance.choice(KEYS)
            character = " " if key == "space" else key if len(key) == 1 else None
            pilot.app.post_message(events.Key(key, character))
        case "click":
            width, height = pilot.app.size
            at = (chance.randrange(width), chance.randrange(height - 1))
            with suppress(NoWidget):  # a screen that was not drawn yet has nothing there
                await pilot.click(offset=at)
        case "paste":
            await paste(pilot, chance.choice(PASTES))
        case _:
            await pilot.resize_terminal(*chance.choice(SIZES))


async def look(pilot: Pilot[None], folder: Path) -> None:
    """What is seen is harmless, and what is called saved stands on disk and can be read again."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    text = await text_of(pilot)
    for _ in range(MOST_LOOKS):
        if app.keeping.sheet is None or app.keeping.sheet.saved != "saving":
            break
        text = await text_of(pilot)
    assert not UNSAFE.search(text.replace("\n", ""))
    sheet = app.keeping.sheet
    if sheet is None or sheet.saved == "new":
        return
    assert sheet.saved == "saved"
    assert read_draft(folder / sheet.name, with_tags=True) == sheet.draft
    if isinstance(app.screen, DeskScreen):
        assert all(edit.change(sheet.draft) == sheet.draft for edit in app.screen.unsaid())
