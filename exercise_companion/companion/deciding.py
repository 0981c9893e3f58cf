"""What may happen now: gathers the facts, asks the one decision, puts it into words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import advising, checking, history, pain_stops, waiting, watching
from exercise_companion.core import exercise_day, flare, pain, schedule
from exercise_companion.core.day_words import day_words, moment_words
from exercise_companion.core.decision import (
    AlertFact,
    ContactFact,
    Decision,
    DecisionKind,
    Facts,
    decide,
    locks,
)
from exercise_companion.core.dose import seconds_with_change_over
from exercise_companion.core.item_views import site_label
from exercise_companion.core.pain import BeforeOutcome, DuringOutcome, MorningOutcome
from exercise_companion.core.records import ItemEndRecord, PainRecord
from exercise_companion.core.schedule import Done
from exercise_companion.core.short_time import Timed
from exercise_companion.core.terms import Action, Moment

if TYPE_CHECKING:
    from datetime import date, datetime

    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Dose, Item
    from exercise_companion.core.records import OpenAlert, StoredSession
    from exercise_companion.core.schedule import DayPlan, DueItem
    from exercise_companion.core.terms import Site, VariantKind

ONE_DAY: Final = timedelta(days=1)

MORNING_RECALL: Final = timedelta(hours=60)
"""How long after a session its next-morning score may still be given (decisions C3)."""

LOOK_BACK_DAYS: Final = 14
"""An older session says nothing about today."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An exercise that may be done now, in the version that may be done."""

    item: Item
    variant: VariantKind

    @property
    def dose(self) -> Dose:
        """What the therapist wrote for that version."""
        return self.item.dose_of(self.variant)

    @property
    def timed(self) -> Timed:
        """How long it takes, and how early it comes when time is short."""
        seconds = seconds_with_change_over(self.dose)
        return Timed(self.item.id, seconds, self.item.priority)


def decision(context: Context) -> Decision:
    """What may happen now, from everything on record."""
    return decide(facts(context))


def decision_within(context: Context, session: StoredSession) -> Decision:
    """The same for what is left of a session in progress.

    The check it was begun with holds for it as long as it may go on (decisions E5), and so do the
    scores before it.
    """
    scores = pain_before_session(session)
    before = pain.before_all(context.pain_facts, scores).values()
    return decide(
        replace(facts(context), check_is_fresh=True, before=pain.worst(before) if scores else None)
    )


def is_blocked(context: Context) -> bool:
    """Whether an open alert locks or holds exercise, whatever else is known."""
    return any(
        one.alert.action is Action.HOLD
        or locks(AlertFact(one.alert.tier, one.alert.action, one.alert.flag_id))
        for one in context.store.open_alerts()
    )


def facts(context: Context) -> Facts:
    """Everything the decision may look at, read from the store."""
    state = context.program_state
    alerts = tuple(_alert_fact(context, open_alert) for open_alert in context.store.open_alerts())
    pending = context.store.pending_sensation() is not None
    left_open = waiting.ids(context)
    stopped = _stopped_by_pain_today(context)
    if state != "valid":
        return Facts(state, alerts, pending_sensation=pending, waiting=left_open)
    return Facts(
        program=state,
        alerts=alerts,
        pending_sensation=pending,
        waiting=left_open,
        questions_due=watching.check_due(context),
        check_is_fresh=checking.is_check_fresh(context),
        skip_today=checking.skip_today_flags(context),
        stopped_by_pain=bool(stopped),
        stopped_at_once=any(pain_stops.was_hard_stopped(session) for session in stopped),
        pain_was_too_high=pain_was_too_high(context),
        before=before_outcome(context),
        last_morning=last_morning(context),
        flare_up=in_flare(context),
        contacts_due=tuple(
            ContactFact(one.alert.rules, one.alert.numbers)
            for one in advising.contacts_due(context)
        ),
        easier_exists=bool(offers(context, DecisionKind.EASY_ONLY)),
        numbers=_numbers(context),
    )


def _numbers(context: Context) -> dict[str, str]:
    """The figures behind the rules that look at scores or days, in words."""
    before, morning = pain_words(context), morning_words(context)
    began = history.open_flare(context.store.flares(context.store.made_on))
    since = f"Since {day_words(began.when.local_day)}." if began is not None else ""
    return {
        "PR-01a": before,
        "PR-01b": before,
        "NEXT-RED": morning,
        "PR-02a": _stopping_words(context),
        "FL-2": since,
    }


