"""Starts the full screen, after making sure that there is a terminal to draw on."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from exercise_companion.errors import UsageFault
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.themes import suits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from exercise_companion.companion import Companion
    from exercise_companion.core.settings import Settings
    from exercise_companion.core.today_view import TodayView


def run(
    opener: Callable[[], Companion],
    first_view: TodayView | None = None,
    *,
    settings: Settings | None = None,
    crash_log: Path | None = None,
) -> int:
    """Show the program until it is left; returns the exit code.

    Args:
        opener: opens the patient's companion, on a thread of its own, after the first paint.
        first_view: what *Today* shows at once; None says "One moment…" first.
        settings: what the patient has chosen, as far as it is known; None is the defaults.
        crash_log: where a fault of our own is noted, without health data.

    Raises:
        UsageFault: input or output is no terminal; nothing was drawn.

    """
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        what_happened = "The full screen needs a terminal for input and output."
        what_to_do = "Use `exercise-companion today`, or `exercise-companion session --plain`."
        raise UsageFault(what_happened, what_to_do)
    theme = suits(os.environ)
    app = ExerciseApp(opener, first_view, settings=settings, theme=theme, crash_log=crash_log)
    try:
        code = app.run()
    finally:
        app.background.close()
    return app.return_code or code or 0
