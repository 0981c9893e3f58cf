"""The patient's use cases: one method each; what is acknowledged is on disk.

Both interfaces drive a visit the same way: `next` hands out the prompt to show, `reply` keeps the
answer.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from exercise_companion import catalogue
from exercise_companion.companion import (
    checking,
    deciding,
    exercising,
    interrupted,
    replying,
    serving,
    today,
    unsaved,
    waiting,
    watching,
    without_saving,
)
from exercise_companion.companion.at_hand import open_folder
from exercise_companion.companion.context import Context
from exercise_companion.companion.entries import Entries
from exercise_companion.companion.setting_up import SettingUp
from exercise_companion.companion.visit import Visit, ask, next_prompt
from exercise_companion.core.calling import emergency_number
from exercise_companion.core.emergency import card
from exercise_companion.errors import StoreFault
from exercise_companion.store import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import Self

    from exercise_companion.clock import Clock
    from exercise_companion.companion.serving import Offered
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.settings import Settings
    from exercise_companion.core.today_view import TodayView
    from exercise_companion.core.views import LoadView


class Companion(Entries):
    """One patient's companion over one data folder. Use it in the thread that made it.

    Args:
        folder: the data folder; nothing is created in it before a program is installed.
        clock: tells the time.

    Where the data cannot be written to, the warning signs are asked about and advised on all the
    same (decisions A17), and what is on record can be looked up; see `fault`. Everything that
    would keep something raises `StoreFault`, and so does every look at data that cannot be read.

    Raises:
        StoreFault: what could not be saved the last time cannot be read.
        UsageFault: the clock was moved, and the data are a real patient's (decisions D8).

    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._visit = Visit()
        self._offered: dict[Path, Offered] = {}
        self._setting_up = SettingUp()
        self._context, self._fault, is_readable = open_folder(folder, clock)
        self._unreadable = None if is_readable else self._fault
        if self._context is not None:
            self._settle_what_was_left(self._context)

    @property
    def context(self) -> Context | None:
        """The open store and what belongs to it; None before the first program.

        Raises:
            StoreFault: it cannot be read.

        """
        return self._readable()

    @property
    def fault(self) -> StoreFault | None:
        """Why nothing can be saved; None when it can."""
        return self._fault

    def close(self) -> None:
        """Close the store. A session in progress stays open and goes on where it stopped."""
        if self._context is not None:
            with suppress(StoreFault):  # it is worked out anew where it is missing
                self._context.settle_projection()
            self._context.close()
            self._context = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- a program ------------------------------------------------------------------------------

    def preview(self, path: Path, named_key: str | None = None) -> LoadView:
        """Read a program file and say what it is; nothing is installed.

        A key whose code is given as `named_key` is accepted on purpose.

        Raises:
            ProgramProblems: it is not a valid prescription.
            Refused: it is, and cannot be installed here now.

        """
        offered = serving.read_offer(path, self._clock, self._readable(), named_key)
        self._offered[path] = offered
        return offered.view

    def install(self, path: Path, name: str, born: str) -> None:
        """Install a program that was previewed, for the person who typed name and birth date.

        Raises:
            Refused, UsageFault: somebody else's, or not to be installed; nothing was changed.
            StoreFault: it cannot be written; nothing was changed.

        """
        if self._fault is not None:
            raise self._fault
        if path not in self._offered:
            self.preview(path)
        offered = self._offered[path]
        serving.confirm_identity(offered.loaded.program, name, born)
        if self._context is None:
            kind = serving.store_kind(offered.loaded.program, self._clock)
            store = open_store(self._folder, clock=self._clock, create=kind)
            self._context = Context(store, self._clock, self._folder)
        self._close_open(self._context)
        with self._context.store.transaction():
            serving.install(self._context, offered, self._clock)
            self._context.refresh_projection()
        self._setting_up.keep_what_waits(self._context.store)
        del self._offered[path]

    # --- a visit --------------------------------------------------------------------------------

    def today(self) -> TodayView:
        """Today as it stands now."""
        context = self._readable()
        if context is None:
            return today.nothing_here(self._clock.when().local_day, "no_store")
        context.refresh()
        view = today.today(context)
        return view if self._fault is None else today.unsaved(view, self._fault)

    def start(self) -> None:
        """The patient wants to exercise: `next` then leads there, as far as it is allowed.

        Raises:
            Refused: there is no plan, or another window runs the session.
            StoreFault: nothing can be saved. What a lock says is shown all the same.

        """
        context = self._require_context()
        if self._fault is None:
            context.own_session()
            self._close_stale(context)
        elif not deciding.is_blocked(context):
            raise self._fault
        self._visit.wants_session, self._visit.put_off = True, False
        self._visit.resumed = exercising.open_session(context) is not None
        if not deciding.is_blocked(context):
            self._visit.purposes = list(checking.unfinished(context))
            self._visit.stopping = "stop" in self._visit.purposes

    def greet(self) -> None:
        """The patient opens the program: `next` then shows what is new in the plan, too."""
        self._visit.opening = True

    def something_is_wrong(self) -> None:
        """The patient pressed `!`: the questions about warning signs, chest and stroke first.

        What was told before the program was closed and not asked to its end comes even before.
        """
        context = self._required_to_ask()
        live = self._visit.purposes
        left = [purpose for purpose in waiting.told_before(context) if purpose not in live]
        with context.store.taking_notes():
            ask(context, self._visit, "wrong")
        self._visit.purposes += left

    def next(self) -> Prompt | None:
        """What to show now; None is Today."""
        if self._context is None:
            return None
        self._context.refresh()
        with self._context.store.taking_notes():
            self._watch(self._context)
            return next_prompt(self._context, self._visit)

    def reply(self, prompt: Prompt, reply: Reply) -> bool:
        """Keep the reply to a prompt; it is on disk when this returns.

        Returns:
            False when it could not be written but the questions go on, or advice goes first:
            `next` shows that, and it says that it was not saved (decisions A17).

        Raises:
            StoreFault: it could not be written, and nothing of it was.
            Refused: it does not fit what is going on now.

        """
        context = self._required_to_ask()
        if not context.store.is_kept:
            without_saving.take(context, self._visit, prompt, reply)
            return False
        context.refresh()
        alerts = len(context.store.open_alerts())
        unsaved_before = self._visit.unsaved
        replying.keep(context, self._visit, prompt, reply)
        if self._visit.unsaved is not None and self._visit.unsaved is not unsaved_before:
            return False
        if len(context.store.open_alerts()) != alerts:
            context.refresh_projection()
        return True

    def emergency_card(self) -> tuple[str, ...]:
        """The card `!` shows first."""
        program = self._context.program if self._context else None
        region = catalogue.region(program.region if program else "")
        return card(emergency_number(program.contacts if program else None, region))

    @property
    def can_ask(self) -> bool:
        """Whether the warning signs can be asked about: not before the first program."""
        return self._context is not None

    def is_blocked(self) -> bool:
        """Whether exercise is locked or held now."""
        if self._context is None:
            return False
        return deciding.is_blocked(self._context)

    @property
    def ended_by_flag(self) -> bool:
        """Whether a warning sign ended a session since the program was opened."""
        return self._visit.ended_by_flag

    @property
    def is_demo(self) -> bool:
        """Whether the program is an example for nobody (clinical-spec 4)."""
        program = self._context.program if self._context is not None else None
        return program is not None and program.demo

    @property
    def may_skip_waits(self) -> bool:
        """Whether waiting may be skipped: never on a real patient's store (decisions D8)."""
        return self._context is not None and self._context.store.kind != "real"

    def local_time(self, moment: datetime) -> datetime:
        """An instant in the patient's zone."""
        return moment.astimezone(self._clock.local().tzinfo)

    # --- the program itself ---------------------------------------------------------------------

    def settings(self) -> Settings:
        """How the program looks, sounds and asks; the defaults where nothing was chosen.

        Raises:
            StoreFault: what was chosen cannot be read.

        """
        context = self._readable()
        return self._setting_up.now(context.store if context else None)

    def change_settings(self, changes: Mapping[str, str]) -> Settings:
        """Change settings by name and text (see `core.settings`); all of these, or none.

        Before the first program is installed nothing is written: what was chosen is kept with it.

        Raises:
            UsageFault: there is no such setting or value; nothing was changed.
            StoreFault: it could not be written; nothing was changed.

        """
        context = self._readable()
        return self._setting_up.change(context.store if context else None, changes)

    # --- what was left ----------------------------------------------------------------------------

    def _watch(self, context: Context) -> None:
        """Bring what the computed rules find up to date; what cannot be written waits (A8)."""
        with suppress(StoreFault):
            watching.watch(context)

    def _settle_what_was_left(self, context: Context) -> None:
        """Raise what could not be saved, and bring what is kept for *Today* up to date.

        The start is noted, so that a clock set back later is seen by it (H-03, decisions D9).
        """
        with context.store.taking_notes():
            self._visit.unsaved = unsaved.raise_again(context)
            self._watch(context)
        # Nothing of the patient's is written here: opening does not depend on it.
        with suppress(StoreFault), context.store.transaction():
            context.store.app_event("start")
            context.refresh_projection()

    def _close_open(self, context: Context) -> None:
        """Close the session in progress: it does not go on under another version (E5)."""
        stored = context.store.open_session()
        if stored is not None:
            context.own_session()
            self._visit.earlier = interrupted.close(context, stored, "A new plan was loaded.")

    def _close_stale(self, context: Context) -> None:
        """Close a session that may not go on, as it is (decisions E5); it is said once."""
        stored = context.store.open_session()
        why = exercising.hindrance(context, stored) if stored is not None else ""
        if stored is not None and why:
            self._visit.earlier = interrupted.close(context, stored, why)
