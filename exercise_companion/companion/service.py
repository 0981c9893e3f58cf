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
    diary,
    exercising,
    interrupted,
    late,
    measures,
    paper,
    replying,
    reporting,
    serving,
    slipping,
    today,
    unsaved,
    waiting,
    watching,
)
from exercise_companion.companion.context import Context
from exercise_companion.companion.lookups import Lookups
from exercise_companion.companion.setting_up import SettingUp
from exercise_companion.companion.visit import Visit, ask, next_prompt
from exercise_companion.core.calling import emergency_number
from exercise_companion.core.emergency import card
from exercise_companion.errors import StoreFault, UsageFault
from exercise_companion.reports import slip
from exercise_companion.store import NoStore, open_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from typing import Self

    from exercise_companion.clock import Clock
    from exercise_companion.companion.diary import Scores
    from exercise_companion.companion.late import LateSession
    from exercise_companion.companion.serving import Offered
    from exercise_companion.core.paper import FilledDay
    from exercise_companion.core.prompts import Prompt, Reply, Talked
    from exercise_companion.core.records import MedicineRecord, WalkRecord
    from exercise_companion.core.settings import Settings
    from exercise_companion.core.terms import Site
    from exercise_companion.core.today_view import TodayView
    from exercise_companion.core.views import LoadView
    from exercise_companion.reports.contents import Contents
    from exercise_companion.store import Store
    from exercise_companion.store.kept import FlareChange


