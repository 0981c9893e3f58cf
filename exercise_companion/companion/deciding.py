"""What may happen now: gathers the facts, asks the one decision, puts it into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import advising, checking
from exercise_companion.companion.viewing import day_words, item_view, site_label
from exercise_companion.core import pain, schedule
from exercise_companion.core.decision import (
    AlertFact,
    Decision,
    DecisionKind,
    Facts,
    decide,
    locks,
)
from exercise_companion.core.dose import minutes
from exercise_companion.core.exercise_day import DAY_BEGINS
from exercise_companion.core.pain import BeforeOutcome, MorningOutcome
from exercise_companion.core.prompts import DecisionView, ShowDecision
from exercise_companion.core.records import ItemEndRecord, PainRecord
from exercise_companion.core.schedule import Done
from exercise_companion.core.terms import Action, Moment

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.decision import SetBy
    from exercise_companion.core.program import Dose, Item
    from exercise_companion.core.records import StoredSession
    from exercise_companion.core.schedule import DayPlan, DueItem
    from exercise_companion.core.terms import Site, VariantKind

ONE_DAY: Final = timedelta(days=1)

MORNING_RECALL: Final = timedelta(hours=60)
"""How long after a session its next-morning score may still be given (decisions C3)."""

LOOK_BACK_DAYS: Final = 14
"""An older session says nothing about today."""

TITLES: Final[dict[DecisionKind, str]] = {
    DecisionKind.GO: "Ready when you are",
    DecisionKind.EASY_ONLY: "Easier versions today",
    DecisionKind.REST_TODAY: "No exercises today",
    DecisionKind.HELD: "Talk to your therapist first",
    DecisionKind.LOCKED: "Exercise is locked",
    DecisionKind.SCREEN_FIRST: "Questions first",
    DecisionKind.NO_VALID_PROGRAM: "No plan to exercise from",
}

LINES: Final[dict[DecisionKind, tuple[str, ...]]] = {
    DecisionKind.GO: ("You can stop at any time. If something is wrong, press !",),
    DecisionKind.EASY_ONLY: ("Do only the easier versions your therapist wrote.",),
    DecisionKind.REST_TODAY: ("Move gently as you can. If something is wrong, press !",),
    DecisionKind.HELD: ("Your next session waits until you have talked to your therapist.",),
    DecisionKind.LOCKED: ("Please do not exercise until a clinician has cleared it.",),
    DecisionKind.SCREEN_FIRST: (),
    DecisionKind.NO_VALID_PROGRAM: ("Please ask your doctor or therapist.",),
}

SET_BY: Final[dict[SetBy, str]] = {
    "safety": "a safety rule of this program",
    "therapist": "the limits your therapist set",
    "program": "your plan",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An exercise that may be done now, in the version that may be done."""

    item: Item
    variant: VariantKind


def decision(context: Context) -> Decision:
    """What may happen now, from everything on record."""
    return decide(facts(context))


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
    alerts = tuple(
        AlertFact(open_alert.alert.tier, open_alert.alert.action, open_alert.alert.flag_id)
        for open_alert in context.store.open_alerts()
    )
    pending = context.store.pending_sensation() is not None
    if state != "valid":
        return Facts(state, alerts, pending_sensation=pending)
    return Facts(
        program=state,
        alerts=alerts,
        pending_sensation=pending,
        check_is_fresh=checking.is_check_fresh(context),
        skip_today=checking.skip_today_flags(context),
        stopped_by_pain=_stopped_by_pain_today(context),
        before=before_outcome(context),
        last_morning=last_morning(context),
        flare_up=in_flare(context),
        easier_exists=bool(offers(context, DecisionKind.EASY_ONLY)),
    )


def _stopped_by_pain_today(context: Context) -> bool:
    sessions = context.store.sessions(context.day, context.day)
    return any(session.ended and session.ended.end == "stopped_by_pain" for session in sessions)


def day_plan(context: Context) -> DayPlan:
    """What is due today, with what was done taken into account."""
    program = context.require_program()
    paused = [(pause.first_day, pause.last_day) for pause in context.store.pauses()]
    return schedule.due(program, context.day, done(context), context.clock.now_utc(), paused)


def done(context: Context) -> list[Done]:
    """What was completed under this prescription."""
    rows = context.store.done_items(context.require_program().valid_from)
    ends = {day: day_end(context, day) for day in {one.day for one in rows}}
    return [Done(one.item_id, one.day, min(one.at_utc, ends[one.day])) for one in rows]


def day_end(context: Context, day: date) -> datetime:
    """The end of an exercise day, UTC: what was entered afterwards was over by then (D7)."""
    midnight = datetime.combine(day + timedelta(days=1), time(), context.clock.local().tzinfo)
    return (midnight + DAY_BEGINS).astimezone(UTC)


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
    entries = context.store.flares(context.store.made_on)
    return bool(entries) and entries[-1].change == "start"


