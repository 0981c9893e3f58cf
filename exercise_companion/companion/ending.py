"""Ends what goes on when a warning sign was reported, and refuses to go on after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion import (
    deciding,
    exercising,
    interrupted,
    unlogged,
)
from exercise_companion.core.records import SessionEndRecord
from exercise_companion.errors import Locked, SessionOver

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.records import StoredSession


def session_in_progress(context: Context, visit: Visit) -> StoredSession:
    """The session in progress, or just overtaken by its day or hours, for what is answered to it.

    Raises:
        Locked: a warning sign was reported.
        SessionOver: there is none any more.

    """
    if deciding.is_blocked(context):
        end_by_flag(context, visit)
        what_happened = "A warning sign was reported. This session has ended."
        raise Locked(what_happened, "Look at Today for what to do.")
    stored = exercising.session_to_answer(context)
    if stored is None:
        close_overtaken(context, visit)
        visit.wants_session = False
        what_happened = "This session is no longer open."
        raise SessionOver(what_happened, "Go back to Today to see what comes next.")
    return stored


def close_overtaken(context: Context, visit: Visit) -> None:
    """Close the session of this window once it may not go on (decisions E5); it is said once.

    A notice that pain brought goes first (rule PR-02), and a warning sign ends it in its own way.
    """
    stored = context.store.open_session() if visit.wants_session else None
    why = exercising.hindrance(context, stored) if stored is not None else ""
    if stored is None or not why or visit.notice is not None or deciding.is_blocked(context):
        return
    visit.told, visit.opening = interrupted.close(context, stored, why), True
    visit.wants_session = visit.resumed = visit.stopping = visit.hurts = visit.was_out = False


def end_by_flag(context: Context, visit: Visit) -> None:
    """End the session in progress, if there is one, because a warning sign was reported."""
    stored = context.store.open_session()
    if stored is not None:
        unlogged.log_walks(context, stored.id, interrupted.program_of(context, stored))
        context.store.end_session(stored.id, SessionEndRecord("stopped_by_flag"))
        visit.ended_by_flag = True
