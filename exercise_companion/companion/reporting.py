"""Gathers what a report shows: queries the store and hands plain values to `reports` (E9)."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from exercise_companion.companion import deciding, stepping, watching
from exercise_companion.companion.days import days, first_day
from exercise_companion.companion.history import gather as gather_history
from exercise_companion.companion.holding_back import two_weeks
from exercise_companion.core import alarms, daily_life, pain_series, schedule, step_up
from exercise_companion.core.day_words import day_words
from exercise_companion.core.overdue import OF_THE_PLAN
from exercise_companion.core.pain import MorningOutcome, worst
from exercise_companion.core.progress import Adherence
from exercise_companion.core.terms import TO_BE_ENDED, Answer, Moment, Tier
from exercise_companion.errors import Refused, UsageFault
from exercise_companion.reports.contents import (
    AlertRow,
    Chain,
    Contents,
    Ending,
    Level,
    Morning,
    PainRow,
    Pause,
    SessionRow,
    StepUpRow,
    Version,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.noticed import Noticed
    from exercise_companion.core.records import (
        AlertRecord,
        PainRecord,
        StoredCheck,
        StoredSession,
    )
    from exercise_companion.core.terms import Site
    from exercise_companion.store import kept
    from exercise_companion.store.kept import PastAlert, StoredProgram


def gather(context: Context, first: date | None, last: date | None) -> Contents:
    """Everything of the exercise days from `first` to `last`, both included.

    Args:
        context: the open store.
        first: None is the day the first program began.
        last: None is today.

    Raises:
        UsageFault: the days are in the wrong order.
        Refused: nobody's data are here yet.

    """
    patient = context.store.patient()
    if patient is None:
        what_happened = "There is no plan here yet."
        raise Refused(what_happened, "Load the program file from your therapist first.")
    first, last = first or first_day(context), last or context.day
    if first > last:
        what_happened = f"{day_words(first)} is after {day_words(last)}."
        raise UsageFault(what_happened, "Give the first day, then the last.")
    sessions = context.store.sessions(first, last)
    checks = _until(context.store.checks(first), last)
    chain = context.store.verify_chain()
    return Contents(
        generated=context.clock.when(),
        first_day=first,
        last_day=last,
        store_kind=context.store.kind,
        patient_id=patient.patient_id,
        patient_name=patient.display_name,
        versions=tuple(_versions(context, first, last)),
        alerts=_alerts(context, first, last),
        noticed=(*watching.noticed_on(context, last), *_over_two_weeks(context, last)),
        levels=_levels(context, last),
        adherence=Adherence(days(context, first, last, today=context.day)),
        steps=tuple(_steps(context, last)),
        sessions=_sessions(context, sessions),
        sites=_sites(context),
        pain=_without_copies(context.store.pain(first, last), sessions),
        mornings=tuple(_mornings(sessions, context.store.pain(first, context.day))),
        walks=context.store.walks(first, last),
        activities=context.store.activities(first, last),
        medicine=context.store.medicine(first, last),
        obstacles=context.store.obstacles(first, last),
        check_ins=tuple((one.when, one.record) for one in context.store.check_ins(first, last)),
        pauses=tuple(
            Pause(pause.first_day, pause.last_day, pause.reason)
            for pause in context.store.pauses()
            if pause.first_day <= last and first <= pause.last_day
        ),
        flares=tuple(
            (entry.when, entry.change, entry.rule)
            for entry in context.store.flares(first)
            if entry.when.local_day <= last
        ),
        talks=context.store.talks(first, last),
        checks=checks,
        crises=context.store.crises(first, last),
        decisions=tuple(
            (past.when, past.decision) for past in context.store.decisions(first, last)
        ),
        chain=Chain(chain.head.position, chain.head.row_hash, chain.faults),
    )


def _over_two_weeks(context: Context, last: date) -> Iterator[Noticed]:
    """Rule TR-7, and the alarm budget (H-07): what the fourteen days before show."""
    begins = max(first_day(context), last - timedelta(days=alarms.BUDGET_DAYS))
    before = two_weeks(context, last)
    soon = [
        past.alert.raised.local_day
        for past in context.store.alerts(begins, last)
        if past.alert.alert.tier is Tier.SOON and past.alert.alert.flag_id not in OF_THE_PLAN
    ]
    for noticed in (
        daily_life.done_little(before.done, before.expected),
        alarms.over_budget(soon, last),
    ):
        if noticed is not None:
            yield noticed


def _levels(context: Context, last: date) -> tuple[Level, ...]:
    """The recorded and the measured level of every site (decisions A11, C5)."""
    program = context.program
    if program is None:
        return ()
    history = gather_history(context, program, last)
    found = []
    for series in history.series:
        baseline = pain_series.split(series, history.start).baseline
        measured = baseline.level if baseline and baseline.measured else None
        since = baseline.since if baseline else history.start
        found.append(Level(series.site, series.recorded, measured, since))
    return tuple(found)


def _steps(context: Context, last: date) -> Iterator[StepUpRow]:
    """How the exercises stand to their next steps on the last day (clinical-spec 2.4)."""
    program = context.program
    phase = None if program is None else schedule.phase_on(program, last)
    if program is None or phase is None:
        return
    for item in phase.items:
        record = stepping.record(context, item, last)
        written = item.modify_up is not None
        offered = written and program.progression.patient_may_step_up
        yield StepUpRow(
            item_id=item.id,
            name=program.exercise(item.exercise).name,
            written=written,
            ready_for_review=step_up.is_ready_for_review(record, offered=offered),
            missing=step_up.missing(record),
        )


def _until(checks: Iterable[StoredCheck], last: date) -> tuple[StoredCheck, ...]:
    return tuple(check for check in checks if check.started.local_day <= last)


# --- programs -----------------------------------------------------------------------------------


def _versions(context: Context, first: date, last: date) -> Iterator[Version]:
    """The versions that counted within the days; the first of all counts from its beginning."""
    versions = context.store.program_versions()
    for place, stored in enumerate(versions):
        after = versions[place + 1 : place + 2]
        replaced = after[0].installed.local_day if after else None
        begins = first_day(context) if place == 0 else stored.installed.local_day
        if begins <= last and (replaced is None or replaced >= first):
            program = context.read_version(stored)
            yield Version(
                stored.program_id,
                stored.version,
                stored.sha256,
                program.title if program else "",
                begins,
                replaced,
            )


def _sessions(context: Context, sessions: Iterable[StoredSession]) -> tuple[SessionRow, ...]:
    by_sha = {stored.sha256: stored for stored in context.store.program_versions()}
    return tuple(
        SessionRow(
            session,
            by_sha[session.program_sha256].version,
            _names(context, by_sha[session.program_sha256]),
        )
        for session in sessions
    )


def _names(context: Context, stored: StoredProgram) -> dict[str, str]:
    program = context.read_version(stored)
    return {one.id: one.name for one in program.exercises} if program else {}


def _sites(context: Context) -> tuple[Site, ...]:
    """Every place any version asked about, in the therapist's order."""
    programs = (context.read_version(stored) for stored in context.store.program_versions())
    return tuple(dict.fromkeys(site for one in programs if one for site in one.sites))


