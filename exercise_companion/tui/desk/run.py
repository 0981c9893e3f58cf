"""Starts the desk, after making sure that there is a terminal to draw on."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from exercise_companion.clinic.desk import Desk
from exercise_companion.errors import UsageFault
from exercise_companion.paths import therapist_folder
from exercise_companion.tui.desk.app import DeskApp
from exercise_companion.tui.pastes import guard_pastes
from exercise_companion.tui.themes import suits

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path


FAULT_LOG: Final = "faults.log"
"""In the therapist's own folder: where a fault of ours was, without a name or a dose."""


def run(folder: Path, today: Callable[[], date], keys: Path) -> int:
    """Show the desk until it is left; returns the exit code.

    Args:
        folder: where the programs and drafts are.
        today: says what day it is.
        keys: the folder of the therapist's signing key.

    Raises:
        UsageFault: input or output is no terminal, or the folder is a file; nothing was drawn.

    """
    if not all(
        stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)
    ):
        what_happened = "The desk needs a terminal for input and output."
        raise UsageFault(what_happened, "Without one, use `exercise-companion program new`.")
    if folder.exists() and not folder.is_dir():
        what_happened = "This is not a folder."
        raise UsageFault(what_happened, "Give the folder of your programs.")
    details = therapist_folder(os.environ)
    app = DeskApp(
        lambda: Desk(folder, today, details, keys),
        str(folder),
        theme=suits(os.environ),
        crash_log=details / FAULT_LOG,
    )
    guard_pastes(app)
    try:
        code = app.run()
    finally:
        app.thread.close()
    return app.return_code or code or 0
