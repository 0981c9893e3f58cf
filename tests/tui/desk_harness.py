"""The desk over a folder, in a window of its own: pressed, pasted into and looked at."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING, Final

from camera import until_quiet
from textual import events

from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft import Draft
from exercise_companion.tui.desk.app import DeskApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

TODAY: Final = date(2026, 11, 29)
ROOMY: Final = (120, 40)


@asynccontextmanager
async def at_the_desk(
    folder: Path, service: type[Desk] = Desk, size: tuple[int, int] = ROOMY
) -> AsyncIterator[Pilot[None]]:
    app = DeskApp(lambda: service(folder, lambda: TODAY), "my-patients")
    async with app.run_test(size=size) as pilot:
        await text_of(pilot)
        yield pilot
    app.thread.close()


async def text_of(pilot: Pilot[None]) -> str:
    return (await until_quiet(pilot)).text


async def press(pilot: Pilot[None], *keys: str) -> str:
    for key in keys:
        await pilot.press(key)
        await text_of(pilot)
    return await text_of(pilot)


def type_at_once(pilot: Pilot[None], *keys: str) -> None:
    """Keys faster than any screen follows."""
    named = {"enter": "\r", "f5": None}
    for key in keys:
        pressed = "space" if key == " " else key
        pilot.app.post_message(events.Key(pressed, named.get(key, key)))


async def paste(pilot: Pilot[None], text: str) -> str:
    pilot.app.post_message(events.Paste(text))
    return await text_of(pilot)


def drafts_in(folder: Path) -> set[Path]:
    return set(folder.glob("*.draft.json"))


def kept(folder: Path) -> Draft:
    (path,) = drafts_in(folder)
    return Draft(json.loads(path.read_text("utf-8")))
