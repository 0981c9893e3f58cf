"""Whole visits to the real program on an example plan: loading it, and a session line by line."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Final, Self

from harness.terminal import PATIENCE_SECONDS, PROGRAM, ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

PLAN: Final = ROOT / "programs" / "a-spinal-stenosis.json"
NAME: Final = "Margaret Example"
BORN: Final = "14 March 1958"

MONDAY: Final = "2027-01-04T09:00"
"""The first day of the plan, which counts its days from the day it is loaded."""
LATER: Final = "2027-01-04T09:20"
"""The same morning, after what was begun at nine."""
TUESDAY: Final = "2027-01-05T08:30"

PAIN: Final = (3, 2)
"""Back and legs."""
EFFORT: Final = 4

SAVED_SET: Final = re.compile(r"^Saved set: (\S+) (\S+) (\d+)$")


def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal, to its end."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        input=typed,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def load(folder: Path, plan: Path = PLAN, now: str = MONDAY) -> None:
    """Install a plan in a data folder, as the person it is for."""
    place = ("--data", str(folder), "--now", now)
    done = run("load", str(plan), "--name", NAME, "--born", BORN, *place)
    assert done.returncode == 0, done.stdout + done.stderr


class PlainVisit:
    """The line-by-line session in a pipe, answered question by question.

    Args:
        folder: the data folder.
        now: when it starts.

    """

    def __init__(self, folder: Path, now: str = MONDAY) -> None:
        self.lines: list[str] = []
        """Everything it printed."""
        self._scores = 0
        self.process = subprocess.Popen(
            [*PROGRAM, "session", "--plain", "--data", str(folder), "--now", now],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            bufsize=1,
            cwd=ROOT,
            env=environment(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if exc_type is not None:
            self.process.kill()
        self.end()

    def printed(self) -> Iterator[str]:
        """Its lines as they come."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            yield self.lines[-1]

    def answer(self, line: str) -> str | None:
        """What the patient types after a line; None when nothing is asked."""
        if re.search(r", 0 to 10.*\?$", line):
            self._scores += 1
            return str(PAIN[self._scores % len(PAIN) - 1])
        return next((typed for asked, typed in _TYPED.items() if re.search(asked, line)), None)

    def type(self, text: str) -> None:
        """Type one line."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(text + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return

    def play(self, *, until: Callable[[str], bool] = lambda _: False) -> int:
        """Answer everything up to a line, then let the input end; returns the exit code."""
        for line in self.printed():
            if until(line):
                break
            typed = self.answer(line)
            if typed is not None:
                self.type(typed)
        return self.end()

    def end(self) -> int:
        """Let the input end and wait for the program; returns the exit code."""
        rest, _ = self.process.communicate(timeout=PATIENCE_SECONDS)
        self.lines += (rest or "").splitlines()
        return self.process.returncode

    @property
    def saved_sets(self) -> list[tuple[str, str, int]]:
        """Item, side and number of every set it said was saved."""
        found = (SAVED_SET.match(line) for line in self.lines)
        return [(match[1], match[2], int(match[3])) for match in found if match]


_TYPED: Final = {
    r"No, yes, not sure(, other words)?$": "no",
    r"^Type go on": "go on",
    r"^Type start": "start",
    r"Type start, done": "done",
    r"How hard was it": str(EFFORT),
    r"^What did you hold on to": "none",
}
"""Question to answer; the first that fits counts."""