class Companion(Lookups):
    """One patient's companion over one data folder. Use it in the thread that made it.

    Args:
        folder: the data folder; nothing is created in it before a program is installed.
        clock: tells the time.

    Raises:
        StoreFault: the data cannot be used.
        UsageFault: the clock was moved, and the data are a real patient's (decisions D8).

    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._visit = Visit()
        self._offered: dict[Path, Offered] = {}
        self._setting_up = SettingUp()
        self._context = _open(folder, clock)
        if self._context is not None:
            self._settle_what_was_left(self._context)

    @property
    def context(self) -> Context | None:
        """The open store and what belongs to it; None before the first program."""
        return self._context

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
        offered = serving.read_offer(path, self._clock, self._context, named_key)
        self._offered[path] = offered
        return offered.view

    def install(self, path: Path, name: str, born: str) -> None:
        """Install a program that was previewed, for the person who typed name and birth date.

        Raises:
            Refused, UsageFault: somebody else's, or not to be installed; nothing was changed.

        """
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
        if self._context is None:
            return today.nothing_here(self._clock.when().local_day, "no_store")
        self._context.refresh()
        return today.today(self._context)

    def start(self) -> None:
        """The patient wants to exercise: `next` then leads there, as far as it is allowed.

        Raises:
            Refused: there is no plan, or another window runs the session.

        """
        context = self._require_context()
        context.own_session()
        self._close_stale(context)
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
        context = self._require_context()
        live = self._visit.purposes
        left = [purpose for purpose in waiting.told_before(context) if purpose not in live]
        ask(context, self._visit, "wrong")
        self._visit.purposes += left

    def next(self) -> Prompt | None:
        """What to show now; None is Today."""
        if self._context is None:
            return None
        self._context.refresh()
        self._watch(self._context)
        return next_prompt(self._context, self._visit)

    def reply(self, prompt: Prompt, reply: Reply) -> bool:
        """Keep the reply to a prompt; it is on disk when this returns.

        Returns:
            False when it could not be written but advice goes first: `next` shows it, and it says
            that it was not saved (decisions A17).

        Raises:
            StoreFault: it could not be written, and nothing of it was.
            Refused: it does not fit what is going on now.

        """
        context = self._require_context()
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
    def may_skip_waits(self) -> bool:
        """Whether waiting may be skipped: never on a real patient's store (decisions D8)."""
        return self._context is not None and self._context.store.kind != "real"

    def local_time(self, moment: datetime) -> datetime:
        """An instant in the patient's zone."""
        return moment.astimezone(self._clock.local().tzinfo)

    # --- the program itself ---------------------------------------------------------------------

    def settings(self) -> Settings:
        """How the program looks, sounds and asks; the defaults where nothing was chosen."""
        return self._setting_up.now(self._store)

    def change_settings(self, changes: Mapping[str, str]) -> Settings:
        """Change settings by name and text (see `core.settings`); all of these, or none.

        Before the first program is installed nothing is written: what was chosen is kept with it.

        Raises:
            UsageFault: there is no such setting or value; nothing was changed.
            StoreFault: it could not be written; nothing was changed.

        """
        return self._setting_up.change(self._store, changes)

    # --- the diary: works while exercise is locked, too (clinical-spec 7.5) -----------------------

    def sites(self) -> tuple[Site, ...]:
        """Where this patient's pain is asked."""
        return self._require_context().require_program().sites

    @property
    def day(self) -> date:
        """The exercise day now."""
        return self._clock.when().local_day

    def log_session(self, session: LateSession, *, asks: bool = False) -> None:
        """Keep a session entered afterwards (see `late`).

        Args:
            session: what was done, and when.
            asks: ask next whether anything new or worrying started in it; a sign that it tells of
                already comes first instead.

        """
        context = self._require_context()
        alerts = late.alerts_of(context, session)
        asks = asks and not alerts
        with unsaved.told_all_the_same(context, self._visit, alerts), context.store.transaction():
            session_id = late.log_session(context, session, alerts)
            if asks:
                checking.begin(context, "after", session_id)
        if asks:
            self._visit.told = late.on_record(context, session, session_id)
            self._visit.purposes.append("after")

    def log_paper(self, filled: Sequence[FilledDay]) -> None:
        """Keep days as they stand on paper, all or none (see `paper`)."""
        context = self._require_context()
        alerts = paper.alerts_of(context, filled)
        with unsaved.told_all_the_same(context, self._visit, alerts):
            paper.log_days(context, filled, alerts)

    def log_pain(self, scores: Scores) -> None:
        """Keep pain scores of the day (see `diary`)."""
        diary.log_pain(self._require_context(), scores)

    def log_morning(self, scores: Scores) -> None:
        """Keep the next-morning score that is due (see `diary`)."""
        diary.log_morning(self._require_context(), scores)

    def log_walk(self, walk: WalkRecord) -> None:
        """Keep a walk or ride (see `measures`).

        When a leg gave way and it cannot be written, `next` shows the advice all the same (A17).
        """
        context = self._require_context()
        alerts = measures.alerts_of_walk(context, walk)
        with unsaved.told_all_the_same(context, self._visit, alerts):
            measures.log_walk(context, walk, alerts)

    def log_medicine(self, medicine: MedicineRecord) -> None:
        """Keep on how many days medicine was taken (see `measures`)."""
        measures.log_medicine(self._require_context(), medicine)

    def log_flare(self, change: FlareChange) -> tuple[str, ...]:
        """Keep that a flare-up began or ended; what to do in it (see `diary`)."""
        return diary.log_flare(self._require_context(), change)

    def log_pause(self, first: date, last: date, reason: str) -> None:
        """Keep days off (see `diary`)."""
        diary.log_pause(self._require_context(), first, last, reason)

    def talk_ends(self) -> bool:
        """Whether a talk recorded now would end something (see `diary`)."""
        return diary.talk_ends(self._require_context())

    def log_talk(self, talked: Talked, *, review: bool) -> None:
        """Keep a talk with a clinician (see `diary`)."""
        diary.log_talk(self._require_context(), talked, review=review)

    def report(self, first: date | None, last: date | None) -> Contents:
        """What a report of these days shows (see `reporting`)."""
        return reporting.gather(self._require_context(), first, last)

    def slip(self) -> str:
        """What was reported, when, and what was told, as plain text to print (see `slipping`)."""
        return slip.text(slipping.gather(self._require_context()))

    # --- what was left ----------------------------------------------------------------------------

    @property
    def _store(self) -> Store | None:
        return self._context.store if self._context is not None else None

    def _watch(self, context: Context) -> None:
        """Bring what the computed rules find up to date; what cannot be written waits (A8)."""
        with suppress(StoreFault):
            watching.watch(context)

    def _settle_what_was_left(self, context: Context) -> None:
        """Raise what could not be saved, and bring what is kept for *Today* up to date.

        The start is noted, so that a clock set back later is seen by it (H-03, decisions D9).
        """
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


def _open(folder: Path, clock: Clock) -> Context | None:
    try:
        store = open_store(folder, clock=clock)
    except NoStore:
        return None
    if clock.is_shifted and store.kind == "real":
        store.close()
        what_happened = "The clock cannot be moved on a real patient's data."
        raise UsageFault(what_happened, "Leave out --now and EXERCISE_COMPANION_NOW.")
    return Context(store, clock, folder)
