"""A session that was interrupted: where it was, or that it was closed and what was kept (E5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.companion import exercising, playing, unlogged
from exercise_companion.companion.rebuilding import program_of, session_of
from exercise_companion.companion.summing import done_lines
from exercise_companion.core import walk_flow
from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.day_words import moment_words
from exercise_companion.core.going_on import AskGoOn
from exercise_companion.core.records import ItemEndRecord, SessionEndRecord, SetRecord
from exercise_companion.core.session import (
    Session,
    decline_easier,
    is_hurting,
    stage,
    walk_of,
    work,
)
from exercise_companion.core.terms import on_your_side
from exercise_companion.core.walk_words import where_in_walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Program
    from exercise_companion.core.records import StoredSession


LEGS_KEPT: Final = "You said that your legs felt it. If one gave way, or is numb or weak, press !"
HURTS_KEPT: Final = "You said that it hurt. If that is new or strong, press !"

# --- it may go on ---------------------------------------------------------------------------------


def ask_go_on(context: Context, stored: StoredSession, session: Session) -> AskGoOn:
    """Where a session was that may go on."""
    began = context.local_time(stored.started.utc)
    return AskGoOn(
        where=where(context.require_program(), session),
        began=f"You began at {began:%H:%M}.",
        done=_touched(context.require_program(), session),
    )


def where(program: Program, session: Session) -> str:
    """Where a session stands: the exercise, and what comes next in it."""
    entry = session.current
    if entry is None or stage(session) == "over":
        return "The exercises are over. The last questions are left."
    place, progress = playing.place(session), work(session, entry)
    name = program.exercise(entry.exercise_id(progress.variant)).name
    at = f"You were at exercise {place.position} of {place.of}: {name}"
    walk = walk_of(session, entry)
    if walk is not None and stage(session) == "walk":
        return f"{at}{where_in_walk(walk)}"
    if stage(session) != "set":
        return f"{at}. Your pain in it comes next."
    target = progress.remaining[0]
    side = on_your_side(target.side)
    return f"{at}, set {target.set_number} of {target.sets}{side}."


def _touched(program: Program, session: Session) -> tuple[str, ...]:
    """What was done so far; exercises nothing was done of are left aside."""
    ids = {event.item_id for event in session.events if isinstance(event, SetRecord)}
    return done_lines(program, session, ids)


# --- it may not -----------------------------------------------------------------------------------


def close(context: Context, stored: StoredSession, why: str) -> Told:
    """Close a session that may not go on, with what was done of it; what is said about it.

    An exercise in the middle counts as far as it was done: it is not offered again on that day,
    so that nobody does more of it than the therapist wrote (H-17).

    Args:
        context: the open store and what belongs to it.
        stored: the session.
        why: why it may not go on, in plain words.

    """
    program = program_of(context, stored)
    session = session_of(program, stored) if program else None
    ends = walk_flow.with_cut_bouts(session, tuple(_ends(session))) if session else ()
    closed = session.with_events(*ends) if session else None
    end = exercising.how_it_was_left(context, stored, closed)
    with context.store.transaction():
        for event in ends:
            context.store.append_event(stored.id, event)
        unlogged.log_walks(context, stored.id, program)
        context.store.end_session(stored.id, SessionEndRecord(end))
    done = _touched(program, closed) if program and closed else ()
    began = moment_words(context.local_time(stored.started.utc))
    return Told(
        "Your earlier session was closed",
        (
            f"You began it on {began}. {why}",
            *(_told_last(session) if session else ()),
            *(("What you did is kept:", *done) if done else ("No exercise was done in it.",)),
        ),
    )


def _told_last(session: Session) -> Iterator[str]:
    """What to do about pain or legs that were told of and not asked about any more."""
    if is_hurting(session):
        yield HURTS_KEPT
    walk = walk_of(session, session.current) if session.current is not None else None
    if walk is not None and walk.felt:
        yield LEGS_KEPT


def _ends(session: Session) -> Iterator[ItemEndRecord]:
    """How each exercise ended that was begun: a pain stop stays one (rule PR-02b)."""
    entry = session.current
    if entry is not None and stage(session) == "offer_easier":
        yield decline_easier(entry)
        return
    for one in session.items:
        progress = work(session, one)
        if one.item.id not in session.over and progress.any_set_done:
            outcome = progress.outcome if progress.is_finished else "partly"
            yield ItemEndRecord(one.item.id, outcome)
