"""Sessions that a pain score ended at once (rule PR-02a), and whether it was asked about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.pain import DuringOutcome
from exercise_companion.core.records import PainRecord

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import CheckPurpose, StoredSession

LOOK_BACK: Final = timedelta(days=28)
"""How far back a stopped session is still asked about."""


def was_hard_stopped(session: StoredSession) -> bool:
    """Whether a score in it ended it at once (rule PR-02a)."""
    return any(
        isinstance(event, PainRecord) and event.outcome == DuringOutcome.STOP_SESSION
        for event in session.events
    )


def was_asked(context: Context, stored: StoredSession, purpose: CheckPurpose) -> bool:
    """Whether the questions of that purpose about a session were asked to their end."""
    return any(
        check.purpose == purpose
        and check.session_id == stored.id
        and check.ended in {"complete", "emergency"}
        for check in context.store.checks(stored.started.local_day)
    )


def unasked(context: Context) -> StoredSession | None:
    """A session that pain stopped (PR-02a) and the questions about it were never asked.

    Silence is never a no (decisions A9): they come before anything else, whatever was entered since
    of another session. After four weeks every sign is asked one by one in any case.
    """
    sessions = context.store.sessions(context.day - LOOK_BACK, context.day)
    unasked = (
        one
        for one in reversed(sessions)
        if (one.ended is not None or one.started.local_day < context.day)
        and was_hard_stopped(one)
        and not was_asked(context, one, "hard_stop")
    )
    return next(unasked, None)
