"""Keeps what happens on a walk inside a session: all of a reply is on disk, or nothing of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import (
    during,
    ending,
    exercising,
    measures,
    reported,
    unlogged,
    watching,
)
from exercise_companion.companion.rebuilding import program_of
from exercise_companion.companion.unsaved import SignNotSavedError
from exercise_companion.companion.visit import ask
from exercise_companion.companion.walking import state_of, turn_of
from exercise_companion.core import walk_flow, walk_prompts
from exercise_companion.core.pain import DuringOutcome
from exercise_companion.core.prompts import DidSet, Scored
from exercise_companion.core.walk_questions import GAVE_WAY, is_complete
from exercise_companion.errors import Refused, StoreFault

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.records import AlertRecord, SessionEvent, StoredSession
    from exercise_companion.core.session import Judgement
    from exercise_companion.core.walk_flow import WalkNews, WalkTurn
    from exercise_companion.core.walk_in_progress import WalkState

LONGEST_BOUT_SECONDS: Final = 24 * 60 * 60

TOP_SCORE: Final = 10

_STAGES: Final[dict[type, frozenset[str]]] = {
    walk_prompts.DoBout: frozenset({"bout"}),
    walk_prompts.AskLegs: frozenset({"legs", "rest"}),
    walk_prompts.AskWalk: frozenset({"tell", "bout"}),
}
"""Where a walk stands while a prompt of it is shown; one that was out is typed in at a bout."""

_GOES_ON = (DidSet, walk_prompts.EndWalk, walk_prompts.WasOut)
"""Replies that tell nothing of the legs."""


def keep(context: Context, visit: Visit, prompt: Prompt, reply: Reply) -> None:
    """A reply on a walk; what is told of the legs is kept whatever ended the session (A9).

    Raises:
        Locked, SessionOver: the session has ended, and the reply only goes on with it.
        SignNotSavedError: a leg gave way, and it could not be written (NC-5, A17).

    """
    if isinstance(reply, _GOES_ON):
        stored = ending.session_in_progress(context, visit)
        if isinstance(reply, walk_prompts.WasOut):
            _was_out(context, visit, stored)
        else:
            _keep(context, visit, stored, prompt, reply)
        return
    with ending.telling(context, visit, prompt) as stored:
        _keep(context, visit, stored, prompt, reply)


def _keep(
    context: Context, visit: Visit, stored: StoredSession, prompt: Prompt, reply: Reply
) -> None:
    """All of it or nothing; a leg that gave way is told even if it cannot be written."""
    came = _news(context, visit, stored, prompt, reply)
    alerts = _alerts_of(context, came)
    try:
        with context.store.transaction():
            stored = _write(context, visit, stored, came, alerts)
            if came.gave_way:
                ending.end_by_flag(context, visit)
            elif isinstance(reply, walk_prompts.Legs):
                _stop_for_pain(context, visit, stored, reply.score)
    except StoreFault as fault:
        if alerts:
            raise SignNotSavedError(fault, alerts) from fault
        raise _unsaved(context, visit, stored, reply, fault) from fault


def _news(
    context: Context, visit: Visit, stored: StoredSession, prompt: Prompt, reply: Reply
) -> WalkNews:
    """What a reply on a walk leads to; nothing is kept yet.

    Raises:
        Refused: it does not fit where the walk stands, or cannot be.

    """
    turn = turn_of(context, exercising.rebuild(context, stored), stored.id)
    state = state_of(turn)
    if state.stage not in _STAGES[type(prompt)]:
        what_happened = "You answered this in another window."
        raise Refused(what_happened, "Please answer the question that comes now.")
    match reply:
        case DidSet():
            return _bout(context, turn, state, reply)
        case walk_prompts.FeltLegs():
            return walk_flow.felt(turn, max(state.so_far, _seconds(reply.seconds)))
        case walk_prompts.Legs():
            return walk_flow.legs(turn, state, _legs(reply))
        case walk_prompts.LeaveRest() if state.stage == "rest":
            return walk_flow.rest_left(turn)
        case walk_prompts.EndWalk():
            return walk_flow.ended(turn, max(state.so_far, _seconds(reply.seconds)))
        case walk_prompts.WalkTold():
            return _told(turn, state, reply, typed=visit.was_out)
        case _:
            what_happened = "That answer does not belong here."
            raise Refused(what_happened, "Please use the keys on the screen.")


def _bout(context: Context, turn: WalkTurn, state: WalkState, did: DidSet) -> WalkNews:
    """Never less than is on record of it: a sign of the legs stands at its second."""
    exercising.refuse_skipped_waits(context, did)
    given = state.targets()[0].seconds if did.seconds is None else _seconds(did.seconds)
    seconds = max(state.so_far, given or 0)
    return walk_flow.bout_done(turn, replace(exercising.set_done(did), seconds=seconds))


def _seconds(seconds: int) -> int:
    if not 0 <= seconds <= LONGEST_BOUT_SECONDS:
        what_happened = "The time of this part cannot be right."
        raise Refused(what_happened, "Please give it again.")
    return seconds


def _legs(given: walk_prompts.Legs) -> walk_prompts.Legs:
    score = given.score
    if score is not None and (type(score) is not int or not 0 <= score <= TOP_SCORE):
        what_happened = "A score is a whole number from 0 to 10."
        raise Refused(what_happened, "Please give it again.")
    return given


def _told(
    turn: WalkTurn, state: WalkState, reply: walk_prompts.WalkTold, *, typed: bool
) -> WalkNews:
    about = walk_flow.about_of(turn, state, typed=typed)
    whole = is_complete(about, reply.answers) or (typed and reply.answers == GAVE_WAY)
    if (state.stage == "bout") is not typed or not whole:
        what_happened = "These answers do not fit the questions."
        raise Refused(what_happened, "Please give them again.")
    return walk_flow.told(turn, state, reply.answers, typed=typed)


def _alerts_of(context: Context, came: WalkNews) -> tuple[AlertRecord, ...]:
    """What a leg that gave way raises (rule NC-5)."""
    return () if came.walk is None else measures.alerts_of_walk(context, came.walk)


def _write(
    context: Context,
    visit: Visit,
    stored: StoredSession,
    came: WalkNews,
    alerts: tuple[AlertRecord, ...],
) -> StoredSession:
    """Keep it, in the caller's commit; topics 1 and 2 are asked next where NC-3 says so.

    Returns:
        the session with it.

    """
    now = exercising.keep(context, stored, *came.events)
    if came.walk is not None:
        if not (came.walk.timed or came.gave_way):
            measures.require_walk(came.walk)
        context.store.log_walk(came.walk)
        visit.was_out = False
    elif stored.ended is not None:
        unlogged.log_walks(context, stored.id, program_of(context, stored))
    if alerts:
        reported.keep_sign(context, measures.LEG_GAVE_WAY, alerts, stored.id)
    elif came.asks:
        item_id = came.events[0].item_id or ""
        context.store.questions_fall_due("NC-3", watching.walk_evidence(stored.id, item_id))
        ask(context, visit, "worked_out", stored.id)
    return now


def _stop_for_pain(context: Context, visit: Visit, stored: StoredSession, leg: int | None) -> None:
    """A leg score on a walk is pain in an exercise: it may end the session (PR-02a, PR-03).

    What is milder is the walk's own to say (PR-02b, NC-1).
    """
    judgement = _stopping_pain(context, stored, leg)
    if judgement is not None:
        during.say(context, visit, judgement)
        exercising.keep(context, stored, *judgement.events)


def _unsaved(
    context: Context, visit: Visit, stored: StoredSession, reply: Reply, fault: StoreFault
) -> StoreFault:
    """The fault to raise: where the legs say so, "Stop now" goes first all the same (A17)."""
    leg = reply.score if isinstance(reply, walk_prompts.Legs) else None
    judgement = _stopping_pain(context, stored, leg)
    if judgement is None:
        return fault
    during.say(context, visit, judgement)
    return during.stop_not_saved(visit, stored, judgement, fault)


def _stopping_pain(context: Context, stored: StoredSession, leg: int | None) -> Judgement | None:
    """What the rules say to that pain of the legs, where it ends the session."""
    if leg is None or "leg" not in context.require_program().sites:
        return None
    judgement = during.judge(context, stored, Scored((("leg", leg),)))
    return judgement if judgement.outcome is DuringOutcome.STOP_SESSION else None


def _was_out(context: Context, visit: Visit, stored: StoredSession) -> None:
    """The walk is typed in; only one of which nothing was timed.

    Raises:
        Refused: a part of it is on record, or the exercise is no walk.

    """
    turn = turn_of(context, exercising.rebuild(context, stored))
    state_of(turn)
    exercising.refuse_begun_walk(turn.session, turn.entry)
    visit.was_out = True


def interrupt(
    context: Context, stored: StoredSession, seconds: int | None, *, ends: bool
) -> StoredSession:
    """Keep how far a running bout came, before something else is asked.

    Args:
        context: the open store and what belongs to it.
        stored: the session.
        seconds: how far; None or 0 where none ran.
        ends: the bout ends here, else it goes on afterwards.

    Returns:
        the session with it.

    """
    if not seconds:
        return stored
    turn = turn_of(context, exercising.rebuild(context, stored), stored.id)
    state_of(turn)
    events: tuple[SessionEvent, ...] = (
        walk_flow.cut_bout(turn.session, turn.entry, _seconds(seconds))
        if ends
        else walk_flow.interrupted(turn, _seconds(seconds))
    )
    return exercising.keep(context, stored, *events)
