"""What a person at a terminal waits for: first paint, a key, memory, quiet."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from harness import scenes, visits
from harness.terminal import PROGRAM, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MINIMAL: Final = (sys.executable, str(Path(__file__).with_name("minimal_app.py")))
QUIET_SECONDS: Final = 1.0
IDLE_SECONDS: Final = 5.0

_TICKS: Final = os.sysconf("SC_CLK_TCK")


class Places:
    """The stores the measurements look at.

    Args:
        scratch: an empty folder.

    """

    def __init__(self, scratch: Path) -> None:
        self.empty = scratch / "empty"
        self.weeks = scratch / "weeks"
        self.asking = scratch / "asking"
        self.begun = scratch / "begun"
        daniel = visits.ROOT / "programs" / "b-chronic-back-pain.json"
        place = ("--data", str(self.empty), "--now", visits.MONDAY)
        who = ("--name", "Daniel Specimen", "--born", "2 June 1981")
        _done(visits.run("load", str(daniel), *who, *place))
        _done(visits.run("demo", "--keep", str(self.weeks), "--now", visits.MONDAY))
        visits.load(self.asking)
        asked = visits.PlainVisit(self.asking)
        asked.play(until=lambda line: line.startswith("Back, 0 to 10"))
        visits.load(self.begun)
        begun = visits.PlainVisit(self.begun)
        begun.play(until=lambda line: line.startswith("Exercise 1 of"))


def _done(finished: object) -> None:
    assert getattr(finished, "returncode", None) == 0, finished


def start(command: Sequence[str], wanted: Sequence[str]) -> Callable[[], float]:
    """Seconds from the start of a program until a text is on its screen."""

    def measure() -> float:
        with Terminal(command=command) as terminal:
            terminal.wait_for(*wanted)
            return terminal.read_at - terminal.started

    return measure


def ours(folder: Path) -> tuple[str, ...]:
    """The command that opens the full screen on a store."""
    return (*PROGRAM, "--data", str(folder), "--now", visits.LATER)


TODAY: Final = ("Hello, Daniel", "This week", "1  ")
"""The plan and the week are on the screen: *Today* can be read."""

ASKED: Final = ("Nothing chosen.",)


def memory(command: Sequence[str], wanted: Sequence[str]) -> Callable[[], float]:
    """Megabytes of a program's own and shared memory, once its screen has come to rest."""

    def measure() -> float:
        with Terminal(command=command) as terminal:
            terminal.wait_for(*wanted)
            _rest(terminal)
            status = Path(f"/proc/{terminal.pid}/status").read_text(encoding="ascii")
            found = re.search(r"VmRSS:\s+(\d+) kB", status)
            assert found is not None
            return int(found[1]) / 1024

    return measure


def key(command: Sequence[str], reach: Callable[[Terminal], None]) -> Callable[[], float]:
    """Seconds from a digit to the first change on the screen; the median of nine."""

    def measure() -> float:
        with Terminal(command=command) as terminal:
            reach(terminal)
            _rest(terminal)
            return median(_one_key(terminal, str(digit)) for digit in range(1, 10))

    return measure


def _one_key(terminal: Terminal, digit: str) -> float:
    terminal.wait_until(lambda: False, 0.4)  # so that 1 and then 2 are not read as twelve
    drawn, pressed = len(terminal.written), time.monotonic()
    terminal.press(digit)
    assert terminal.wait_until(lambda: len(terminal.written) > drawn)
    taken = terminal.read_at - pressed
    terminal.wait_for(f"You chose {digit}")
    return taken


def reach_text(terminal: Terminal) -> None:
    """The minimal app is there."""
    terminal.wait_for(*ASKED)


def reach_pain(terminal: Terminal) -> None:
    """Our pain scale, the first place open."""
    terminal.wait_for("Enter   ")
    scenes.press_at(terminal, scenes.wait_for_scene(terminal), "enter")
    terminal.wait_for("Your pain", "0 no pain")


def reach_today(terminal: Terminal) -> None:
    """*Today*, with its plan and its week, confirmed by the full store."""
    terminal.wait_for(*TODAY, "Start today's session")


def reach_pause(terminal: Terminal) -> None:
    """A set that was begun, and then paused by the patient."""
    scenes.play(terminal, _ANSWERS, until=lambda seen: seen.kind == "player")
    scenes.press_at(terminal, scenes.wait_for_scene(terminal), "enter")
    terminal.press_until("space", "Space Go on")


_ANSWERS: Final = scenes.Answers(visits.PAIN, visits.EFFORT)


def idle(folder: Path, scratch: Path, reach: Callable[[Terminal], None]) -> tuple[float, int]:
    """Percent of a processor and bytes written in five seconds of a screen at rest."""
    copy = shutil.copytree(folder, scratch / "idle" / folder.name, dirs_exist_ok=True)
    with Terminal(command=ours(copy)) as terminal:
        reach(terminal)
        _rest(terminal)
        ticks, written = _ticks(terminal.pid), len(terminal.written)
        terminal.wait_until(lambda: False, IDLE_SECONDS)
        used = (_ticks(terminal.pid) - ticks) / _TICKS / IDLE_SECONDS * 100
        return used, len(terminal.written) - written


def _rest(terminal: Terminal) -> None:
    """Wait until nothing was written for a while, and the background has had its time."""
    while terminal.pump(QUIET_SECONDS):
        pass


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
