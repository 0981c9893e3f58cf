"""Starts the command line: `exercise-companion`, `python -m exercise_companion`."""

from __future__ import annotations

import sys

from exercise_companion.cli import run
from exercise_companion.signals import interrupt_on_signals


def main() -> None:
    """Run the command line and leave with its exit code."""
    interrupt_on_signals()
    sys.exit(run())


if __name__ == "__main__":
    main()
