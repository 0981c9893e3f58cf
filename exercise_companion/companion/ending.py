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
from exercise_companion.errors import Locked, Refused

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.records import StoredSession


def session_in_progress(context: Context, visit: Visit) -> StoredSession:
    """The session in progress.

    Raises:
        Refused: there is none any more.

    """
    if deciding.is_blocked(context):
        end_by_flag(context, visit)
        what_happened = "A warning sign was reported. This session has ended."
        raise Locked(what_happened, "Look at Today for what to do.")
    stored = exercising.open_session(context)
    if stored is None:
        what_happened = "This session is no longer open."
        raise Refused(what_happened, "Go back to Today to see what comes next.")
    return stored


def end_by_flag(context: Context, visit: Visit) -> None:
    """End the session in progress, if there is one, because a warning sign was reported."""
    stored = context.store.open_session()
    if stored is not None:
        unlogged.log_walks(context, stored.id, interrupted.program_of(context, stored))
        context.store.end_session(stored.id, SessionEndRecord("stopped_by_flag"))
        visit.ended_by_flag = True
