"""Starts the installed command once without and once with a terminal.

Usage: wheel_smoke.py COMMAND
"""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DEADLINE_SECONDS = 60


def without_terminal(command: str, data: str) -> None:
    for arguments in ([], ["demo"]):
        done = subprocess.run(
            [command, *arguments, *(["--data", data] if not arguments else [])],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=DEADLINE_SECONDS,
            check=False,
        )
        if done.returncode != 0 or not done.stdout.strip():
            sys.exit(f"{arguments}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
        print(f"without a terminal {arguments}: {done.stdout.splitlines()[0]}")


def printed_sheet(command: str, data: str) -> None:
    """The templates of the printed sheet are in the wheel."""
    program = Path(__file__).parents[2] / "programs" / "a-spinal-stenosis.json"
    page = Path(data) / "sheet.html"
    done = subprocess.run(
        [command, "program", "handout", str(program), "--out", str(page)],
        capture_output=True,
        text=True,
        timeout=DEADLINE_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        sys.exit(f"handout: exit {done.returncode}\n{done.stderr}")
    text = page.read_text(encoding="utf-8")
    if "<svg" not in text or "@page" not in text:
        sys.exit("handout: a page without pictures or style")
    print(f"a printed sheet: {len(text)} characters")


def without_the_extra(command: str, data: str) -> None:
    """A plain installation has no `cryptography`, and says so where a signature is wanted."""
    done = subprocess.run(
        [command, "program", "key", "new", "--no-passphrase"],
        env=os.environ | {"EXERCISE_COMPANION_KEYS": data},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=DEADLINE_SECONDS,
        check=False,
    )
    if done.returncode != 1 or "pip install cryptography" not in done.stderr:
        sys.exit(f"key new: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    print(f"without the extra: {done.stderr.splitlines()[0]}")


def with_terminal(command: str, arguments: list[str], wanted: bytes) -> None:
    pid, fd = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(command, [command, *arguments])  # noqa: S606 - the command under test
    os.set_blocking(fd, False)
    try:
        seen = _read_until(fd, wanted)
        os.write(fd, b"q")
        _read_until(fd, b"\x1b[?1049l")
    except SystemExit:  # nothing that hangs is left running
        os.kill(pid, signal.SIGKILL)
        raise
    _, status = os.waitpid(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"with a terminal: exit {os.waitstatus_to_exitcode(status)}\n{seen!r}")
    print(f"with a terminal {arguments}: {len(seen)} bytes drawn, left with q, exit 0")


def _read_until(fd: int, wanted: bytes) -> bytes:
    seen, end = b"", time.monotonic() + DEADLINE_SECONDS
    while wanted not in seen:
        if time.monotonic() > end:
            sys.exit(f"never saw {wanted!r} in {seen[-2000:]!r}")
        if select.select([fd], [], [], 0.1)[0]:
            try:
                seen += os.read(fd, 65536)
            except OSError:
                sys.exit(f"ended before {wanted!r}: {seen[-2000:]!r}")
    return seen


def main() -> None:
    command = sys.argv[1]
    with tempfile.TemporaryDirectory() as data:
        without_terminal(command, data)
        with_terminal(command, ["--data", data], b"therapist")
        with_terminal(command, ["desk", data], b"No programs here yet.")
        without_the_extra(command, data)
        printed_sheet(command, data)


if __name__ == "__main__":
    main()