def offers(context: Context, kind: DecisionKind) -> tuple[Offer, ...]:
    """The exercises that may be done now: as written, or only the easier versions."""
    items = [entry.item for entry in still_to_do(context, day_plan(context))]
    if kind is DecisionKind.GO:
        return tuple(Offer(item, "as_written") for item in items)
    if kind is DecisionKind.EASY_ONLY:
        flare = in_flare(context)
        return tuple(
            Offer(item, "easier")
            for item in items
            if item.modify_down is not None and (item.flare_safe or not flare)
        )
    return ()


# --- pain before, and the morning after ---------------------------------------------------------


def pain_before(context: Context) -> dict[Site, int]:
    """The scores given since the check that allows a session now; empty before they are asked."""
    check = checking.latest_daily_today(context)
    if check is None or check.ended_at is None:
        return {}
    return {
        row.record.site: row.record.score
        for row in context.store.pain(context.day, context.day)
        if row.record.moment is Moment.BEFORE
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


def last_session(context: Context) -> StoredSession | None:
    """The first session of the last earlier exercise day with a set done (decisions C3)."""
    for days_ago in range(1, LOOK_BACK_DAYS + 1):
        day = context.day - timedelta(days=days_ago)
        for session in context.store.sessions(day, day):
            if session.ended is not None and pain_before_session(session):
                return session
    return None


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


def last_morning(context: Context) -> MorningOutcome | None:
    """How the morning after the last session was; None without a session."""
    session = last_session(context)
    if session is None:
        return None
    scores = morning_scores(context, session) or {}
    outcomes = pain.next_morning_all(context.pain_facts, pain_before_session(session), scores)
    return pain.worst(outcomes.values())


# --- in words -----------------------------------------------------------------------------------


def show(context: Context, made: Decision) -> ShowDecision:
    """A decision as the patient sees it."""
    offered = offers(context, made.kind) if made.may_begin else ()
    program = context.program
    views = tuple(item_view(program, offer.item, offer.variant) for offer in offered if program)
    blocked = made.kind in {DecisionKind.HELD, DecisionKind.LOCKED, DecisionKind.NO_VALID_PROGRAM}
    return ShowDecision(
        decision=DecisionView(
            kind=made.kind,
            title=TITLES[made.kind],
            lines=(
                *LINES[made.kind],
                *_clock_line(context),
                *advising.lock_lines(context),
                *_for_therapist(context),
            ),
            reasons=_reason_lines(context, made),
        ),
        items=views,
        minutes=minutes(_doses(offered)),
        contacts=advising.whom_to_ask(context) if blocked else (),
        may_begin=made.may_begin and bool(views),
        may_record_talk=advising.talk_would_clear(context),
    )


def nothing_planned(context: Context) -> ShowDecision:
    """Nothing is due now: today is done, or a day without exercises."""
    plan = day_plan(context)
    words = ("Everything planned for now is done.",) if plan.finished else ()
    later = [entry for entry in plan.later if entry.not_before_utc is not None]
    if later:
        first = min(entry.not_before_utc for entry in later if entry.not_before_utc)
        local = first.astimezone(context.clock.local().tzinfo)
        words = (*words, f"The next round is from {local:%H:%M}.")
    return ShowDecision(
        decision=DecisionView(
            kind=DecisionKind.REST_TODAY,
            title="Nothing more for now",
            lines=words or ("Nothing is planned for today.",),
            reasons=(),
        ),
        items=(),
        minutes=0,
        contacts=(),
        may_begin=False,
        may_record_talk=False,
    )


def _doses(offered: tuple[Offer, ...]) -> list[Dose]:
    return [
        offer.item.modify_down.dose
        if offer.variant == "easier" and offer.item.modify_down
        else offer.item.dose
        for offer in offered
    ]


def _clock_line(context: Context) -> tuple[str, ...]:
    """Said when a plan counts as ended because the computer's date was once ahead (D9)."""
    trusted = context.trusted_local()
    if context.program_state != "expired" or trusted - context.clock.local() < ONE_DAY:
        return ()
    return (
        f"This computer's date was {day_words(trusted.date())} before, so that date counts.",
        "A new plan file from your therapist sets it right.",
    )


def _for_therapist(context: Context) -> tuple[str, ...]:
    """The names a clearance uses for the open locks and holds (clinical-spec 7.5)."""
    ids = [
        one.event_id
        for one in context.store.open_alerts()
        if one.alert.action in {Action.LOCK, Action.HOLD}
    ]
    return (f"Number for your therapist: {', '.join(ids)}",) if ids else ()


def _reason_lines(context: Context, made: Decision) -> tuple[str, ...]:
    """Each reason as "You see this because: ...", with the rule and who set it."""
    numbers = pain_words(context) if made.kind is not DecisionKind.LOCKED else ""
    return tuple(
        f"You see this because: {reason.text}"
        f"{numbers if reason.rule.startswith('PR-01') else ''}"
        f" (rule {reason.rule}, {SET_BY[reason.set_by]})"
        for reason in made.reasons
    )


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
    return f" {'; '.join(parts)}." if parts else ""
