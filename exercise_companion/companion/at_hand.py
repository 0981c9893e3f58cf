"""What can be opened of a data folder: the store, or what stands in for it in memory (A17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exercise_companion.companion.context import Context
from exercise_companion.errors import StoreFault, UsageFault
from exercise_companion.store import NoStore, open_blank, open_copy, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.clock import Clock
    from exercise_companion.store import Store


class AtHand(NamedTuple):
    """What there is to work with."""

    context: Context | None
    """None before the first program."""
    fault: StoreFault | None = None
    """Why nothing can be saved; None when it can. Then `context` is over a store in memory."""
    is_readable: bool = True
    """Whether what is on record is known; False: `context` knows nothing of the patient."""


def open_folder(folder: Path, clock: Clock) -> AtHand:
    """Open the store; where it cannot be written to or read, one in memory.

    Args:
        folder: the data folder.
        clock: tells the time, and stamps every record.

    Raises:
        UsageFault: the clock was moved, and the data are a real patient's (decisions D8).

    """
    try:
        return AtHand(_over(open_store(folder, clock=clock), clock, folder))
    except NoStore:
        return AtHand(None)
    except StoreFault as fault:
        return _in_memory(folder, clock, fault)


def _in_memory(folder: Path, clock: Clock, fault: StoreFault) -> AtHand:
    try:
        return AtHand(_over(open_copy(folder, clock=clock), clock, folder), fault)
    except StoreFault:
        blank = Context(open_blank(clock=clock), clock, folder)
        return AtHand(blank, fault, is_readable=False)


def _over(store: Store, clock: Clock, folder: Path) -> Context:
    if clock.is_shifted and store.kind == "real":
        store.close()
        what_happened = "The clock cannot be moved on a real patient's data."
        raise UsageFault(what_happened, "Leave out --now and EXERCISE_COMPANION_NOW.")
    return Context(store, clock, folder)
