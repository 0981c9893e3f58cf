"""The therapist's screens at three sizes and in both themes: as agreed to look, and whole.

After a change that is meant, record them anew and read the difference before it is kept:

    RECORD_SCREENS=1 python -m pytest tests/tui/test_desk_pictures.py
"""

from __future__ import annotations

import os
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest
from camera import SIZES, draw, until_quiet
from inspection import cut_off, faint, out_of_sight, overfull
from session_harness import Clock
from signatures import a_key

from exercise_companion import paths, signing
from exercise_companion.clinic import desk as service
from exercise_companion.clinic.desk import Desk
from exercise_companion.clinic.signatures import KEY_FILE
from exercise_companion.core.draft_start import NewIds
from exercise_companion.tui.desk.app import DeskApp
from exercise_companion.tui.themes import DAY, NIGHT
from exercise_companion.tui.widgets import figure_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from camera import Picture
    from textual.pilot import Pilot

PICTURES: Final = Path(__file__).with_name("pictures") / "desk"
RECORDS: Final = "RECORD_SCREENS" in os.environ
TODAY: Final = date(2026, 11, 29)
SMALL: Final = (40, 12)

STOPS: Final[dict[str, tuple[str, ...]]] = {
    "patients": (),
    "found": ("f", "n", "o", "b"),
    "sources": ("n",),
    "blank": ("n", "enter"),
    "items": ("enter",),
    "dose": ("enter", "d"),
    "wrong-dose": ("enter", "d", "7", "enter"),
    "library": ("enter", "a", "b", "r", "i"),
    "problems": ("enter", "f2"),
    "preview": ("enter", "f3"),
    "preview-today": ("enter", "f3", "t"),
    "person": ("enter", "f5"),
    "dates": ("enter", "f6"),
    "limits": ("enter", "f7"),
    "questions": ("enter", "f8"),
    "unfinished": ("enter", "ctrl+s"),
    "confirm": ("end", "up", "enter", "f6", *"More", "ctrl+s"),
    "help": ("enter", "f1"),
    "sign": ("end", "up", "s"),
}
"""What is pressed to come to each picture; the first file is the draft."""


@pytest.fixture(autouse=True)
def nothing_is_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = NewIds("11111111-1111-4111-8111-111111111111", "A" * 32, "p-00000001")
    monkeypatch.setattr(service, "new_ids", lambda: ids)
    monkeypatch.setattr(service, "machine_zone", lambda: ZoneInfo("Europe/London"))
    monkeypatch.setattr(figure_view, "steady_seconds", Clock())
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft, a finished program, a file that is none, and a key to sign with."""
    desk = Desk(tmp_path, lambda: TODAY)
    opened = desk.begin("a-spinal-stenosis")
    desk.keep(opened.name, opened.draft)
    nine = datetime(2026, 11, 29, 9, 0).timestamp()  # noqa: DTZ001 - by the clock of this computer
    os.utime(tmp_path / opened.name, (nine, nine))
    shutil.copy(paths.programs_folder() / "a-spinal-stenosis.json", tmp_path / "margaret-v3.json")
    (tmp_path / "broken.json").write_text('{"kind": ', "utf-8")
    (tmp_path / "keys").mkdir()
    key = tmp_path / "keys" / KEY_FILE
    key.write_text(signing.key_text(a_key(), "a phrase"), "ascii")
    key.chmod(0o600)
    return tmp_path


@pytest.mark.parametrize("name", STOPS)
async def test_a_screen_of_the_desk_looks_as_agreed_and_is_whole(name: str, folder: Path) -> None:
    desk = Desk(folder, lambda: TODAY, keys=folder / "keys")
    app = DeskApp(lambda: desk, "my-patients", theme=NIGHT)
    pictures, problems = [], []
    async with app.run_test(size=SIZES[2]) as pilot:
        await until_quiet(pilot)
        for key in STOPS[name]:
            await pilot.press(key)
            await until_quiet(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            pictures.append(await until_quiet(pilot))
            draw(app, f"desk-{name}", "night")
            problems += [f"{size}: {found}" for found in _found(pilot, pictures[-1])]
        app.theme = DAY
        by_day = await until_quiet(pilot)
        draw(app, f"desk-{name}", "day")
        problems += [f"by day: {found}" for found in faint(by_day)]
    app.thread.close()
    assert problems == []
    assert by_day.text == pictures[-1].text
    _compare(name, pictures)


def test_every_picture_is_of_a_screen() -> None:
    assert {path.stem for path in PICTURES.glob("*.txt")} == set(STOPS)


def _found(pilot: Pilot[None], picture: Picture) -> Iterator[str]:
    yield from overfull(picture)
    yield from out_of_sight(pilot.app.screen)
    yield from faint(picture)
    if picture.size != SMALL:
        yield from cut_off(pilot.app.screen)


def _compare(name: str, pictures: list[Picture]) -> None:
    text = "\n".join(picture.on_file for picture in pictures)
    file = PICTURES / f"{name}.txt"
    if RECORDS:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
