"""Prints what it takes to check ten thousand files: time against a bare validation, and memory.

Both sides run by turns in one process, over the same files: a bare `Program.model_validate_json`
of the bytes in memory, and `program check --structure` as the command does it, opening each file.
The full review is measured apart on a tenth of the files. Memory is the greatest the command itself
ever had, in a process of its own, for a thousand and for ten thousand files. Nothing fails on it.

Usage: python tests/benchmarks/ten_thousand.py [FILES]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[level]) for level in (1, 2)]

from harness import visits
from harness.terminal import ROOT, environment

from exercise_companion.clinic.checking import check_files
from exercise_companion.clock import Clock
from exercise_companion.core.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from exercise_companion.clinic.checking import Depth

FILES: Final = 10_000
DIFFERENT: Final = 100
"""So many different contents; the files are further names of them, which costs no disk."""
BLOCK: Final = 500
"""Files after which the other side has its turn."""

_MEASURED_COMMAND: Final = """
import sys
from pathlib import Path
from exercise_companion.cli import run
code = run(sys.argv[1:])
status = Path("/proc/self/status").read_text()
print([line for line in status.splitlines() if line.startswith("VmHWM")][0], file=sys.stderr)
sys.exit(code)
"""


def main(count: int) -> None:
    """Make the files, measure, print."""
    with tempfile.TemporaryDirectory() as name:
        paths = plans(Path(name), count)
        day = Clock().local().date()
        print("| what | files | ratio to a bare validation | spread | measured | bare | goal |")
        print("|---|---|---|---|---|---|---|")
        print(row("structure", paths, day, "<= 2.8"), flush=True)
        print(row("full", paths[: max(BLOCK, count // 10)], day, "stated"), flush=True)
        for few in sorted({min(1_000, count), count}):
            print(f"memory of `program check --structure`, {few} files: {memory(paths[:few])}")


def row(depth: Depth, paths: Sequence[str], day: date, goal: str) -> str:
    """Check the files in blocks, the bare side by turns; one line of the table."""
    taken = []
    for begin in range(0, len(paths), BLOCK):
        block = paths[begin : begin + BLOCK]
        documents = [Path(path).read_bytes() for path in block]
        sides = (partial(_check, block, day, depth), partial(_bare, documents, day))
        order = sides if (begin // BLOCK) % 2 else sides[::-1]
        seconds = {side: _seconds(side) for side in order}
        taken.append((seconds[sides[0]], seconds[sides[1]]))
    ours, bare = (sum(side) for side in zip(*taken, strict=True))
    ratios = sorted(one / other for one, other in taken)
    return (
        f"| checking, {depth} | {len(paths)} | {ours / bare:.2f} | {ratios[0]:.2f}-"
        f"{ratios[-1]:.2f} | {ours:.2f} s | {bare:.2f} s | {goal} |"
    )


def _check(paths: Sequence[str], day: date, depth: Depth) -> None:
    for report in check_files(paths, today=day, depth=depth):
        assert report.ok, report


def _bare(documents: Sequence[bytes], day: date) -> None:
    for document in documents:
        Program.model_validate_json(document, context={"anchor": day}, by_alias=True, by_name=False)


def _seconds(run: Callable[[], None]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def memory(paths: Sequence[str]) -> str:
    """The greatest memory the command itself had while it read the names from its input."""
    command = ("program", "check", "--structure", "--from", "-")
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED_COMMAND, *command],
        input="\n".join(paths),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
        check=True,
    )
    kilobytes = next(line for line in done.stderr.splitlines() if line.startswith("VmHWM"))
    return f"{int(kilobytes.split()[1]) / 1024:.1f} MB"


def plans(folder: Path, count: int) -> list[str]:
    """So many files of the example plan under different titles."""
    plan = json.loads(visits.PLAN.read_text(encoding="utf-8"))
    for number in range(min(DIFFERENT, count)):
        content = json.dumps(plan | {"title": f"Plan {number}"})
        (folder / f"{number:05}.json").write_text(content, encoding="utf-8")
    for number in range(DIFFERENT, count):
        os.link(folder / f"{number % DIFFERENT:05}.json", folder / f"{number:05}.json")
    return [str(folder / f"{number:05}.json") for number in range(count)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FILES)
