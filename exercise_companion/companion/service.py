"""The patient's use cases: one method each; what is acknowledged is on disk.

Both interfaces drive a visit the same way: `next` hands out the prompt to show, `reply` keeps the
answer.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from exercise_companion.companion import (
    checking,
    deciding,
    exercising,
    interrupted,
    serving,
    today,
)
from exercise_companion.companion.context import Context
from exercise_companion.companion.conversing import Conversing
from exercise_companion.companion.footing import Footing
from exercise_companion.companion.setting_up import SettingUp
from exercise_companion.companion.visit import Visit
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
    from exercise_companion.core.settings import Settings
    from exercise_companion.core.today_view import TodayView
    from exercise_companion.core.views import LoadView


class Companion(Conversing):
    """One patient's companion over one data folder. Use it in the thread that made it.

    Args:
        folder: the data folder; nothing is created in it before a program is installed.
        clock: tells the time.

    Where the data cannot be written to, or stop being so, the warning signs are asked about and
    advised on all the same (decisions A17), and what is on record can be looked up; see `fault`.
    Everything else that would keep something raises `StoreFault`, and so does every look at data
    that cannot be read.

    Raises:
        UsageFault: the clock was moved, and the data are a real patient's (decisions D8).

    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._visit = Visit()
        self._offered: dict[Path, Offered] = {}
        self._setting_up = SettingUp()
        self._footing = Footing(folder, clock)
        self.damage: StoreFault | None = None
        """Why the last *Today* shows only a part of what is on record; None when it shows all."""

    @property
    def clock(self) -> Clock:
        """Tells the time of everything that is kept here."""
        return self._clock

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
        return self._footing.fault

    def come_back(self) -> None:
        """Work on the store itself again, where it can be written to by now."""
        self._footing.come_back()

    def close(self) -> None:
        """Close the store. A session in progress stays open and goes on where it stopped."""
        self._footing.close()

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
        offered = serving.read_offer(path, self._clock, self._installed(), named_key)
        self._offered[path] = offered
        return offered.view

    def install(self, path: Path, name: str, born: str) -> None:
        """Install a program that was previewed, for the person who typed name and birth date.

        Raises:
            Refused, UsageFault: somebody else's, or not to be installed; nothing was changed.
            StoreFault: it cannot be written; nothing was changed.

        """
        context = self._installed()
        if path not in self._offered:
            self.preview(path)
        offered = self._offered[path]
        serving.confirm_identity(offered.loaded.program, name, born)
        if context is None:
            kind = serving.store_kind(offered.loaded.program, self._clock)
            store = open_store(self._folder, clock=self._clock, create=kind)
            context = Context(store, self._clock, self._folder)
            self._footing.stand_on(context)
        self._close_open(context)
        with context.store.transaction():
            serving.install(context, offered, self._clock)
            context.refresh_projection()
        self._setting_up.keep_what_waits(context.store)
        del self._offered[path]

    def _installed(self) -> Context | None:
        """The store itself, for a program to be kept in; None where there is none yet.

        Raises:
            StoreFault: it cannot be written to, or not be read.

        """
        self._footing.come_back()
        if self._footing.is_gone:
            return None
        if self._footing.fault is not None:
            raise self._footing.fault
        return self._footing.context

    # --- a visit --------------------------------------------------------------------------------

    def today(self) -> TodayView:
        """Today as it stands now."""
        if not self._visit.purposes:
            self._footing.come_back()
        context, fault = self._footing.context, self._footing.fault
        if context is None:
            return today.nothing_here(self._clock.when().local_day, "no_store")
        if not self._footing.is_readable:
            nothing = today.nothing_here(context.day, "no_program")
            return today.unsaved(context, nothing, fault) if fault else nothing
        try:
            context.refresh()
            view = today.today(context)
        except StoreFault as damage:
            self.damage = damage
            return today.as_far_as_known(context, fault or damage)
        self.damage = None
        return view if fault is None else today.unsaved(context, view, fault)

    def start(self) -> None:
        """The patient wants to exercise: `next` then leads there, as far as it is allowed.

        Raises:
            Refused: there is no plan, or another window runs the session.
            StoreFault: nothing can be saved. What a lock says is shown all the same.

        """
        context = self._require_context()
        fault = self._footing.fault
        if fault is None:
            context.own_session()
            self._close_stale(context)
        elif not deciding.is_blocked(context):
            raise fault
        self._visit.wants_session, self._visit.put_off = True, False
        self._visit.resumed = exercising.open_session(context) is not None
        if not deciding.is_blocked(context):
            self._visit.purposes = list(checking.unfinished(context))
            self._visit.stopping = "stop" in self._visit.purposes

    def greet(self) -> None:
        """The patient opens the program: `next` then shows what is new in the plan, too."""
        self._visit.opening = True

    def emergency_card(self) -> tuple[str, ...]:
        """The card `!` shows first."""
        context = self._footing.context
        if context is None:
            return card(None)
        return card(context.reach.emergency_number, context.region.elsewhere)

    @property
    def ended_by_flag(self) -> bool:
        """Whether a warning sign ended a session since the program was opened."""
        return self._visit.ended_by_flag

    @property
    def is_demo(self) -> bool:
        """Whether the program is an example for nobody (clinical-spec 4)."""
        context = self._footing.context
        program = context.program if context else None
        return program is not None and program.demo

    @property
    def may_skip_waits(self) -> bool:
        """Whether waiting may be skipped: never on a real patient's store (decisions D8)."""
        context = self._footing.context
        with suppress(StoreFault):
            return context is not None and context.store.kind != "real"
        return False

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
        context = self._installed()
        return self._setting_up.change(context.store if context else None, changes)

    # --- what was left ----------------------------------------------------------------------------

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
