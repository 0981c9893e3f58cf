"""What can be opened of a data folder: the store, or what stands in for it in memory (A17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exercise_companion.companion import unsaved
from exercise_companion.companion.context import Context
from exercise_companion.errors import StoreFault, UsageFault
from exercise_companion.store import NoStore, copy_of, open_blank, open_copy, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exercise_companion.clock import Clock
    from exercise_companion.store import Store


class StoreGone(StoreFault):
    """There is no store, but a mark of something that was told: not a first start."""

    def __init__(self) -> None:
        super().__init__(
            "The file with your data is not here. You reported a warning sign before.",
            "Restore a backup, or load the program file from your therapist.",
        )


class AtHand(NamedTuple):
    """What there is to work with."""

    context: Context | None
    """None before the first program."""
    fault: StoreFault | None = None
    """Why nothing can be saved; None when it can. Then `context` is over a store in memory."""
    is_readable: bool = True
    """Whether what is on record is known; False: `context` knows nothing of the patient."""


def ways(folder: Path, clock: Clock) -> Iterator[AtHand]:
    """The store itself, else a copy of it in memory, else one that knows nothing; best first.

    The next is for when the one before turns out not to work; the last always does.

    Args:
        folder: the data folder.
        clock: tells the time, and stamps every record.

    Raises:
        UsageFault: the clock was moved, and the data are a real patient's (decisions D8).

    """
    fault: StoreFault = StoreGone()
    try:
        yield AtHand(open_kept(folder, clock))
    except NoStore:
        if not unsaved.lines(folder):
            yield AtHand(None)
    except StoreFault as refused:
        fault = refused
    yield from _in_memory(folder, clock, fault)


def open_kept(folder: Path, clock: Clock) -> Context:
    """The store itself.

    Raises:
        NoStore: there is none.
        StoreFault: it cannot be used.
        UsageFault: the clock was moved, and the data are a real patient's (decisions D8).

    """
    return _over(open_store(folder, clock=clock), clock, folder)


def _in_memory(folder: Path, clock: Clock, fault: StoreFault) -> Iterator[AtHand]:
    try:
        copy = _over(open_copy(folder, clock=clock), clock, folder)
    except StoreFault:
        pass
    else:
        yield AtHand(copy, fault)
    yield AtHand(blank(folder, clock), fault, is_readable=False)


def copied(context: Context) -> Context:
    """A copy in memory of a store that is open and has failed.

    Raises:
        StoreFault: it cannot even be read.

    """
    return Context(copy_of(context.store, clock=context.clock), context.clock, context.folder)


def blank(folder: Path, clock: Clock) -> Context:
    """A store in memory of a patient of whom nothing is known."""
    return Context(open_blank(clock=clock), clock, folder)


def _over(store: Store, clock: Clock, folder: Path) -> Context:
    if clock.is_shifted and store.kind == "real":
        store.close()
        what_happened = "The clock cannot be moved on a real patient's data."
        raise UsageFault(what_happened, "Leave out --now and EXERCISE_COMPANION_NOW.")
    try:
        return Context(store, clock, folder)
    except StoreFault:
        store.close()
        raise
