"""Line by line, what was told is kept when the window is closed or the program is asked to end."""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from harness import visits
from harness.terminal import PROGRAM, ROOT, Terminal, environment
from journeys import Patient, StoppedClock, full_program, install, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT = "SELECT site, score_0_to_10, outcome FROM pain_entry"


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checks were made: the pain is asked next."""
    folder = tmp_path_factory.mktemp("asking") / "data"
    visits.load(folder)
    with visits.PlainVisit(folder) as asked:
        asked.play(until=lambda line: line.startswith("Back, 0 to 10"))
    return folder


@pytest.fixture
def confirmed(asking: Path, tmp_path: Path) -> Iterator[tuple[Terminal, Path]]:
    """The first place has its number, and the second is asked."""
    folder = shutil.copytree(asking, tmp_path / "data")
    place = ("session", "--plain", "--data", str(folder), "--now", visits.LATER)
    with Terminal(*place) as terminal:
        terminal.wait_for("Back, 0 to 10")
        terminal.press("9")
        terminal.press("enter")
        terminal.wait_for("Legs, 0 to 10")
        yield terminal, folder


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_pain_counts_when_the_program_is_asked_to_end(
    name: str, confirmed: tuple[Terminal, Path]
) -> None:
    terminal, folder = confirmed
    terminal.send(signal.Signals[name])
    assert terminal.wait_ended() == 128 + signal.Signals[name]
    assert "Left. What was saved is kept." in terminal.text
    assert rows(folder, KEPT) == [("back", 9, "HOLD_TODAY")]


def test_pain_counts_when_the_window_is_closed(confirmed: tuple[Terminal, Path]) -> None:
    terminal, folder = confirmed
    terminal.close_window()
    terminal.wait_ended()
    assert rows(folder, KEPT) == [("back", 9, "HOLD_TODAY")]


class GoneWindow(io.StringIO):
    """A terminal that is closed before its signal comes: reading and writing fail (EIO)."""

    def __init__(self, typed: str = "", last: str = "") -> None:
        super().__init__(typed)
        self._last = last

    def readline(self, size: int = -1, /) -> str:
        line = super().readline(size)
        if not line:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return line

    def write(self, text: str, /) -> int:
        if self._last and self._last in text:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().write(text)


@pytest.mark.parametrize("last", ["", "Legs, 0 to 10"])
def test_pain_counts_when_the_window_is_gone_before_its_signal_comes(
    tmp_path: Path, last: str
) -> None:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.AskPain)
        out = GoneWindow(last=last)
        console = Console(StoppedClock(), source=GoneWindow("9\n"), out=out)
        with suppress(OSError):
            PlainSession(companion, console)._run()
    assert rows(folder, KEPT) == [("back", 9, "HOLD_TODAY")]


def test_a_program_that_shall_outlive_its_window_does() -> None:
    """As with `nohup`: who settled that a closed window is nothing to it is heeded."""
    code = (
        "import signal\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "from exercise_companion.signals import interrupt_on_signals\n"
        "interrupt_on_signals()\n"
        "signal.raise_signal(signal.SIGHUP)\n"
        "print('goes on')\n"
    )
    python = [PROGRAM[0], "-c", code]
    ended = subprocess.run(
        python, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
    )
    assert ended.stdout == "goes on\n"
