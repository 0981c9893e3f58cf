"""Takes pain scores in a session, and keeps what follows from them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import ending, exercising, playing, scoring
from exercise_companion.companion.unsaved import StopNotSavedError
from exercise_companion.core import prompts, walk_flow
from exercise_companion.core.pain import DuringOutcome
from exercise_companion.core.records import ItemEndRecord, SensationRecord
from exercise_companion.core.session import judge_pain, rate
from exercise_companion.core.unrated import asked_in_vain, pain_not_given, unrated
from exercise_companion.core.walk_pain import weighed_with_legs
from exercise_companion.errors import Refused, StoreFault

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.companion.diary import Scores
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.prompts import Scored
    from exercise_companion.core.records import StoredSession
    from exercise_companion.core.session import Judgement, Session, SessionItem
    from exercise_companion.core.terms import Site

NOT_SAVED: Final = "This could not be saved."

STOPS: Final = frozenset({DuringOutcome.STOP_EXERCISE, DuringOutcome.STOP_SESSION})
"""What one score asks for whatever the other places have."""


def judge(context: Context, stored: StoredSession, scored: Scored) -> Judgement:
    """Pain in an exercise, and what follows from it (rules PR-02, PR-03); nothing is kept yet.

    On a walk it is a report of the legs, too (rule NC-1).
    """
    session = exercising.rebuild(context, stored)
    entry = playing.current(session)
    scores, no_more = _scores_of(session, scored)
    judged = judge_pain(session, entry, scores, no_more=no_more)
    parameters, now = context.require_program().safety_parameters, context.clock.now_utc()
    turn = walk_flow.WalkTurn(session, entry, parameters, stored.id, now)
    return weighed_with_legs(turn, judged, scores.get("leg"))


def _worst(context: Context, stored: StoredSession, scored: Scored) -> DuringOutcome:
    """What these scores ask for, of the exercise they are about; nothing is kept."""
    session = exercising.rebuild(context, stored)
    again = unrated(session)
    if again is None:
        return judge(context, stored, scored).outcome
    return judge_pain(session, again, dict(scored.scores), no_more=()).outcome


def _scores_of(session: Session, scored: Scored) -> tuple[dict[Site, int], tuple[Site, ...]]:
    """The score of each place, and those of which "no more than before" was said.

    A number that was given before that was said stands.
    """
    given = dict(scored.scores)
    if not scored.no_more_than_before:
        return given, ()
    return {**session.before, **given}, tuple(site for site in session.before if site not in given)


def keep(context: Context, visit: Visit, stored: StoredSession, scored: prompts.Scored) -> None:
    """Keep the pain of an exercise, or that it was not given, and what it brings (PR-02, PR-05).

    Raises:
        StopNotSavedError: it ends the session, and could not be written; "Stop now" goes first.
        StoreFault: nothing could be written.

    """
    visit.hurts = False
    again = unrated(exercising.rebuild(context, stored))
    if again is not None:
        _rate_at_end(context, stored, again, scored)
        return
    if scored.not_given:
        _keep_not_given(context, stored)
        return
    if scored.new_sensation:
        _report_sensation(context, stored, scored)
        return
    judgement = judge(context, stored, scored)
    say(context, visit, judgement)
    try:
        exercising.keep(context, stored, *judgement.events)
    except StoreFault as fault:
        raise stop_not_saved(visit, stored, judgement, fault) from fault


def say(context: Context, visit: Visit, judgement: Judgement) -> None:
    """What a rule says to pain comes next; "Stop now" even before what is to be asked (PR-02a)."""
    visit.notice = playing.notice(context, judgement)
    stops = judgement.outcome is DuringOutcome.STOP_SESSION
    visit.stops_on = context.day if stops else None
    visit.asks_first = False


def stop_not_saved(
    visit: Visit, stored: StoredSession, judgement: Judgement, fault: StoreFault
) -> StoreFault:
    """The fault to raise: "Stop now" goes first, and says that it could not be saved (A17)."""
    if not visit.stops_on or visit.notice is None:
        return fault
    visit.notice = replace(visit.notice, lines=(*visit.notice.lines, NOT_SAVED))
    return StopNotSavedError(fault, stored.id, judgement.events)


def keep_stop(context: Context, stop: StopNotSavedError) -> None:
    """Write what could not be written before, where the session is on record."""
    stored = context.store.session(stop.session_id)
    if stored is not None:
        with suppress(Refused):  # it fits that session no more
            exercising.keep(context, stored, *stop.events)


def keep_what_stops(context: Context, visit: Visit, asked: prompts.AskPain, scores: Scores) -> None:
    """Pain that ends the exercise or the session does so whatever the other places have (PR-02).

    Milder scores are asked again with the others, where the session goes on.
    """
    scoring.refuse_bad_start(asked, scores)
    if not scores:
        return
    with ending.telling(context, visit, asked) as stored:
        scored = prompts.Scored(scores)
        if stored.ended is not None or _worst(context, stored, scored) in STOPS:
            keep(context, visit, stored, scored)


def _keep_not_given(context: Context, stored: StoredSession) -> None:
    """The pain of the current exercise was asked, and nobody answered (decisions C4)."""
    session = exercising.rebuild(context, stored)
    exercising.keep(context, stored, *pain_not_given(session, playing.current(session)))


def _rate_at_end(
    context: Context, stored: StoredSession, entry: SessionItem, scored: Scored
) -> None:
    """The pain of an exercise that is over, asked again at the end (decisions C4)."""
    session = exercising.rebuild(context, stored)
    scores, no_more = _scores_of(session, scored)
    left_out = (record for record in asked_in_vain(session, entry) if record.site not in scores)
    exercising.keep(context, stored, *rate(session, entry, scores, no_more=no_more), *left_out)


def _report_sensation(context: Context, stored: StoredSession, scored: Scored) -> None:
    """A new feeling: the exercise ends at once and is asked about again (rule PR-05).

    Scores that were given before it was said are kept with what they ask for (PR-02).

    Raises:
        StopNotSavedError: one of them ends the session, and nothing could be written.
        StoreFault: nothing could be written.

    """
    session = exercising.rebuild(context, stored)
    entry = playing.current(session)
    minutes = context.require_program().safety_parameters.neuro_settle_min
    again = context.clock.now_utc() + timedelta(minutes=minutes)
    rated = rate(session, entry, dict(scored.scores), no_more=())
    ended = ItemEndRecord(entry.item.id, "stopped_by_pain", "pain")
    try:
        exercising.keep(context, stored, *rated, SensationRecord(entry.item.id, again), ended)
    except StoreFault as fault:
        if not any(one.outcome == DuringOutcome.STOP_SESSION for one in rated):
            raise
        raise StopNotSavedError(fault, stored.id, (*rated, ended)) from fault  # the feeling waits