# --- alerts -------------------------------------------------------------------------------------


def _alerts(context: Context, first: date, last: date) -> tuple[AlertRow, ...]:
    """Those raised within the days, and older ones that are still open."""
    since = context.store.made_on
    choices = context.store.acknowledgements(since)
    answers = _signs_by_day(context.store.checks(since))
    helped, seen = context.store.help_answers(since), context.store.assessments()
    return tuple(
        AlertRow(
            alert=past.alert,
            question=_question(context, past.alert.alert),
            answer=_answer(context, past, answers[past.alert.raised.local_day]),
            acknowledgements=tuple(choices.get(past.alert.id, ())),
            help_answers=tuple(one for one in helped if past.alert.event_id in one[1].event_ids),
            assessments=tuple(one for one in seen if past.alert.event_id in one[1].event_ids),
            ending=_ending(past),
        )
        for past in context.store.alerts(since, last)
        if past.alert.raised.local_day >= first or _is_open(past)
    )


def _is_open(past: PastAlert) -> bool:
    return past.cleared is None and past.alert.alert.action in TO_BE_ENDED


def _question(context: Context, alert: AlertRecord) -> str:
    flag = context.signs_of([alert]).get(alert.flag_id)
    return flag.question if flag else ""


def _signs_by_day(checks: Iterable[StoredCheck]) -> dict[date, dict[str, str]]:
    """What was answered other than no, by day and question, in words."""
    found: dict[date, dict[str, str]] = defaultdict(dict)
    for check in checks:
        for answer in check.answers:
            if answer.value is not Answer.NO:
                words = answer.value.value.replace("_", " ")
                found[check.started.local_day][answer.question_id] = words
    return found


