"""The summary of a session: what was done in words, pain before and after, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.companion import deciding
from exercise_companion.core import schedule
from exercise_companion.core.day_words import day_words
from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.item_views import site_label
from exercise_companion.core.outcome_words import OUTCOMES, REASONS
from exercise_companion.core.records import ItemEndRecord, PainRecord, SetRecord
from exercise_companion.core.set_words import count_words
from exercise_companion.core.terms import Moment
from exercise_companion.core.views import SummaryView

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Program
    from exercise_companion.core.records import (
        SessionEnd,
        SessionEndRecord,
        SessionEvent,
        StoredSession,
    )
    from exercise_companion.core.session import Session
    from exercise_companion.core.terms import Site

ENDS: Final[dict[SessionEnd, str]] = {
    "stopped_by_patient": "You stopped before the end. What you did is kept.",
    "stopped_by_pain": "Pain ended this session. What you did is kept.",
}

MAY_GO_ON: Final = frozenset({DecisionKind.GO, DecisionKind.EASY_ONLY, DecisionKind.SCREEN_FIRST})
"""Decisions after which the rest of the day's exercises can still be done."""


def summary(
    context: Context, stored: StoredSession, session: Session, record: SessionEndRecord
) -> SummaryView:
    """A session in words: what was done, pain before and after, what comes next."""
    program = context.require_program()
    after = scores_after(stored)
    return SummaryView(
        lines=(
            *filter(None, [ENDS.get(record.end)]),
            *done_lines(context.require_program(), session),
        ),
        pain=tuple(
            f"{site_label(program, site)}: {before} before, {_given(after.get(site))} after"
            for site, before in session.before.items()
        ),
        next_lines=_next_lines(context, amber=record.amber),
        complete=record.end == "complete",
    )


def scores_after(stored: StoredSession) -> dict[Site, int | None]:
    """Pain after the session, per site, as far as it was asked; None where it was not given."""
    return {
        event.site: event.score
        for event in stored.events
        if isinstance(event, PainRecord) and event.moment is Moment.AFTER
    }


def _given(score: int | None) -> str:
    return "not given" if score is None else str(score)


def done_lines(
    program: Program, session: Session, only: Collection[str] | None = None
) -> tuple[str, ...]:
    """What was done of each exercise: "Bridge: done in part, 1 set, too tired".

    Args:
        program: the plan it was done under.
        session: as the rules see it.
        only: ids of the exercises to speak of; None for every one.

    """
    ends = {event.item_id: event for event in session.events if isinstance(event, ItemEndRecord)}
    rows = []
    for entry in session.items:
        if only is not None and entry.item.id not in only:
            continue
        ended = ends.get(entry.item.id)
        name = program.exercise(entry.item.exercise).name
        counted = _sets_done(session.events_of(entry.item.id))
        begun = "begun" if counted else "not done"
        words = OUTCOMES[ended.outcome] if ended else begun
        why = _why(ended) if ended else ""
        rows.append(f"{name}: {', '.join(filter(None, (words, counted, why)))}")
    return tuple(rows)


def _why(ended: ItemEndRecord) -> str:
    """Why it was not done in full; pain is said by the outcome already."""
    if ended.reason is None or ended.outcome == "stopped_by_pain":
        return ""
    return REASONS[ended.reason]


def _sets_done(events: Iterable[SessionEvent]) -> str:
    """How many sets: "2 sets", "2 sets each side", "1 set on the left"; empty for none."""
    sides = {
        (event.variant, event.set_number, event.side): event.side
        for event in events
        if isinstance(event, SetRecord)
    }
    return count_words(sides.values())


def _next_lines(context: Context, *, amber: bool) -> tuple[str, ...]:
    program = context.require_program()
    lines = ["Everything is saved.", *_rest_of_the_day(context)]
    if amber:
        lines.append("Your pain is 3 or more above what it was before (rule PR-06).")
    lines.append("Tomorrow you will be asked how the morning was.")
    review = schedule.next_review(program, context.day, context.reviews_done())
    if review is not None and review.state != "later":
        lines.append(f"Review with your therapist: {day_words(review.review.date)}.")
    lines.append("If something is wrong, press !")
    return tuple(lines)


def _rest_of_the_day(context: Context) -> tuple[str, ...]:
    """What is left of the day's exercises, where it may still be done."""
    left = len(deciding.still_to_do(context, deciding.day_plan(context)))
    if not left or deciding.decision(context).kind not in MAY_GO_ON:
        return ()
    exercises = "1 exercise is" if left == 1 else f"{left} exercises are"
    return (f"{exercises} left. You can still do {'it' if left == 1 else 'them'} later today.",)
