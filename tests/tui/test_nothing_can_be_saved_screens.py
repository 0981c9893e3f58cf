"""The full screen over data that cannot be written to or read: it asks and advises (A17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import StoppedClock, full_program, install
from scripts import press_until, screen, until, words_on

from exercise_companion.companion import Companion
from exercise_companion.errors import StoreFault
from exercise_companion.store import opening, unwritten
from exercise_companion.store.guard import FILE_NAME
from exercise_companion.tui.app import ExerciseApp

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

FAULT = StoreFault("The data folder cannot be written to.", "Check the disk.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    install(tmp_path / "data", full_program(), StoppedClock())
    return tmp_path / "data"


async def report_by_keys(pilot: Pilot[int]) -> None:
    """`!`, and yes to the first topic and its first sign."""
    await pilot.press("!")
    await screen(pilot, "WrongScreen")
    await pilot.press("a")
    await screen(pilot, "SafetyScreen")
    assert "What you answer now cannot be saved." in words_on(pilot)
    await press_until(pilot, "y", lambda: type(pilot.app.screen).__name__ == "AdviceScreen")
    await screen(pilot, "AdviceScreen")
    assert "could not be saved" in words_on(pilot)


async def test_in_a_folder_closed_for_writing_a_sign_gets_its_advice(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise FAULT

    monkeypatch.setattr(opening, "require_writable", refuse)
    app = ExerciseApp(lambda: Companion(folder, StoppedClock()))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "nothing can be saved" in words_on(pilot))
        assert FAULT.what_happened in words_on(pilot)
        await pilot.press("enter")
        await report_by_keys(pilot)
        assert "Call 999 now." in words_on(pilot)
        await pilot.press("q")
        await screen(pilot, "LeaveDialog")
        assert "What you answer now cannot be saved." in words_on(pilot)
        await press_until(pilot, "q", lambda: app._exit)
    app.background.close()
    assert app.return_value == StoreFault.exit_code
    assert unwritten.read(folder)


async def test_of_damaged_data_a_sign_gets_its_advice_and_what_was_told_comes_again(
    folder: Path,
) -> None:
    (folder / FILE_NAME).write_bytes(b"no database at all" * 100)
    for told_before in (False, True):
        app = ExerciseApp(lambda: Companion(folder, StoppedClock()))
        async with app.run_test(size=(80, 24)) as pilot:
            if told_before:
                await screen(pilot, "AdviceScreen")
                assert "could not be saved" in words_on(pilot)
            else:
                await until(pilot, lambda: "is damaged" in words_on(pilot))
                await pilot.press("c")
                await screen(pilot, "ContactsScreen")
                assert "Emergency" in words_on(pilot)
                await pilot.press("b")
                await screen(pilot, "TodayScreen")
                await report_by_keys(pilot)
        app.background.close()
    assert (folder / FILE_NAME).read_bytes() == b"no database at all" * 100
