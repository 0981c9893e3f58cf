"""Takes pain scores in a session, and keeps what follows from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import ending, exercising, playing, scoring
from exercise_companion.core import prompts
from exercise_companion.core.pain import DuringOutcome
from exercise_companion.core.unrated import unrated
from exercise_companion.errors import StoreFault

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.companion.diary import Scores
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.records import StoredSession

NOT_SAVED: Final = "This could not be saved."

STOPS: Final = frozenset({DuringOutcome.STOP_EXERCISE, DuringOutcome.STOP_SESSION})
"""What one score asks for whatever the other places have."""


def keep(context: Context, visit: Visit, stored: StoredSession, scored: prompts.Scored) -> None:
    """Keep the pain of an exercise, or that it was not given, and what it brings (PR-02, PR-05)."""
    visit.hurts = False
    again = unrated(exercising.rebuild(context, stored))
    if again is not None:
        exercising.rate_at_end(context, stored, again, scored)
        return
    if scored.not_given:
        exercising.keep_not_given(context, stored)
        return
    if scored.new_sensation:
        exercising.report_sensation(context, stored)
        return
    judgement = exercising.judge(context, stored, scored)
    visit.notice = playing.notice(context, judgement)
    try:
        exercising.keep(context, stored, *judgement.events)
    except StoreFault:
        stops = judgement.outcome is DuringOutcome.STOP_SESSION
        if not stops or visit.notice is None or stored.ended is not None:
            raise
        # "Stop now" goes first; the session is left, and the pain is asked again when it goes on.
        visit.notice = replace(visit.notice, lines=(*visit.notice.lines, NOT_SAVED))
        visit.wants_session = False


def keep_what_stops(context: Context, visit: Visit, asked: prompts.AskPain, scores: Scores) -> None:
    """Pain that ends the exercise or the session does so whatever the other places have (PR-02).

    Milder scores are asked again with the others, where the session goes on.
    """
    scoring.refuse_bad_start(asked, scores)
    if not scores:
        return
    with ending.telling(context, visit, asked) as stored:
        if unrated(exercising.rebuild(context, stored)) is not None:
            return
        scored = prompts.Scored(scores)
        is_over = stored.ended is not None
        if is_over or exercising.judge(context, stored, scored).outcome in STOPS:
            keep(context, visit, stored, scored)