def _answer(context: Context, past: PastAlert, signs: Mapping[str, str]) -> str:
    """What was answered, in words; a change of mind stays visible (SI-15)."""
    alert = past.alert.alert
    given = [signs[one] for one in (alert.flag_id, *alert.rules) if one in signs]
    if not given:
        return f"by rule {alert.rules[0]}"
    if past.cleared is not None and past.cleared.method == "mistake" and past.cleared_utc:
        local = context.local_time(past.cleared_utc)
        return f"answered {given[0]}, then changed at {local:%H:%M}"
    return f"answered {given[0]}"


def _ending(past: PastAlert) -> Ending | None:
    cleared, moment = past.cleared, past.cleared_utc
    if cleared is None or moment is None:
        return None
    return Ending(
        cleared.method,
        cleared.cleared_by,
        cleared.role,
        cleared.licence_no,
        cleared.decided_on,
        cleared.note,
        cleared.conditions,
        at_utc=moment,
    )


# --- pain ---------------------------------------------------------------------------------------


def _without_copies(
    rows: Iterable[kept.PainRow], sessions: Iterable[StoredSession]
) -> tuple[PainRow, ...]:
    """Every score once: the score that opened a session is stored before it and with it."""
    with_session: Counter[tuple[date, Site, int | None]] = Counter(
        (session.started.local_day, site, score)
        for session in sessions
        if session.source == "guided"
        for site, score in deciding.pain_before_session(session).items()
    )
    found = []
    for row in rows:
        key = (row.when.local_day, row.record.site, row.record.score)
        loose = row.session_id is None and row.record.moment is Moment.BEFORE
        if loose and with_session[key]:
            with_session[key] -= 1
        else:
            found.append(PainRow(row.when, row.session_id, row.record))
    return tuple(found)


def _mornings(sessions: Iterable[StoredSession], rows: Iterable[kept.PainRow]) -> Iterator[Morning]:
    """The morning after each day with a session; the first of the day is the one rated (C3).

    The outcome is the one the rules of that day gave; where no score was given it is UNKNOWN.
    """
    by_session: dict[int, dict[Site, PainRecord]] = defaultdict(dict)
    for row in rows:
        if row.record.moment is Moment.MORNING and row.session_id is not None:
            by_session[row.session_id][row.record.site] = row.record
    rated: set[date] = set()
    for session in sessions:
        day, before = session.started.local_day, deciding.pain_before_session(session)
        if session.ended is None or not before or day in rated:
            continue
        rated.add(day)
        given = by_session[session.id]
        outcomes = [_outcome(given.get(site)) for site in before]
        scores = {site: given[site].score if site in given else None for site in before}
        yield Morning(day, scores, worst(outcomes).value)


def _outcome(record: PainRecord | None) -> MorningOutcome:
    return MorningOutcome(record.outcome) if record and record.outcome else MorningOutcome.UNKNOWN
