"""Which prompt comes next: worked out from what is stored, so that a kill loses nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exercise_companion.companion import (
    advising,
    asking,
    checking,
    checking_in,
    closing,
    correcting,
    deciding,
    exercising,
    explaining,
    flaring,
    helping,
    holding_back,
    interrupted,
    locating,
    pain_stops,
    playing,
    renewed,
    rules_changed,
    scoring,
    stepping,
    waiting,
    walking,
    watching,
    weekly,
)
from exercise_companion.core import prompts
from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.screening import NEW_ID
from exercise_companion.core.session import hard_stopped, is_hurting, just_done, stage, work
from exercise_companion.core.unrated import unrated
from exercise_companion.errors import StoreFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.companion.diary import Scores
    from exercise_companion.core.clearing_prompts import Told
    from exercise_companion.core.decision import Decision
    from exercise_companion.core.prompts import Prompt
    from exercise_companion.core.records import CheckPurpose, OpenAlert, StoredSession
    from exercise_companion.core.session import Session


@dataclass
class Visit:
    """What lives only while the program runs. Losing it loses no answer."""

    wants_session: bool = False
    """The patient asked to exercise."""
    session_id: int | None = None
    """The session this window showed last: what is told in it is kept, whatever ended it (A9)."""
    leg_told: tuple[int, ...] = ()
    """Alerts for a leg that gave way on a walk of the entry that is being made (rule NC-5)."""
    asks_where: bool = False
    """The patient wants to say where they are, whatever was said before (H-08)."""
    opening: bool = False
    """The program was opened: what is new in the plan is shown."""
    purposes: list[CheckPurpose] = field(default_factory=list)
    """Checks being asked, the innermost last."""
    intro_read: str = ""
    """The exercise (and version) whose instructions were read."""
    hurts: bool = False
    """It hurts, and that could not be written: the pain is asked all the same."""
    resumed: bool = False
    """The session was interrupted: whether it goes on is asked before the next set."""
    stopping: bool = False
    """`x` was pressed: two questions, then the reason (rule PR-07)."""
    ended_by_flag: bool = False
    """A warning sign ended a session in this visit (decisions E2)."""
    was_out: bool = False
    """The walk was done away from the screen: it is typed in."""
    notice: prompts.ShowNotice | None = None
    stops_on: date | None = None
    """The notice is "Stop now", of that exercise day."""
    asks_first: bool = False
    """The patient has asked for questions since, which do not wait for it."""
    cannot_call: prompts.ShowAdvice | None = None
    """The advice that was answered so: what helps then is shown, whatever becomes of the store."""
    summary: prompts.ShowSummary | None = None
    mistaken: tuple[int, ...] = ()
    """Alerts that were pressed by mistake, as was said: the word is to be typed (SI-14)."""
    told: Told | None = None
    """What came of something that was said outside a session; shown once."""
    earlier: Told | None = None
    """That an earlier session could not go on and was closed (decisions E5); shown once."""
    advises_again: tuple[int, ...] = ()
    """Alerts whose advice is shown once more: nobody has helped yet (SI-13), or told again."""
    answers_again: tuple[str, ...] = ()
    """Questions of the plan, answered today, that come once more: an answer was not right."""
    confirmed: Scores = ()
    """The scores that were confirmed before the page of pain was set aside."""
    put_off: bool = False
    """The patient left; what was left open is asked at the next start or opening."""

    @property
    def takes_back(self) -> bool:
        """Whether it is just being shown that an answer was a mistake."""
        return bool(self.mistaken) or "mistake" in self.purposes


def next_prompt(context: Context, visit: Visit) -> Prompt | None:
    """What to show now; None is Today."""
    steps: tuple[Callable[[Context, Visit], Prompt | None], ...] = (
        _crisis,
        _told,
        _emergency_advice,
        _wants_to_say_where,
        _mistake,
        _stop_now,
        _question,
        _advice,
        _left_open,
        _help,
        _sensation,
        _stop_reason,
        _notice,
        _session,
        _summary,
        _hard_stop,
        _whereabouts,
        _earlier,
        _what_is_new,
        _answers_again,
        _before_session,
    )
    for step in steps:
        prompt = step(context, visit)
        if prompt is not None:
            return prompt
    return None


def ask(
    context: Context, visit: Visit, purpose: CheckPurpose, session_id: int | None = None
) -> None:
    """Ask the safety questions for that purpose next; one left in the middle goes on.

    Args:
        context: the open store and what belongs to it.
        visit: what lives only now.
        purpose: why they are asked.
        session_id: the session they are about; without it the one in progress, if there is one.

    """
    if checking.open_check(context, purpose) is None:
        session = context.store.open_session()
        checking.begin(context, purpose, session_id or (session.id if session else None))
    visit.purposes.append(purpose)


def _crisis(context: Context, _visit: Visit) -> Prompt | None:
    alert = advising.open_crisis(context)
    return advising.crisis_screen(context, alert) if alert else None


def _emergency_advice(context: Context, visit: Visit) -> Prompt | None:
    """EMERGENCY is shown at once; URGENT and SOON wait for the end of the questions."""
    alerts = _to_tell(context, visit)
    if visit.cannot_call is not None:
        return advising.show_help(context, visit.cannot_call, alerts)
    unread = None if visit.put_off else advising.show_unread_help(context, alerts)
    if unread is not None:
        return unread
    if any(one.alert.tier.is_emergency for one in alerts):
        return advising.show(context, alerts)
    return None


def _to_tell(context: Context, visit: Visit) -> tuple[OpenAlert, ...]:
    """Alerts whose advice was not seen yet, or comes once more."""
    unseen = advising.unseen(context, takes_back=visit.takes_back)
    if not visit.advises_again:
        return unseen
    again = [one for one in context.store.open_alerts() if one.id in visit.advises_again]
    return (*unseen, *(one for one in again if one not in unseen))


def _wants_to_say_where(context: Context, visit: Visit) -> Prompt | None:
    """The patient asked for it: only what to do in an emergency comes before (H-08)."""
    return locating.question(context) if visit.asks_where else None


def _mistake(_context: Context, visit: Visit) -> Prompt | None:
    return correcting.confirm() if visit.mistaken else None


def _told(_context: Context, visit: Visit) -> Prompt | None:
    return visit.told


def _question(context: Context, visit: Visit) -> Prompt | None:
    while visit.purposes:
        check = checking.open_check(context, visit.purposes[-1])
        asked = asking.ask(context, check) if check else None
        if isinstance(asked, prompts.AskSafety) and asked.question.id == NEW_ID:
            return prompts.AskAnythingNew()
        if asked is not None:
            return asked
        visit.purposes.pop()
    return None


def _advice(context: Context, visit: Visit) -> Prompt | None:
    alerts = _to_tell(context, visit)
    return advising.show(context, alerts) if alerts else None


def _left_open(context: Context, visit: Visit) -> Prompt | None:
    """What was told and not asked to its end comes before anything else (decisions A4, A9)."""
    if visit.put_off or (context.store.open_session() and not waiting.opened(context)):
        return None
    visit.purposes += [check.purpose for check in waiting.take_up(context)]
    if checking.open_check(context, "left_open") is not None:
        visit.purposes.append("left_open")
    return _question(context, visit)


def _help(context: Context, _visit: Visit) -> Prompt | None:
    """SI-13: asked after a day; unless there was help, its advice comes once more.

    The answer is a record. Where nothing can be saved, it is asked the next time.
    """
    return helping.ask(context) if context.store.is_kept else None


def _whereabouts(context: Context, visit: Visit) -> Prompt | None:
    """H-08: which emergency number is the right one comes before anything is done."""
    return locating.ask(context) if visit.wants_session or visit.opening else None


def _what_is_new(context: Context, visit: Visit) -> Prompt | None:
    """What an update of the rules, or of the plan, changes comes before anything is done by it."""
    if not (visit.wants_session or visit.opening):
        return None
    return rules_changed.ask(context) or renewed.ask(context)


def _answers_again(context: Context, visit: Visit) -> Prompt | None:
    """Answers of today that were not right come before what is due next."""
    again = bool(visit.answers_again) and context.program is not None
    return checking_in.ask_again(context, visit.answers_again) if again else None


def _sensation(context: Context, visit: Visit) -> Prompt | None:
    """Rule PR-05: the next opening asks first what is open about a new feeling (decisions A9)."""
    return playing.ask_settled(context) if visit.wants_session or visit.opening else None


def _stop_reason(context: Context, visit: Visit) -> Prompt | None:
    visit.stopping = visit.stopping and exercising.open_session(context) is not None
    return prompts.AskStopReason() if visit.stopping else None


def _stop_now(context: Context, visit: Visit) -> Prompt | None:
    """Rule PR-02a: "Stop now" waits for no question, whoever left it open, and for no store."""
    if visit.stops_on not in {None, context.day}:
        visit.notice, visit.stops_on = None, None
    return visit.notice if visit.stops_on and not visit.asks_first else None


def _notice(context: Context, visit: Visit) -> Prompt | None:
    if visit.stops_on:
        return visit.notice
    stored = exercising.session_to_answer(context)
    if stored is None:
        visit.notice = None
    if stored is None or visit.notice is None:
        return None
    goes_on = stage(exercising.rebuild(context, stored)) not in {"over", "effort"}
    return replace(visit.notice, may_hurt=goes_on)


def _summary(_context: Context, visit: Visit) -> Prompt | None:
    return visit.summary


# --- a session in progress ----------------------------------------------------------------------


def _session(context: Context, visit: Visit) -> Prompt | None:
    stored = exercising.open_session(context) if visit.wants_session else None
    if stored is None or deciding.is_blocked(context):
        return None
    session = exercising.rebuild(context, stored)
    where = stage(session)
    if where == "over":
        return _after(context, visit, stored, session)
    if where == "pain" or (visit.hurts and session.current is not None):
        hurts = visit.hurts or is_hurting(session)
        return playing.ask_pain_during(context, session, hurts=hurts)
    done = just_done(session)
    if where == "effort" and done is not None:
        asked = playing.ask_item_effort(context, done, work(session, done).variant)
        return replace(asked, may_hurt=session.current is not None)
    if where == "offer_easier":
        return playing.offer_easier_again(context, session)
    if visit.resumed:
        return interrupted.ask_go_on(context, stored, session)
    if where == "walk" and walking.comes_before_the_instructions(session):
        return walking.next_of_walk(context, session, typed=False)
    return _set(context, visit, stored, session, is_walk=where == "walk")


def _set(
    context: Context, visit: Visit, stored: StoredSession, session: Session, *, is_walk: bool
) -> Prompt:
    if visit.intro_read != playing.intro_key(session):
        return stepping.with_next_step(context, stored, playing.intro(context, session))
    if is_walk:
        return walking.next_of_walk(context, session, typed=visit.was_out)
    return playing.do_set(context, session)


def _after(
    context: Context, visit: Visit, stored: StoredSession, session: Session
) -> Prompt | None:
    """Questions about warning signs, pain after, anything new, effort: then the session ends."""
    again = None if hard_stopped(session) else unrated(session)
    if again is not None:
        return playing.ask_pain_again(context, session, again)
    purpose = closing.questions_due(context, stored, session)
    if purpose is not None:
        ask(context, visit, purpose)
        return _question(context, visit)
    if closing.pain_after_due(stored):
        return closing.ask_pain_after(context, session)
    return prompts.AskEffort()


# --- before a session ---------------------------------------------------------------------------


def _hard_stop(context: Context, visit: Visit) -> Prompt | None:
    """What pain stopped is asked about before anything else goes on (decisions A9)."""
    asks = (visit.wants_session or visit.opening) and not visit.put_off
    stopped = pain_stops.unasked(context) if asks else None
    if stopped is None:
        return None
    ask(context, visit, "hard_stop", stopped.id)
    return _question(context, visit)


def _earlier(_context: Context, visit: Visit) -> Prompt | None:
    return visit.earlier if visit.wants_session else None


def _before_session(context: Context, visit: Visit) -> Prompt | None:
    if not visit.wants_session:
        return None
    made = deciding.decision(context)
    if made.kind in {DecisionKind.LOCKED, DecisionKind.HELD, DecisionKind.NO_VALID_PROGRAM}:
        return _decided(context, made)
    flare_asks = watching.check_due(context) == "flare"
    morning = None if flare_asks else deciding.morning_due(context)
    if morning is not None:
        return closing.ask_pain_morning(context, morning)
    if not (flare_asks or deciding.still_to_do(context, deciding.day_plan(context))):
        return explaining.nothing_planned(context)
    if made.kind is DecisionKind.SCREEN_FIRST:
        return _screen_first(context, visit)
    asked = _asked_at_times(context) if made.may_begin else None
    return asked or _decided(context, made)


def _asked_at_times(context: Context) -> Prompt | None:
    """What is asked on some days only: a flare-up, the week's pain, obstacles, check-ins."""
    asked = flaring.ask(context) or weekly.ask_pain(context) or holding_back.ask(context)
    return asked or checking_in.ask(context)


def _decided(context: Context, made: Decision) -> Prompt:
    """A decision as it is shown, and kept with its reasons.

    One that cannot be written is shown all the same: it only says what is on record.
    """
    with suppress(StoreFault):
        context.store.record_decision(made)
    return explaining.show(context, made)


def _screen_first(context: Context, visit: Visit) -> Prompt | None:
    """The questions a computed rule asks for, the daily ones, then the pain (FL-1, A11, SI-01)."""
    if waiting.checks(context):  # asked before, or put off: nothing else goes on
        return None
    purpose = watching.check_due(context)
    if purpose is None and checking.is_check_fresh(context):
        return scoring.ask_before(context, visit.confirmed)
    ask(context, visit, purpose or "daily")
    return _question(context, visit)
