"""The desk over a folder, in a window of its own: pressed, pasted into and looked at."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from camera import MOST_LOOKS, until_quiet
from textual import events

from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft import Draft, with_value
from exercise_companion.core.draft_questions_patient import LAST_DAYS, RISKS
from exercise_companion.tui.desk.app import DeskApp
from exercise_companion.tui.desk.screens.base_form import FormScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

TODAY: Final = date(2026, 11, 29)
ROOMY: Final = (120, 40)

WHOLE: Final[dict[JsonPath, JsonValue]] = {
    ("patient", "display_name"): "Jo Hale",
    ("patient", "birth_date"): "1958-03-14",
    ("diagnosis_label",): "a stiff hip",
    ("baseline_pain",): {"hip": 3},
    ("risk",): dict.fromkeys(RISKS | LAST_DAYS, "no"),
    ("goals",): [
        {"id": "shop", "activity": "Walk to the shop", "start_score": 3, "target_score": 7}
        | {"target_date": "2027-01-10"}
    ],
    ("reviews",): [{"date": "2027-01-05", "kind": "visit", "label": "Review"}],
    ("region",): "GB",
    ("contacts",): {
        "emergency_number": "999",
        "therapist": {
            "name": "Ruth Hall", "phone": "020 7946 0123", "tested_on": "2026-11-20",
        },
    },
    ("prescriber",): {
        "name": "Ruth Hall", "profession": "Physiotherapist", "regulator": "HCPC",
        "licence_no": "PH-104233", "clinic": "Hill Road Clinic", "phone": "020 7946 0123",
        "signed_on": "2026-11-29",
    },
}  # fmt: skip
"""What a draft from a template lacks: the person, the therapist, whom to call."""


def with_everything_said(draft: Draft) -> Draft:
    for place, value in WHOLE.items():
        draft = with_value(draft, place, value)
    return draft


def with_draft(
    folder: Path, template: str, change: Callable[[Draft], Draft] = lambda draft: draft
) -> Path:
    """The folder with a draft in it, begun from a template and changed."""
    desk = Desk(folder, lambda: TODAY)
    opened = desk.begin(template)
    desk.keep(opened.name, change(opened.draft))
    return folder


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


async def go_to_field(pilot: Pilot[None], page: str, *path: str | int) -> None:
    """Open the first draft of the list and a form of it, and give a field the keys."""
    await press(pilot, "enter", page)
    screen = pilot.app.screen
    assert isinstance(screen, FormScreen)
    screen.go_to(path)
    await text_of(pilot)


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Keys with a look after each, letters in one go; what is seen in the end."""
    text = ""
    for are_letters, some in groupby(keys, lambda key: len(key) == 1):
        for together in [tuple(some)] if are_letters else [(key,) for key in some]:
            await pilot.press(*together)
            text = await text_of(pilot)
    return text


def type_at_once(pilot: Pilot[None], *keys: str) -> None:
    """Keys faster than any screen follows."""
    for key in keys:
        pressed = "space" if key == " " else key
        character = "\r" if key == "enter" else key if len(key) == 1 else None
        pilot.app.post_message(events.Key(pressed, character))


async def at_once(pilot: Pilot[None], *keys: str) -> str:
    """Keys faster than any screen follows; what is seen when all is done and on disk."""
    type_at_once(pilot, *keys)
    assert isinstance(pilot.app, DeskApp)
    for _ in range(MOST_LOOKS):
        await text_of(pilot)
        if not pilot.app.in_turn.is_busy:
            break
    return await text_of(pilot)


async def paste(pilot: Pilot[None], text: str) -> str:
    pilot.app.post_message(events.Paste(text))
    return await text_of(pilot)


def drafts_in(folder: Path) -> set[Path]:
    return set(folder.glob("*.draft.json"))


def kept(folder: Path) -> Draft:
    (path,) = drafts_in(folder)
    return Draft(json.loads(path.read_text("utf-8")))
