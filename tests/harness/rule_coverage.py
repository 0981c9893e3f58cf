"""Runs the pure tests and refuses any line or branch of a safety rule they do not run.

python tests/harness/rule_coverage.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.rule_modules import ROOT, TESTS, rule_modules


def main() -> int:
    """From the command line; the exit code."""
    measured = [f"--cov=exercise_companion.core.{name}" for name in rule_modules()]
    wanted = ("--cov-branch", "--cov-fail-under=100", "--cov-report=term-missing")
    command = [sys.executable, "-m", "pytest", "-q", *measured, *wanted, str(TESTS)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
