"""Starts the command line: `exercise-companion`, `python -m exercise_companion`."""

from __future__ import annotations

import sys

from exercise_companion.cli import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
