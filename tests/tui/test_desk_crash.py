"""A fault of the desk itself: one plain sentence, and where it was, without anybody's name."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from desk_harness import TODAY, text_of
from textual.worker import WorkerFailed

from exercise_companion.clinic.desk import Desk, Source
from exercise_companion.tui.desk.app import DeskApp

if TYPE_CHECKING:
    from pathlib import Path


class Faulty(Desk):
    def sources(self) -> tuple[Source, ...]:
        raise ValueError("Margaret Hale has pain")


async def test_a_fault_is_noted_by_its_place_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "own" / "faults.log"
    app = DeskApp(lambda: Faulty(tmp_path, lambda: TODAY), "my-patients", crash_log=log)
    with pytest.raises(WorkerFailed):
        await begun_in(app, log)
    app.thread.close()
    noted = log.read_text("utf-8")
    assert "ValueError" in noted
    assert "sources" in noted
    assert "Margaret" not in noted
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    shown = capfd.readouterr().err
    assert "The desk stopped because of a fault of its own." in shown
    assert "Margaret" not in shown


async def begun_in(app: DeskApp, log: Path) -> None:
    async with app.run_test() as pilot:
        await text_of(pilot)
        assert not log.parent.exists(), "nothing is made until there is a fault"
        await pilot.press("n")
        await text_of(pilot)
