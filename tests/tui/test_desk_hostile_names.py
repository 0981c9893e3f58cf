"""File names that could act on the terminal: whatever the desk says of them, nothing in it acts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest
from builders import as_bytes, changed
from camera import seen
from desk_harness import at_the_desk, press, with_draft
from hostile_plans import TAMPERED
from journeys import keyed_program
from test_desk_signing import key_in, with_keys

from exercise_companion.core.safetext import STAND_IN, UNSAFE
from exercise_companion.tui.harmless import Harmless
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot
ACTS: Final = "\x1b]0;MARKED\x07\x9b31m\u202e\n\udcff"
"""A title for the window, a colour, another direction, another line, half a letter."""
OLD: Final = f"plan{ACTS}.json"
NEW: Final = f"plan-2{ACTS}.json"
DRAFT: Final = f"jo{ACTS}.draft.json"


def beside(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder


def drafted(folder: Path) -> Path:
    """A draft of that name."""
    with_draft(folder, "a-spinal-stenosis")
    (path,) = folder.glob("*.draft.json")
    path.rename(folder / DRAFT)
    return folder


def odd_draft(folder: Path) -> Path:
    drafted(folder)
    tree = json.loads((folder / DRAFT).read_text("utf-8"))
    return beside(folder, DRAFT, as_bytes(changed(tree, "goals", to=[3])))


def two_versions(folder: Path) -> Path:
    plan = keyed_program()
    beside(folder, OLD, as_bytes(plan))
    return beside(folder, NEW, as_bytes(changed(plan, "version", to=2)))


def template(folder: Path) -> Path:
    return beside(folder, OLD, as_bytes({"kind": "template", "title": "x", "phases": []}))


FOLDERS: Final[dict[str, Callable[[Path], Path]]] = {
    "a draft": drafted,
    "a draft that cannot be edited": odd_draft,
    "two versions": two_versions,
    "a template": template,
    "changed afterwards": lambda folder: beside(
        folder, OLD, TAMPERED["changed, and the hash made anew"][0]
    ),
    "with errors": lambda folder: beside(
        folder, OLD, as_bytes(changed(keyed_program(), "phases", to=[]))
    ),
    "unreadable": lambda folder: beside(folder, OLD, b"{"),
    "with an escape in it": lambda folder: beside(folder, OLD, b'{"title": "\\u001b[2J"}'),
    "something else": lambda folder: beside(folder, OLD, b"[]"),
    "no program": lambda folder: beside(folder, OLD, b"{}"),
}

SAYS: Final = {
    "a draft": "Not signed: jo",
    "a draft that cannot be edited": "cannot be edited here",
    "two versions": "Version 2 of this program is here: plan-2",
    "a template": "a template. Enter begins",
    "changed afterwards": "The signature is not right",
    "with errors": "Enter begins the next version",
    "unreadable": "cannot be used: ",
    "with an escape in it": "cannot be used: ",
    "something else": "not a program, a template or a draft",
    "no program": "is not a program, a template or a draft",
}
"""Something that is said of each."""


def without_the_last_guard(pilot: Pilot[None]) -> None:
    """What every line goes through on its way out would hide who hands over what is not safe."""
    filters = pilot.app._filters
    filters[:] = [each for each in filters if not isinstance(each, Harmless)]


def all_said(pilot: Pilot[None]) -> str:
    """Everything in sight, and every paragraph that is scrolled out of it."""
    screen = pilot.app.screen
    return "".join(
        (seen(pilot.app).text.replace("\n", ""), *(one.said for one in screen.query(Words)))
    )


def nothing_acts(pilot: Pilot[None]) -> str:
    text = all_said(pilot)
    assert UNSAFE.findall(text.replace("\n", "")) == []
    assert f"\n{STAND_IN}" not in text  # a name is one line
    return text


async def pressed(pilot: Pilot[None], *keys: str) -> str:
    """Keys with a look after each at everything that is said."""
    said = ""
    for key in keys:
        await press(pilot, key)
        said += nothing_acts(pilot)
    return said


@pytest.mark.parametrize("case", FOLDERS)
async def test_whatever_is_said_of_a_file(case: str, tmp_path: Path) -> None:
    async with at_the_desk(FOLDERS[case](tmp_path), size=(80, 24)) as pilot:
        without_the_last_guard(pilot)
        said = await pressed(pilot, "r", "s", "end", "enter")
        assert "MARKED" in said
        assert SAYS[case] in said


async def test_whatever_is_said_while_it_is_signed(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keys = tmp_path_factory.mktemp("keys")
    key_in(keys, "")
    async with at_the_desk(beside(tmp_path, OLD, as_bytes(keyed_program())), with_keys(keys)) as (
        pilot
    ):
        without_the_last_guard(pilot)
        assert "MARKED" in await pressed(pilot, "s")
        said = await pressed(pilot, "enter")
        assert "Signed: Ana Novak" in said
        assert "(plan" in said


async def test_whatever_is_said_of_a_draft_that_was_changed_elsewhere(tmp_path: Path) -> None:
    folder = drafted(tmp_path)
    async with at_the_desk(folder) as pilot:
        without_the_last_guard(pilot)
        await pressed(pilot, "enter", "f5")
        beside(folder, DRAFT, b"{}")
        said = await pressed(pilot, "J")
        assert "hanged in another window" in said
        assert "MARKED" in said


async def test_whatever_is_said_where_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drafted(tmp_path)
    async with at_the_desk(folder) as pilot:
        without_the_last_guard(pilot)
        await pressed(pilot, "enter", "f5")
        monkeypatch.setattr("exercise_companion.reports.files._write_new", _no_room)
        said = await pressed(pilot, "J", "ctrl+q")
        assert "could not be written" in said


async def test_whatever_is_said_of_the_folder(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as pilot:
        without_the_last_guard(pilot)
        pilot.app.patients.folder = f"my{ACTS}"  # type: ignore[attr-defined]
        pilot.app.patients.on_resize()  # type: ignore[attr-defined]
        assert "MARKED" in await pressed(pilot, "r")


async def test_what_is_handed_over_all_the_same_does_not_reach_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last guard, by itself: as if nothing above it looked at a name."""
    monkeypatch.setattr("exercise_companion.tui.widgets.words.neutral_lines", lambda text: text)
    async with at_the_desk(tmp_path) as pilot:
        name = ACTS.replace("\n", "")
        pilot.app.patients.tell(name)  # type: ignore[attr-defined]
        await press(pilot, "down")
        assert any("\x1b]0;" in words.said for words in pilot.app.screen.query(Words))
        shown = seen(pilot.app).text
        assert "MARKED" in shown
        assert UNSAFE.findall(shown.replace("\n", "")) == []


def _no_room(_path: Path, _content: bytes) -> None:
    raise OSError(28, "No space left")
