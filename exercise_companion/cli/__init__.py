"""The command line: the bare command opens the full screen, all others are read by click."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from exercise_companion.cli.faults import guarded
from exercise_companion.cli.place import bare_place

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code (decisions E2)."""
    return guarded(lambda: _run(arguments))


def _run(arguments: Sequence[str] | None) -> object:
    place = bare_place(sys.argv[1:] if arguments is None else arguments, os.environ)
    if place is not None:
        from exercise_companion.cli.opening import open_interface  # noqa: PLC0415 - on demand

        return open_interface(place)
    from exercise_companion.cli.commands import run_command  # noqa: PLC0415 - brings click

    return run_command(arguments)
