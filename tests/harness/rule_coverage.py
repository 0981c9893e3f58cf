"""Runs the pure tests of the safety rules and refuses any line or branch that they do not run.

python tests/harness/rule_coverage.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.rule_modules import ROOT, TESTS, pure_tests, rule_modules

SIMULATIONS: Final = TESTS / "test_simulated_patients.py"
"""Weeks of hundreds of patients go through the same branches over and over: slow while counted."""


def main() -> int:
    """From the command line; the exit code."""
    tests = {test for name in rule_modules() for test in pure_tests(name)} - {str(SIMULATIONS)}
    measured = [f"--cov=exercise_companion.core.{name}" for name in rule_modules()]
    wanted = ("--cov-branch", "--cov-fail-under=100", "--cov-report=term-missing")
    command = [sys.executable, "-m", "pytest", "-q", *measured, *wanted, *sorted(tests)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
