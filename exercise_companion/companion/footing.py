"""What the companion stands on: the store, or one in memory when that fails, and back (A17)."""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

from exercise_companion.companion import at_hand, locating, unsaved, watching
from exercise_companion.errors import CompanionError, StoreFault
from exercise_companion.store import unwritten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from exercise_companion.clock import Clock
    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Program
    from exercise_companion.core.records import OpenAlert

T = TypeVar("T")

LONG_SECONDS: Final = 1.0
PAUSE_SECONDS: Final = 30.0
"""Opening that took longer than the one is tried again after the other."""


class Footing:
    """The store a visit works with, and what takes its place.

    While nothing can be saved, what is told is kept in memory, which locks this window like any
    record, and left as a mark beside the store as far as that can be written.

    Args:
        folder: the data folder.
        clock: tells the time.

    Raises:
        UsageFault: the clock was moved, and the data are a real patient's (decisions D8).

    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.context: Context | None = None
        """None before the first program."""
        self.fault: StoreFault | None = None
        """Why nothing can be saved; None when it can."""
        self.is_readable = True
        """Whether what is on record is known; False: `context` knows nothing of the patient."""
        self._folder = folder
        self._clock = clock
        self._known: Program | None = None
        """The program, where that alone could be read."""
        self._said = ""
        """The same of where the patient is (H-08)."""
        self._on_record: frozenset[str] = frozenset()
        """What is on disk already, as lines of a mark."""
        self._open: tuple[OpenAlert, ...] = ()
        """The events that were open when the store could last be read."""
        self._left_an_empty_mark = False
        """This window could leave a mark that says nothing, and no more."""
        self._owed: list[Callable[[Context], object]] = []
        """What is kept first of all where the store works again."""
        begun = monotonic()
        for found in at_hand.ways(folder, clock):
            if self._stands_on(found):
                break
        took_long = monotonic() - begun > LONG_SECONDS
        self._not_before = monotonic() + PAUSE_SECONDS if took_long else 0.0

    def _stands_on(self, found: at_hand.AtHand) -> bool:
        """Stand on that, and raise what could not be saved before; False when it does not work."""
        self.context, self.is_readable = found.context, found.is_readable
        self.fault = self.fault or found.fault
        if found.context is not None and not found.is_readable:
            found.context.program = self._known
            with found.context.store.taking_notes():
                locating.carry(self._said, found.context)
        if found.context is None:
            return True
        try:
            with found.context.store.taking_notes():
                self._settle(found.context)
        except StoreFault as fault:
            self._known = self._known or found.context.program
            self._said = self._said or locating.kept_text(found.context)
            found.context.close()
            self.fault = self.fault or fault
            return False
        self._note_what_is_open()
        return True

    def _settle(self, context: Context) -> None:
        """Raise what could not be saved, and bring what is kept for *Today* up to date.

        The start is noted, so that a clock set back later is seen by it (H-03, decisions D9).
        """
        if not context.store.is_kept:
            self._on_record = frozenset(unsaved.of(context))
        self._heed_marks(context)
        with suppress(StoreFault):  # what cannot be written waits (A8)
            watching.watch(context)
        # Nothing of the patient's is written here: opening does not depend on it.
        with suppress(StoreFault), context.store.transaction():
            context.store.app_event("start")
            context.refresh_projection()

    @property
    def is_gone(self) -> bool:
        """Whether there is no store, but a mark of something that was told."""
        return isinstance(self.fault, at_hand.StoreGone)

    def close(self) -> None:
        """Close the store; what is owed to it is tried once more."""
        if self._owed:
            self._try_to_come_back()
        if self.context is not None:
            with suppress(StoreFault):  # it is worked out anew where it is missing
                self.context.settle_projection()
            self.context.close()
            self.context = None

    # --- when it fails ----------------------------------------------------------------------------

    def carry_on(self, context: Context, work: Callable[[Context], T]) -> T:
        """Do what belongs to the questions; where the store fails, over one in memory.

        Raises:
            StoreFault: even that failed.

        """
        while True:
            try:
                with context.store.taking_notes():
                    self._heed_marks(context)
                    return work(context)
            except unsaved.SignNotSavedError:
                raise
            except StoreFault as fault:
                context = self._fall_back(context, fault)
            finally:
                self._note_what_is_open()
                self._leave_a_mark()

    def tell(self, keep: Callable[[Context], object], fault: StoreFault) -> None:
        """What was told of a warning sign could not be written: it is kept in memory, and counts.

        Args:
            keep: keeps it.
            fault: why it could not be written.

        """
        known = self.context
        if known is None:
            return
        context = self._fall_back(known, fault) if known.store.is_kept else known
        self.carry_on(context, keep)

    def owe(self, keep: Callable[[Context], object]) -> None:
        """Keep this, too, as soon as the store works again, before anything else of it is used."""
        self._owed.append(keep)

    def _heed_marks(self, context: Context) -> None:
        """What an earlier start, or another window now, could not save counts here, too."""
        if self._left_an_empty_mark or not unwritten.is_there(self._folder):
            return
        marked = unsaved.lines(self._folder)
        new = [line for line in marked if line not in self._on_record]
        if new:
            unsaved.raise_again(context, new)
            self._on_record |= frozenset(new)
        if context.store.is_kept:
            self._take_away(marked)

    def _take_away(self, marked: tuple[str, ...]) -> None:
        """All of the mark is on record; one that has to stay is heeded once by this window.

        What another window has added meanwhile is heeded the next time.
        """
        with suppress(StoreFault):
            if unsaved.lines(self._folder) == marked:
                unwritten.remove(self._folder)
                self._on_record = frozenset()

    def _fall_back(self, failed: Context, fault: StoreFault) -> Context:
        if not self.is_readable:
            raise fault
        self.fault = self.fault or fault
        self.context, self.is_readable = self._next_best(failed)
        failed.close()
        return self.context

    def _next_best(self, failed: Context) -> tuple[Context, bool]:
        if failed.store.is_kept:
            with suppress(StoreFault):
                copy = at_hand.copied(failed)
                self._on_record = frozenset(unsaved.of(copy))
                return copy, True
        nothing_known = at_hand.blank(self._folder, self._clock)
        nothing_known.program = failed.program
        with nothing_known.store.taking_notes():
            locating.carry(locating.kept_text(failed) or self._said, nothing_known)
            unsaved.carry(nothing_known, self._open)
            with suppress(StoreFault):
                unsaved.raise_again(nothing_known, unsaved.left(failed))
        return nothing_known, False

    def _note_what_is_open(self) -> None:
        """For a store in memory that knows nothing else; where the patient is belongs to it."""
        if self.context is not None and self.is_readable:
            with suppress(StoreFault):
                self._open = unsaved.events(self.context)
            self._said = locating.kept_text(self.context) or self._said

    def _leave_a_mark(self) -> None:
        """What was told and is not on disk: tried again as long as it cannot be written."""
        with suppress(StoreFault):
            new = self._not_on_record()
            if new:
                self._mark(new)
            elif self._left_an_empty_mark:  # all of it was asked to its end, and nothing found
                unwritten.remove(self._folder)
                self._left_an_empty_mark = False

    def _mark(self, new: Sequence[str]) -> None:
        was_there = unwritten.is_there(self._folder)
        if unsaved.mark(self._folder, new):
            self._on_record |= frozenset(new)
            self._left_an_empty_mark = False
        elif not was_there:
            self._left_an_empty_mark = unwritten.is_there(self._folder)

    # --- when it works again ----------------------------------------------------------------------

    def come_back(self) -> None:
        """Stand on the store itself again, as soon as it can be written to.

        Where another program has it, and only waiting came of it, that is not tried all the time.
        """
        if self.context is None:
            return
        if self.fault is None:
            if unwritten.is_there(self._folder):
                self.carry_on(self.context, lambda _: None)
            return
        if monotonic() < self._not_before:
            return
        begun = monotonic()
        self._try_to_come_back()
        if monotonic() - begun > LONG_SECONDS:
            self._not_before = monotonic() + PAUSE_SECONDS

    def _try_to_come_back(self) -> None:
        try:
            context = at_hand.open_kept(self._folder, self._clock)
        except CompanionError:
            return
        try:
            self.stand_on(context)
        except StoreFault:
            context.close()

    def stand_on(self, context: Context) -> None:
        """Work with this store from now on; what was told and not saved is raised in it first.

        Raises:
            StoreFault: it could not be written; nothing has changed.

        """
        marked = unsaved.lines(self._folder)
        with context.store.transaction():
            for keep in self._owed:
                keep(context)
            unsaved.raise_again(context, (*marked, *self._not_on_record()))
            if self.context is not None and self.fault is not None:
                locating.carry(locating.kept_text(self.context), context)
            context.store.app_event("start")
            context.refresh_projection()
        if self.context is not None:
            self.context.close()
        self.context, self.fault, self.is_readable = context, None, True
        self._owed.clear()
        self._on_record = frozenset(marked)
        self._take_away(marked)
        self._note_what_is_open()

    def _not_on_record(self) -> tuple[str, ...]:
        """What was told and is neither in the store nor in its mark, as lines of a mark."""
        if self.context is None or self.fault is None:
            return ()
        return tuple(line for line in unsaved.of(self.context) if line not in self._on_record)
