"""The end of a session and the morning after: the last questions, the record, the summary."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import deciding, exercising, playing
from exercise_companion.companion.viewing import day_words, site_label
from exercise_companion.core import pain, schedule
from exercise_companion.core.pain import DuringOutcome
from exercise_companion.core.prompts import AskPain, ShowSummary
from exercise_companion.core.records import (
    ItemEndRecord,
    PainRecord,
    SessionEndRecord,
    SetRecord,
)
from exercise_companion.core.session import hard_stopped, stopped_by_pain
from exercise_companion.core.terms import Moment
from exercise_companion.core.views import SummaryView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.companion.context import Context
    from exercise_companion.core.prompts import Scored, StopReason
    from exercise_companion.core.records import (
        CheckPurpose,
        SessionEnd,
        SessionEvent,
        SkipReason,
        StoredSession,
    )
    from exercise_companion.core.session import Session
    from exercise_companion.core.terms import Site

LOOK_BACK: Final = timedelta(days=28)
"""How far back a stopped session is still asked about."""

STOP_SKIPS: Final[dict[StopReason, SkipReason]] = {
    "pain": "pain",
    "tired": "tired",
    "no_time": "no_time",
    "unwell": "advice",
    "other": "not_today",
}
"""How the exercises that were left are recorded when the patient stops."""


def questions_due(context: Context, stored: StoredSession, session: Session) -> CheckPurpose | None:
    """Which safety questions come at the end; None when they were asked.

    After PR-02a item by item, else the one about anything new.
    """
    purpose: CheckPurpose = "hard_stop" if hard_stopped(session) else "after"
    return None if _was_asked(context, stored, purpose) else purpose


def _was_asked(context: Context, stored: StoredSession, purpose: CheckPurpose) -> bool:
    return any(
        check.purpose == purpose and check.session_id == stored.id and check.ended is not None
        for check in context.store.checks(stored.started.local_day)
    )


def hard_stop_unasked(context: Context) -> StoredSession | None:
    """The last session, if pain stopped it (PR-02a) and the questions about it were never asked.

    Silence is never a no (decisions A9): they come before anything else, however much later.
    """
    first = context.day - LOOK_BACK
    ended = [one for one in context.store.sessions(first, context.day) if one.ended is not None]
    if not ended or not _was_hard_stopped(ended[-1]):
        return None
    return None if _was_asked(context, ended[-1], "hard_stop") else ended[-1]


def _was_hard_stopped(stored: StoredSession) -> bool:
    return any(
        isinstance(event, PainRecord) and event.outcome == DuringOutcome.STOP_SESSION
        for event in stored.events
    )


def pain_after_due(stored: StoredSession) -> bool:
    """Whether pain after the session has not been asked yet."""
    return not _scores(stored, Moment.AFTER)


def _scores(stored: StoredSession, moment: Moment) -> dict[Site, int | None]:
    return {
        event.site: event.score
        for event in stored.events
        if isinstance(event, PainRecord) and event.moment is moment
    }


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
    over = {event.item_id for event in session.events if isinstance(event, ItemEndRecord)}
    begun = {event.item_id for event in session.events if isinstance(event, SetRecord)}
    exercising.keep(
        context,
        stored,
        *(
            ItemEndRecord(
                entry.item.id,
                "partly" if entry.item.id in begun else "skipped",
                STOP_SKIPS[reason],
            )
            for entry in session.items
            if entry.item.id not in over
        ),
    )


def end(context: Context, stored: StoredSession, *, effort: int | None) -> ShowSummary:
    """Record the end of a session and sum it up."""
    session = exercising.rebuild(context, stored)
    after = {
        site: score for site, score in _scores(stored, Moment.AFTER).items() if score is not None
    }
    record = SessionEndRecord(
        _kind_of_end(session, by_patient=_was_asked(context, stored, "stop")),
        effort=effort,
        amber=pain.is_amber(session.before, after),
    )
    context.store.end_session(stored.id, record)
    return ShowSummary(summary(context, stored, session, record))


def _kind_of_end(session: Session, *, by_patient: bool) -> SessionEnd:
    if stopped_by_pain(session):
        return "stopped_by_pain"
    left = any(
        isinstance(event, ItemEndRecord) and event.outcome != "done" for event in session.events
    )
    return "stopped_by_patient" if by_patient and left else "complete"


def summary(
    context: Context, stored: StoredSession, session: Session, record: SessionEndRecord
) -> SummaryView:
    """A session in words: what was done, pain before and after, what comes next."""
    program = context.require_program()
    after = _scores(stored, Moment.AFTER)
    return SummaryView(
        lines=_done_lines(context, session),
        pain=tuple(
            f"{site_label(program, site)}: {before} before, {_given(after.get(site))} after"
            for site, before in session.before.items()
        ),
        next_lines=_next_lines(context, amber=record.amber),
        complete=record.end == "complete",
    )


def _given(score: int | None) -> str:
    return "not given" if score is None else str(score)


def _done_lines(context: Context, session: Session) -> tuple[str, ...]:
    program = context.require_program()
    ends = {event.item_id: event for event in session.events if isinstance(event, ItemEndRecord)}
    words = {
        "done": "done",
        "partly": "partly done",
        "skipped": "left out",
        "stopped_by_pain": "stopped because of pain",
    }
    rows = []
    for entry in session.items:
        ended = ends.get(entry.item.id)
        name = program.exercise(entry.item.exercise).name
        counted = _sets_done(session.events_of(entry.item.id))
        rows.append(f"{name}: {words[ended.outcome] if ended else 'not done'}, {counted}")
    return tuple(rows)


def _sets_done(events: Iterable[SessionEvent]) -> str:
    """How many sets: "2 sets", "2 sets each side", "2 sets left, 1 set right"."""
    sides = {
        (event.variant, event.set_number, event.side): event.side
        for event in events
        if isinstance(event, SetRecord)
    }
    count = Counter(sides.values())
    left, right = count.pop("left", 0), count.pop("right", 0)
    both = count.total()
    parts = [_sets(both)] if both or not left + right else []
    if left == right:
        parts += [f"{_sets(left)} each side"] if left else []
    else:
        parts += [f"{_sets(n)} {side}" for n, side in ((left, "left"), (right, "right")) if n]
    return ", ".join(parts)


def _sets(number: int) -> str:
    return f"{number} set{'' if number == 1 else 's'}"


def _next_lines(context: Context, *, amber: bool) -> tuple[str, ...]:
    program = context.require_program()
    lines = ["Everything is saved."]
    if amber:
        lines.append("Your pain is 3 or more above what it was before (rule PR-06).")
    lines.append("Tomorrow you will be asked how the morning was.")
    review = schedule.next_review(program, context.day, context.store.reviews_done())
    if review is not None and review.state != "later":
        lines.append(f"Review with your therapist: {day_words(review.review.date)}.")
    lines.append("If something is wrong, press !")
    return tuple(lines)
