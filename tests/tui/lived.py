"""The whole app over a real store: what is shown is what is on disk."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from scripts import until

from exercise_companion.companion import Companion
from exercise_companion.tui.app import ExerciseApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from exercise_companion.clock import Clock


@asynccontextmanager
async def lived(
    folder: Path, clock: Clock, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[int]]:
    """Open the app on a data folder; *Today* is confirmed when the story begins."""
    app = ExerciseApp(lambda: Companion(folder, clock))
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.today.confirmed)
            yield pilot
    finally:
        app.background.close()
