"""However the program ends, the terminal is left as it was and nothing private is printed."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")

HERE = Path(__file__).parent
PRIVATE = "Margaret"

LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
MOUSE_OFF = b"\x1b[?1000l"

PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from fakes import FakeCompanion, today_view
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.run import run

def fail(self, *_):
    patient = "Margaret, pain 7"
    raise ValueError(patient)

if {crash!r} == "handler":
    ExerciseApp.on_today_screen_chosen = fail
elif {crash!r} == "service":
    FakeCompanion.contacts = fail
sys.exit(run(FakeCompanion, today_view(), crash_log=Path({log!r})))
"""


class Terminal:
    """The program at a pseudo-terminal."""

    def __init__(self, tmp_path: Path, *, crash: str = "") -> None:
        self.log = tmp_path / "crash.log"
        code = PROGRAM.format(here=str(HERE), crash=crash, log=str(self.log))
        self.master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        self.output = b""

    def read_until(self, text: bytes) -> None:
        """Read until the text was seen; fails after ten seconds."""
        self._read(lambda: text in self.output)
        assert text in self.output

    def read_to_the_end(self) -> int:
        """Read until the program has ended; returns its exit code."""
        self._read(lambda: False)
        return self.process.wait(5)

    def _read(self, enough: object) -> None:
        assert callable(enough)
        deadline = time.monotonic() + 10
        while not enough() and time.monotonic() < deadline:
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    chunk = os.read(self.master, 65536)
                except OSError:  # the other side was closed: the program has ended
                    return
                if not chunk:
                    return
                self.output += chunk
            elif self.process.poll() is not None:
                return

    @property
    def after(self) -> bytes:
        """What was written once the alternate screen was left."""
        return self.output.rpartition(LEAVES_ALTERNATE_SCREEN)[2]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"])
def test_a_signal_gives_the_terminal_back(tmp_path: Path, name: str) -> None:
    terminal = Terminal(tmp_path)
    terminal.read_until(b"Start today")
    terminal.process.send_signal(getattr(signal, name))
    code = terminal.read_to_the_end()
    assert code == 128 + getattr(signal, name)
    assert LEAVES_ALTERNATE_SCREEN in terminal.output
    assert MOUSE_OFF in terminal.output
    assert PRIVATE.encode() not in terminal.after
    assert b"Traceback" not in terminal.output


def test_a_closed_window_ends_the_program(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.read_until(b"Start today")
    os.close(terminal.master)
    terminal.process.send_signal(signal.SIGHUP)
    assert terminal.process.wait(10) is not None


@pytest.mark.parametrize("where", ["handler", "service"])
def test_a_fault_of_our_own_prints_one_plain_sentence(tmp_path: Path, where: str) -> None:
    terminal = Terminal(tmp_path, crash=where)
    terminal.read_until(b"Start today")
    os.write(terminal.master, b"c")
    code = terminal.read_to_the_end()
    assert code == 1
    assert LEAVES_ALTERNATE_SCREEN in terminal.output
    after = terminal.after.replace(b"\r\n", b" ").decode()
    assert "stopped because of a fault of its own" in after
    assert "In an emergency, call 999." in " ".join(after.split())
    assert "Traceback" not in after
    assert PRIVATE not in after
    log = terminal.log.read_text("utf-8")
    assert "ValueError" in log
    assert PRIVATE not in log
    assert terminal.log.stat().st_mode & 0o777 == 0o600


def test_without_a_terminal_nothing_is_drawn() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(HERE)!r})\n"
        "from fakes import FakeCompanion\n"
        "from exercise_companion.tui.run import run\n"
        "from exercise_companion.errors import UsageFault\n"
        "try:\n    run(FakeCompanion)\nexcept UsageFault as fault:\n    print(fault.what_to_do)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "session --plain" in done.stdout
    assert done.stderr == ""