def _stopping_words(context: Context) -> str:
    """The scores that ended a session of this exercise day at once (rule PR-02a)."""
    program = context.program
    if program is None:
        return ""
    parts = [
        f"{site_label(program, event.site)} {event.score}"
        for session in _stopped_by_pain_today(context)
        for event in session.events
        if isinstance(event, PainRecord) and event.outcome == DuringOutcome.STOP_SESSION
    ]
    return f"{'; '.join(parts)}." if parts else ""


def _alert_fact(context: Context, one: OpenAlert) -> AlertFact:
    """An open alert with when it was told, or the figures that fired, and who set its rule."""
    extras = context.program.extra_flags if context.program else ()
    own = {flag_id for extra in extras for flag_id in (extra.id, extra.replaces_tier_of)}
    asked_before = context.signs_of([one.alert]).keys() - context.flags.keys()
    numbers = one.alert.numbers or f"Reported on {moment_words(context.local_time(one.raised.utc))}"
    return AlertFact(
        one.alert.tier,
        one.alert.action,
        one.alert.flag_id,
        rules=one.alert.rules,
        numbers=f"{numbers}.",
        set_by="therapist" if one.alert.flag_id in own | asked_before else "safety",
    )


def _stopped_by_pain_today(context: Context) -> tuple[StoredSession, ...]:
    sessions = context.store.sessions(context.day, context.day)
    return tuple(
        one
        for one in sessions
        if one.ended and (one.ended.end == "stopped_by_pain" or pain_stops.was_hard_stopped(one))
    )


def day_plan(context: Context) -> DayPlan:
    """What is due today, with what was done taken into account."""
    program = context.require_program()
    now = context.clock.now_utc()
    return schedule.due(program, context.day, done(context), now, paused(context))


def paused(context: Context) -> tuple[tuple[date, date], ...]:
    """First and last day of all days off (decisions D10)."""
    return tuple((one.first_day, one.last_day) for one in context.store.pauses())


def done(context: Context) -> list[Done]:
    """What was completed under this prescription."""
    rows = context.store.done_items(context.require_program().valid_from)
    ends = {day: day_end(context, day) for day in {one.day for one in rows}}
    return [Done(one.item_id, one.day, min(one.at_utc, ends[one.day])) for one in rows]


def day_end(context: Context, day: date) -> datetime:
    """The end of an exercise day, UTC: what was entered afterwards was over by then (D7)."""
    return exercise_day.day_end(day, context.clock.local().tzinfo)


def still_to_do(context: Context, plan: DayPlan) -> tuple[DueItem, ...]:
    """What may be offered now: due, not stopped by pain today, not left out by a clearance.

    A clearance's conditions can only leave out (clinical-spec 7.5); an exercise that pain stopped
    is not offered again on the same day.
    """
    program = context.require_program()
    left_out = {item for clearance in program.clearances for item in clearance.skip_items}
    left_out |= {
        event.item_id
        for session in context.store.sessions(context.day, context.day)
        for event in session.events
        if isinstance(event, ItemEndRecord) and event.outcome == "stopped_by_pain"
    }
    return tuple(entry for entry in plan.now if entry.item.id not in left_out)


def in_flare(context: Context) -> bool:
    """Whether a flare-up is on record that has not ended (rules FL-1, FL-3)."""
    return history.open_flare(context.store.flares(context.store.made_on)) is not None


def offers(context: Context, kind: DecisionKind) -> tuple[Offer, ...]:
    """The exercises that may be done now: as written, easier, or as written for a flare-up."""
    items = [entry.item for entry in still_to_do(context, day_plan(context))]
    if kind is DecisionKind.GO:
        return tuple(Offer(item, "as_written") for item in items)
    if kind is DecisionKind.EASY_ONLY:
        version = flare.version if in_flare(context) else _easier
        offered = ((item, version(item)) for item in items)
        return tuple(Offer(item, found) for item, found in offered if found is not None)
    return ()


def _easier(item: Item) -> VariantKind | None:
    return "easier" if item.modify_down is not None else None


# --- pain before, and the morning after ---------------------------------------------------------


def pain_before(context: Context) -> dict[Site, int]:
    """The scores given since the check that allows a session now; empty before they are asked.

    Of the places that the plan asks about: a new version of the day may have left one out.
    """
    check, program = checking.latest_daily_today(context), context.program
    if check is None or check.ended_at is None or program is None:
        return {}
    return {
        row.record.site: row.record.score
        for row in context.store.pain(context.day, context.day)
        if row.record.moment is Moment.BEFORE
        and row.record.site in program.sites
        and row.session_id is None
        and row.when.utc >= check.ended_at.utc
        and row.record.score is not None
    }


