"""Prints how quick the program is, each row as a ratio to a yardstick measured in the same run.

Both sides of a row run by turns; the median ratio of the pairs is printed. Nothing fails on it.
Checking ten thousand files, with the memory it takes: `ten_thousand.py`.

Usage: python tests/benchmarks/run.py [PAIRS]
"""

from __future__ import annotations

import compileall
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[level]) for level in (1, 2)]

import in_process
import long_record
import on_screen
from harness.terminal import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from harness.terminal import Terminal

PAIRS: Final = 7
MILLI: Final = 1000


class Row(NamedTuple):
    """One yardstick of the table."""

    what: str
    against: str
    goal: str
    measured: Callable[[], float]
    yardstick: Callable[[], float]
    unit: str = "ms"


def main(pairs: int) -> None:
    """Measure every row and print the table."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(ROOT / "exercise_companion", quiet=1)
    compileall.compile_dir(ROOT / "tests" / "benchmarks", quiet=1)
    print("| what | against | ratio | spread | measured | yardstick | goal |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        places = on_screen.Places(scratch)
        for row in rows(places, scratch):
            print(line(row, pairs), flush=True)
        for row in years(scratch):
            print(line(row, pairs), flush=True)
        print(quiet("*Today*", places.weeks, scratch, on_screen.reach_today), flush=True)
        print(quiet("A paused set", places.begun, scratch, on_screen.reach_pause), flush=True)


def quiet(what: str, folder: Path, scratch: Path, reach: Callable[[Terminal], None]) -> str:
    """What a screen at rest takes; one line of the table."""
    idle = [on_screen.idle(folder, scratch, reach) for _ in range(3)]
    used, written = median(one for one, _ in idle), max(one for _, one in idle)
    return (
        f"| {what} at rest, 5 s | nothing | - | - | {used:.1f} % CPU, {written} bytes | 0 |"
        " <= 0.5 %, 0 bytes |"
    )


def rows(places: on_screen.Places, scratch: Path) -> Iterator[Row]:
    """Every row that is a ratio."""
    weeks, empty = on_screen.ours(places.weeks), on_screen.ours(places.empty)
    paint = on_screen.start(on_screen.MINIMAL, on_screen.ASKED)
    seen = on_screen.start(weeks, on_screen.TODAY)
    seen_empty = on_screen.start(empty, on_screen.TODAY)
    yield Row("*Today* with data on screen", "minimal Textual app", "<= 1.4", seen, paint)
    yield Row("*Today*, six weeks of history", "no history", "<= 1.05", seen, seen_empty)
    yield Row(
        "memory settled",
        "minimal Textual app",
        "<= 1.5",
        on_screen.memory(weeks, on_screen.TODAY),
        on_screen.memory(on_screen.MINIMAL, on_screen.ASKED),
        unit="MB",
    )
    yield Row(
        "key to change, pain scale",
        "minimal Textual app",
        "<= 1.5",
        on_screen.key(on_screen.ours(places.asking), on_screen.reach_pain),
        on_screen.key(on_screen.MINIMAL, on_screen.reach_text),
    )
    today, imports = in_process.today(places.weeks), in_process.imports()
    yield Row("`today` from the shell", "import sqlite3, click, json", "<= 1.5", today, imports)
    stored, inserted = in_process.logging_sets(places.empty, scratch)
    yield Row("logging one set", "raw sqlite3 insert", "<= 1.5", stored, inserted)
    check = in_process.checking()
    bare, structure = check["bare"], check["structure"]
    yield Row("checking, structure", "model_validate_json", "<= 2.8", structure, bare)
    yield Row("checking, full review", "structure", "stated", check["full"], structure)
    yield Row("a draft with a fault", "a frame of 50 ms", "<= 1", in_process.drafting(), _a_frame)


def _a_frame() -> float:
    """As long as an answer to a key may take before it feels late, in seconds."""
    return 0.05


def years(scratch: Path) -> Iterator[Row]:
    """Every page to look things up: ten years of record against one."""
    long, short = (long_record.LongRecord(scratch / f"{n}-years", n) for n in (10, 1))
    pages, yardsticks = long.pages(), short.pages()
    for what, page in pages.items():
        yield Row(f"{what}, ten years", "one year", "<= 1.3", page, yardsticks[what])
    long.close()
    short.close()


def line(row: Row, pairs: int) -> str:
    """Measure a row by turns; one line of the table."""
    row.measured()
    row.yardstick()
    taken = [_pair(row, number) for number in range(pairs)]
    ratios = sorted(ours / other for ours, other in taken)
    scale = 1 if row.unit == "MB" else MILLI
    ours, other = (median(side) * scale for side in zip(*taken, strict=True))
    return (
        f"| {row.what} | {row.against} | {median(ratios):.2f} | {ratios[0]:.2f}-{ratios[-1]:.2f}"
        f" | {ours:.2f} {row.unit} | {other:.2f} {row.unit} | {row.goal} |"
    )


def _pair(row: Row, number: int) -> tuple[float, float]:
    """Both sides, the other one first every second time."""
    if number % 2:
        other = row.yardstick()
        return row.measured(), other
    ours = row.measured()
    return ours, row.yardstick()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS)
