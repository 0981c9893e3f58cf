"""The end of a session and the morning after: the last questions, the record, the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.companion import deciding, exercising, pain_stops, playing
from exercise_companion.companion.summing import scores_after, summary
from exercise_companion.core import pain
from exercise_companion.core.day_words import day_words
from exercise_companion.core.prompts import AskPain, ShowSummary
from exercise_companion.core.records import (
    ItemEndRecord,
    PainRecord,
    SessionEndRecord,
)
from exercise_companion.core.session import hard_stopped, stopped_by_pain, work
from exercise_companion.core.terms import Moment

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.prompts import Scored
    from exercise_companion.core.records import (
        CheckPurpose,
        SessionEnd,
        SkipReason,
        StopReason,
        StoredSession,
    )
    from exercise_companion.core.session import Session
    from exercise_companion.core.terms import Site

STOP_SKIPS: Final[dict[StopReason, SkipReason]] = {
    "pain": "pain",
    "tired": "tired",
    "no_time": "no_time",
    "unwell": "unwell",
    "other": "stopped",
}
"""How the exercises that were left are recorded when the patient stops."""


def questions_due(context: Context, stored: StoredSession, session: Session) -> CheckPurpose | None:
    """Which safety questions come at the end; None when they were asked.

    After PR-02a item by item, else the one about anything new.
    """
    purpose: CheckPurpose = "hard_stop" if hard_stopped(session) else "after"
    return None if pain_stops.was_asked(context, stored, purpose) else purpose


def pain_after_due(stored: StoredSession) -> bool:
    """Whether pain after the session has not been asked yet."""
    return not scores_after(stored)


def ask_pain_after(context: Context, session: Session) -> AskPain:
    """Pain after the session, per site; it may be left out (clinical-spec 2.1)."""
    return AskPain(
        moment=Moment.AFTER,
        sites=playing.sites_asked(context.require_program(), session.before),
        about="Your pain now, after the session",
        may_skip=True,
        may_say_no_more=False,
        may_report_sensation=False,
    )


def ask_pain_morning(context: Context, rated: StoredSession) -> AskPain:
    """Pain on the morning after a session, per site; it may be left out (clinical-spec 2.4)."""
    before = deciding.pain_before_session(rated)
    return AskPain(
        moment=Moment.MORNING,
        sites=playing.sites_asked(context.require_program(), before),
        about=f"When you got up on the morning after {day_words(rated.started.local_day)}",
        may_skip=True,
        may_say_no_more=False,
        may_report_sensation=False,
    )


def keep_morning(context: Context, scored: Scored) -> None:
    """Keep the morning's scores with the session they rate; none given is kept as not given."""
    rated = deciding.morning_due(context)
    if rated is None:
        return
    given: dict[Site, int | None] = dict(scored.scores)
    before = deciding.pain_before_session(rated)
    outcomes = pain.next_morning_all(context.pain_facts, before, given)
    with context.store.transaction():
        for site in context.require_program().sites:
            outcome = outcomes[site].value if site in outcomes else ""
            record = PainRecord(Moment.MORNING, site, given.get(site), outcome=outcome)
            context.store.log_pain(record, rated.id)


def keep_after(context: Context, stored: StoredSession, scored: Scored) -> None:
    """Keep the scores after the session; none given is kept as not given."""
    given = dict(scored.scores)
    records = [
        PainRecord(Moment.AFTER, site, given.get(site)) for site in context.require_program().sites
    ]
    exercising.keep(context, stored, *records)


def leave_the_rest(context: Context, stored: StoredSession, reason: StopReason) -> None:
    """The patient stopped: every exercise that has not ended is left out for that reason."""
    session = exercising.rebuild(context, stored)
    over = session.over
    exercising.keep(
        context,
        stored,
        *(
            ItemEndRecord(
                entry.item.id,
                "partly" if work(session, entry).any_set_done else "skipped",
                STOP_SKIPS[reason],
            )
            for entry in session.items
            if entry.item.id not in over
        ),
    )


def end(context: Context, stored: StoredSession, *, effort: int | None) -> ShowSummary:
    """Record the end of a session and sum it up."""
    session = exercising.rebuild(context, stored)
    after = {site: score for site, score in scores_after(stored).items() if score is not None}
    asked_to_stop = pain_stops.was_asked(context, stored, "stop")
    said = _said_on_stopping(session) if asked_to_stop and not stopped_by_pain(session) else ""
    record = SessionEndRecord(
        _kind_of_end(session, said),
        said,
        effort=effort,
        amber=pain.is_amber(session.before, after),
    )
    context.store.end_session(stored.id, record)
    return ShowSummary(summary(context, stored, session, record))


def _kind_of_end(session: Session, said: StopReason | Literal[""]) -> SessionEnd:
    if stopped_by_pain(session):
        return "stopped_by_pain"
    return "stopped_by_patient" if said else "complete"


def _said_on_stopping(session: Session) -> StopReason | Literal[""]:
    """What the patient said on stopping; empty where the session was gone on with after all.

    It is on record with the exercises that were left then, and no exercise ends after them.
    """
    ends = [event for event in session.events if isinstance(event, ItemEndRecord)]
    return next((said for said, left in STOP_SKIPS.items() if left == ends[-1].reason), "")
