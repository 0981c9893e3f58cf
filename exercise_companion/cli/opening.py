"""The bare command: the full screen in a terminal, today's plan without one."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from exercise_companion.cli.unlocking import unlock
from exercise_companion.core.today_words import today_lines
from exercise_companion.errors import StoreFault

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place
    from exercise_companion.core.today_view import TodayView

FAULT_LOG: Final = "faults.log"
"""Where a fault of our own is noted beside the data: place and kind, no health data."""

OBJECTS_BETWEEN_SWEEPS: Final = 100_000
"""Python looks for garbage after 700 new objects. Up to the first screen some 77,000 are made, most
of them code that stays, so every look before it is in vain and keeps the patient waiting."""


def open_interface(place: Place) -> int:
    """Open the full screen, or print today's plan where there is no terminal (platform trap 5)."""
    if not has_terminal():
        view, fault = look(place)
        print(place.commands_in(*today_lines(view)), flush=True)  # noqa: T201 - the command's answer
        if fault is not None:
            raise fault
        return 0
    unlock(place)
    gc.set_threshold(OBJECTS_BETWEEN_SWEEPS)
    from exercise_companion.companion.projection import FirstLook, first_look  # noqa: PLC0415
    from exercise_companion.core.settings import Settings  # noqa: PLC0415 - only here
    from exercise_companion.tui.run import run  # noqa: PLC0415 - only here

    first = FirstLook(None, Settings())
    with suppress(StoreFault):  # the full screen says it, with the emergency card at hand
        first = first_look(place.folder, place.clock().local())
    log = place.folder / FAULT_LOG if place.folder.is_dir() else None
    return run(place.companion, first.view, settings=first.settings, crash_log=log)


def has_terminal() -> bool:
    """Whether there is a terminal to read from and to draw on; drawing goes to standard error."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def look(place: Place) -> tuple[TodayView, StoreFault | None]:
    """Today from what the store keeps for it; worked out anew when that does not reach.

    With it why nothing can be saved, where that is so.
    """
    from exercise_companion.companion.projection import today_at_a_glance  # noqa: PLC0415

    unlock(place)
    seen = None
    with suppress(StoreFault):  # the companion says it, and shows what can be shown
        seen = today_at_a_glance(place.folder, place.clock().local())
    if seen is not None:
        return seen, None
    with place.companion() as companion:
        view = companion.today()
        return view, companion.fault or companion.damage