def before_outcome(context: Context) -> BeforeOutcome | None:
    """Rule PR-01 over all sites; None until every site has a score."""
    scores = pain_before(context)
    if set(scores) != set(context.require_program().sites):
        return None
    return pain.worst(pain.before_all(context.pain_facts, scores).values())


def pain_was_too_high(context: Context) -> bool:
    """Whether a score before a session of this exercise day was too high to start (PR-01a).

    Each score counts by itself, also where the patient left before the other places were scored,
    and whatever is given later in the day.
    """
    return any(
        pain.before(context.pain_facts.limits(row.record.site), row.record.score)
        is BeforeOutcome.HOLD_TODAY
        for row in context.store.pain(context.day, context.day)
        if row.record.moment is Moment.BEFORE
        and row.session_id is None
        and row.record.score is not None
    )


def last_session(context: Context) -> StoredSession | None:
    """The first session of the last earlier exercise day with a set done (decisions C3)."""
    for days_ago in range(1, LOOK_BACK_DAYS + 1):
        day = context.day - timedelta(days=days_ago)
        session = first_rated(context, day)
        if session is not None:
            return session
    return None


def first_rated(context: Context, day: date) -> StoredSession | None:
    """The session of a day that its next morning is about; None where there was none."""
    return next(
        (
            session
            for session in context.store.sessions(day, day)
            if session.ended is not None and pain_before_session(session)
        ),
        None,
    )


def pain_before_session(session: StoredSession) -> dict[Site, int]:
    """Pain before a session, per site, as its first events say."""
    return {
        event.site: event.score
        for event in session.events
        if isinstance(event, PainRecord)
        and event.moment is Moment.BEFORE
        and event.score is not None
    }


def morning_scores(context: Context, session: StoredSession) -> dict[Site, int | None] | None:
    """The next-morning scores of a session; None when they were never asked."""
    rows = [
        row
        for row in context.store.pain(session.started.local_day, context.day)
        if row.record.moment is Moment.MORNING and row.session_id == session.id
    ]
    return {row.record.site: row.record.score for row in rows} if rows else None


def morning_due(context: Context) -> StoredSession | None:
    """The session whose next-morning score is to be asked now (clinical-spec 2.1, C3)."""
    session = last_session(context)
    if session is None or session.ended_at is None:
        return None
    over = min(session.ended_at.utc, day_end(context, session.started.local_day))
    if context.clock.now_utc() - over > MORNING_RECALL:
        return None
    return session if morning_scores(context, session) is None else None


def morning_to_come(context: Context) -> StoredSession | None:
    """The session of this exercise day that is asked about tomorrow (decisions C3)."""
    return first_rated(context, context.day)


def last_morning(context: Context) -> MorningOutcome | None:
    """How the morning after the last session was; None without a session."""
    session = last_session(context)
    return None if session is None else morning_after(context, session)


def morning_after(context: Context, session: StoredSession) -> MorningOutcome:
    """How the morning after a session was that has a score before it (clinical-spec 2.4)."""
    scores = morning_scores(context, session) or {}
    outcomes = pain.next_morning_all(context.pain_facts, pain_before_session(session), scores)
    return pain.worst(outcomes.values())


# --- the scores in words ------------------------------------------------------------------------


def pain_words(context: Context) -> str:
    """The scores that fired rule PR-01, beside the limits."""
    program = context.program
    if program is None:
        return ""
    facts_now = context.pain_facts
    parts = [
        f"{site_label(program, site)} {score},"
        f" easier from {facts_now.limits(site).pre_easy},"
        f" no session from {facts_now.limits(site).pre_block}"
        for site, score in pain_before(context).items()
        if pain.before(facts_now.limits(site), score) is not BeforeOutcome.GO
    ]
    return f"{'; '.join(parts)}." if parts else ""


def morning_words(context: Context) -> str:
    """The scores of the morning after the last session beside those before it."""
    session, program = last_session(context), context.program
    if session is None or program is None:
        return ""
    mornings = morning_scores(context, session) or {}
    parts = [
        f"{site_label(program, site)} {before} before, {mornings[site]} the morning after"
        for site, before in pain_before_session(session).items()
        if mornings.get(site) is not None
    ]
    return f"{'; '.join(parts)}." if parts else ""
