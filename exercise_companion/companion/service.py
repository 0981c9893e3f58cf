"""The patient's use cases: one method each; what is acknowledged is on disk.

Both interfaces drive a visit the same way: `next` hands out the prompt to show, `reply` keeps the
answer.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

from exercise_companion import catalogue
from exercise_companion.companion import (
    checking,
    deciding,
    exercising,
    interrupted,
    replying,
    serving,
    today,
    waiting,
    watching,
)
from exercise_companion.companion.context import Context
from exercise_companion.companion.entries import Entries
from exercise_companion.companion.footing import Footing
from exercise_companion.companion.setting_up import SettingUp
from exercise_companion.companion.unsaved import SignNotSavedError
from exercise_companion.companion.visit import Visit, ask, next_prompt
from exercise_companion.core import prompts
from exercise_companion.core.calling import emergency_number
from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.emergency import card
from exercise_companion.core.follow_ups import follow_up_of
from exercise_companion.core.terms import Answer
from exercise_companion.errors import StoreFault
from exercise_companion.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import Self

    from exercise_companion.clock import Clock
    from exercise_companion.companion.serving import Offered
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.settings import Settings
    from exercise_companion.core.today_view import TodayView
    from exercise_companion.core.views import LoadView

T = TypeVar("T")

TAKEN: Final = (
    prompts.AskSafety,
    prompts.AskAnythingNew,
    prompts.AskSettled,
    prompts.ShowAdvice,
    prompts.AskCrisis,
    prompts.ShowCrisis,
    Told,
)
"""What may go on unsaved: the questions about warning signs, and reading what to do. A reply to
anything else, a way out of a lock above all, has to be kept (decisions A17)."""


class Companion(Entries):
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
        self._asked_over = self._footing.context
        self._asks_anew = False
        """What was asked is not known any more: it is asked again from its beginning."""

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
            return today.as_far_as_known(context, fault or damage)
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

    def something_is_wrong(self) -> None:
        """The patient pressed `!`: the questions about warning signs, chest and stroke first.

        What was told before the program was closed and not asked to its end comes even before.
        """
        self._asking(self._ask_what_is_wrong)

    def _ask_what_is_wrong(self, context: Context) -> None:
        live = self._visit.purposes
        left = [purpose for purpose in waiting.told_before(context) if purpose not in live]
        ask(context, self._visit, "wrong")
        self._visit.purposes += left

    def _asking(self, work: Callable[[Context], T]) -> T:
        """Do what belongs to the questions; where the store fails, over one in memory (A17)."""
        return self._footing.carry_on(self._required_to_ask(), lambda found: self._do(work, found))

    def _do(self, work: Callable[[Context], T], context: Context) -> T:
        """Over a store in memory no session goes on; in one that knows nothing the check begins."""
        if not context.store.is_kept:
            self._visit.wants_session = self._visit.wants_session and deciding.is_blocked(context)
            self._visit.stopping = False
        self._asks_anew = context is not self._asked_over and not self._footing.is_readable
        if self._asks_anew:
            for purpose in self._visit.purposes:
                checking.begin(context, purpose)
        self._asked_over = context
        return work(context)

    def next(self) -> Prompt | None:
        """What to show now; None is Today."""
        return self._asking(self._next) if self.can_ask else None

    def _next(self, context: Context) -> Prompt | None:
        context.refresh()
        with suppress(StoreFault):  # what cannot be written waits (A8)
            watching.watch(context)
        return next_prompt(context, self._visit)

    def reply(self, prompt: Prompt, reply: Reply) -> bool:
        """Keep the reply to a prompt; it is on disk when this returns.

        Returns:
            False when it could not be written but the questions go on, or advice goes first:
            `next` shows that, and it says that it was not saved (decisions A17).

        Raises:
            StoreFault: it could not be written, and nothing of it was.
            Refused: it does not fit what is going on now.

        """
        if isinstance(prompt, TAKEN) or isinstance(reply, prompts.Stop):
            self._asking(lambda found: self._answer(found, prompt, reply))
        else:
            self._keep_or_tell(prompt, reply)
        return self._footing.fault is None

    def _answer(self, context: Context, prompt: Prompt, reply: Reply) -> None:
        if not self._asks_anew:
            self._keep(context, prompt, reply)
        elif isinstance(reply, prompts.Answered) and reply.value is not Answer.NO:
            waiting.ask_first(context, [_told_by(prompt)])
            self._visit.purposes.append("left_open")

    def _keep(self, context: Context, prompt: Prompt, reply: Reply) -> None:
        context.refresh()
        alerts = len(context.store.open_alerts())
        replying.keep(context, self._visit, prompt, reply)
        if len(context.store.open_alerts()) != alerts:
            with suppress(StoreFault):  # it is worked out anew where it is missing
                context.refresh_projection()

    def _keep_or_tell(self, prompt: Prompt, reply: Reply) -> None:
        """A reply that has to be kept; what it tells of a warning sign goes first all the same."""
        try:
            self._keep(self._require_context(), prompt, reply)
        except SignNotSavedError as unsaved:
            self._footing.tell(unsaved.alerts, unsaved)
        except StoreFault as fault:
            if not (isinstance(reply, prompts.Scored) and reply.new_sensation):
                raise
            self._footing.ask_first([waiting.NEW_FEELING], fault)
            self._visit.purposes.append("left_open")

    def emergency_card(self) -> tuple[str, ...]:
        """The card `!` shows first."""
        context = self._footing.context
        program = context.program if context else None
        region = catalogue.region(program.region if program else "")
        return card(emergency_number(program.contacts if program else None, region))

    @property
    def can_ask(self) -> bool:
        """Whether the warning signs can be asked about: not before the first program."""
        return self._footing.context is not None

    def is_blocked(self) -> bool:
        """Whether exercise is locked or held now."""
        return self.can_ask and self._asking(deciding.is_blocked)

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


def _told_by(prompt: Prompt) -> str:
    """The topic or sign that a safety question is about."""
    question = getattr(prompt, "question", None) or getattr(prompt, "asked", None)
    asked = getattr(question, "id", "")
    follow_up = follow_up_of(asked)
    return follow_up[0] if follow_up else asked
