"""The talk with the patient: the next prompt, and the reply kept, or unsaved if need be (A17)."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from exercise_companion.companion import (
    answering,
    asking,
    checking,
    checking_in,
    deciding,
    during,
    ending,
    measures,
    replying,
    scoring,
    waiting,
    watching,
)
from exercise_companion.companion.entries import Entries
from exercise_companion.companion.unsaved import SignNotSavedError, StopNotSavedError
from exercise_companion.companion.visit import ask, next_prompt
from exercise_companion.core import crisis_prompts, prompts
from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.whereabouts import AskWhereabouts
from exercise_companion.errors import Refused, StoreFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.companion.context import Context
    from exercise_companion.core.prompts import Prompt, Reply

T = TypeVar("T")

TAKEN: Final = (
    prompts.AskSafety,
    prompts.AskAnythingNew,
    prompts.AskSettled,
    prompts.ShowAdvice,
    crisis_prompts.AskCrisis,
    crisis_prompts.ShowCrisis,
    Told,
    AskWhereabouts,
)
"""What may go on unsaved: the questions about warning signs, reading what to do, and which
emergency number is the right one. A reply to anything else, a way out of a lock above all, has to
be kept (decisions A17)."""

GivesScores: TypeAlias = prompts.Scored | prompts.Leave | prompts.SetAside
"""Replies that pain scores are kept with."""


class Conversing(Entries):
    """`next` hands out the prompt to show, `reply` keeps the answer; `Companion` adds the rest."""

    _asked_over: Context | None = None
    """The store that was asked over last."""
    _asks_anew = False
    """What was asked is not known any more: it is asked again from its beginning."""

    def something_is_wrong(self) -> None:
        """The patient pressed `!`: the questions about warning signs, chest and stroke first.

        What was told before the program was closed and not asked to its end comes even before.
        """
        self._comes_between()
        self._asking(self._ask_what_is_wrong)

    def ask_where(self) -> None:
        """The patient wants to say where they are: `next` then asks it (H-08)."""
        self._comes_between()
        self._visit.asks_where = True

    def answer_again(self) -> None:
        """Today's answers to the questions of the plan were not right: `next` asks them once more.

        Raises:
            Refused: none was answered today.

        """
        answered = tuple(checking_in.answered_today(self._require_context()))
        if not answered:
            what_happened = "No question of your plan was answered today."
            raise Refused(what_happened, "An answer can be corrected on the day it was given.")
        self._comes_between()
        self._visit.answers_again = answered

    def _comes_between(self) -> None:
        """A session does not go on by itself after that: it waits for the patient."""
        self._visit.resumed = self._visit.resumed or self._visit.wants_session

    def _ask_what_is_wrong(self, context: Context) -> None:
        """Every sign anew, chest and stroke first; only what is being asked just now goes on.

        Not from the ten minutes' rest: what begins in them is told at once, and the rest goes on
        afterwards (rule C-13).
        """
        self._visit.asks_first = True
        live = self._visit.purposes
        goes_on = "wrong" in live and checking.was_asked_just_now(context, "wrong")
        if not goes_on or asking.is_resting(context, "wrong"):
            waiting.leave_off(context, "wrong")
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
            ending.close_overtaken(context, self._visit)
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
        if isinstance(prompt, prompts.ShowNotice) and self._visit.stops_on:
            self._visit.notice, self._visit.stops_on = None, None
        elif isinstance(prompt, TAKEN) or isinstance(reply, prompts.Stop):
            self._asking(lambda found: self._answer(found, prompt, reply))
        else:
            self._keep_or_tell(prompt, reply)
        return self._footing.fault is None

    def _answer(self, context: Context, prompt: Prompt, reply: Reply) -> None:
        if not self._asks_anew or isinstance(prompt, AskWhereabouts):
            self._keep(context, prompt, reply)
        elif isinstance(prompt, answering.Shown) and isinstance(reply, prompts.Answered):
            answering.count_alone(context, self._visit, prompt, reply)
        elif isinstance(prompt, prompts.ShowAdvice) and reply == prompts.Acknowledged(
            "cannot_call"
        ):
            self._visit.cannot_call = prompt

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
            alerts = unsaved.alerts
            self._footing.tell(lambda found: measures.keep_leg(found, alerts), unsaved)
        except StopNotSavedError as stop:
            self._tell_of_stop(stop)
            if isinstance(reply, prompts.Scored) and reply.new_sensation:
                self._tell_of_feeling(stop)
        except StoreFault as fault:
            if not (isinstance(prompt, prompts.AskPain) and isinstance(reply, GivesScores)):
                raise
            self._tell_of_pain(prompt, reply, fault)

    def _tell_of_feeling(self, fault: StoreFault) -> None:
        told = [waiting.NEW_FEELING]
        self._footing.tell(lambda found: waiting.ask_first(found, told), fault)
        self._visit.purposes.append("left_open")

    def _tell_of_stop(self, stop: StopNotSavedError) -> None:
        """Rule PR-02a: its questions come unsaved; it is written as soon as that works again."""
        keep = partial(during.keep_stop, stop=stop)
        self._footing.owe(keep)
        self._footing.tell(keep, stop)
        self._asking(lambda context: ask(context, self._visit, "hard_stop"))

    def _tell_of_pain(self, asked: prompts.AskPain, scored: GivesScores, fault: StoreFault) -> None:
        """A new feeling, or pain too high to start, is asked about and advised on unsaved.

        So it is where the page was left at the second place.
        """
        if isinstance(scored, prompts.Scored) and scored.new_sensation:
            self._tell_of_feeling(fault)
        elif scoring.is_too_high(self._required_to_ask(), asked, scored.scores):
            self._footing.tell(scoring.tell_too_high, fault)
            self._asking(lambda context: ask(context, self._visit, "high_pain"))
        else:
            raise fault

    @property
    def stop_notice(self) -> prompts.ShowNotice | None:
        """The notice "Stop now", where it was not read yet (rule PR-02a)."""
        return self._visit.notice if self._visit.stops_on else None

    @property
    def can_ask(self) -> bool:
        """Whether the warning signs can be asked about: not before the first program."""
        return self._footing.context is not None

    def is_blocked(self) -> bool:
        """Whether exercise is locked or held now."""
        return self.can_ask and self._asking(deciding.is_blocked)
