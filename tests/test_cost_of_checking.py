"""What docs/review.md says of the cost of a check is what its benchmark measures and aims at."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Final

from harness.terminal import ROOT, environment

BENCHMARK: Final = "tests/benchmarks/ten_thousand.py"
REVIEW: Final = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
FEW: Final = "20"


def test_the_command_in_the_text_prints_what_the_text_tells() -> None:
    assert f"    python {BENCHMARK}\n" in REVIEW
    done = subprocess.run(
        [sys.executable, BENCHMARK, FEW],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
        check=True,
    )
    for printed in (
        rf"\| checking, structure \| {FEW} \| \d",
        rf"\| checking, full \| {FEW} \| \d",
        rf"memory of `program check --structure`, {FEW} files: [\d.]+ MB",
    ):
        assert re.search(printed, done.stdout), done.stdout


def test_the_ratio_in_the_text_keeps_the_goal_of_the_benchmark() -> None:
    told = re.search(r"--structure`.*\| 10,000 \| [\d.]+ to ([\d.]+) \|", REVIEW)
    goal = re.search(r'"structure", .*"<= ([\d.]+)"', (ROOT / BENCHMARK).read_text("utf-8"))
    assert told is not None
    assert goal is not None
    assert float(told[1]) <= float(goal[1])
