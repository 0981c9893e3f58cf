"""How the days of a span went, under the program version that was in force on each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from exercise_companion.companion import deciding
from exercise_companion.core import schedule
from exercise_companion.core.exercise_day import exercise_day
from exercise_companion.core.pain import BeforeOutcome, DuringOutcome
from exercise_companion.core.progress import DayFacts, day_of
from exercise_companion.core.terms import Action, Answer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.progress import Day
    from exercise_companion.core.records import StoredCheck, StoredSession
    from exercise_companion.store.kept import PainRow, StoredProgram


def in_force(versions: Sequence[StoredProgram], day: date) -> StoredProgram | None:
    """The version that counts for a day: the last installed by then, else the first of all."""
    by_then = [version for version in versions if version.installed.local_day <= day]
    if by_then:
        return by_then[-1]
    return versions[0] if versions else None


def first_day(context: Context) -> date:
    """The day the first program began, or was loaded where it cannot be read."""
    version = context.store.first_version()
    program = context.read_version(version) if version else None
    began = program.valid_from if program else context.store.made_on
    return min(began, context.day)


def days(context: Context, first: date, last: date, today: date) -> tuple[Day, ...]:
    """How each day from `first` to `last` went, both included, as it looks on `today`."""
    span = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    sessions = context.store.sessions(first, last)
    checks = context.store.checks_between(first, last)
    pain = context.store.pain(first, last)
    pauses = deciding.paused(context)
    advised, locked = _advised_rest(context, checks, pain), _locked(context, span)
    versions = context.store.versions_over(first, last)
    opened = {check.started.local_day for check in checks} | {row.when.local_day for row in pain}
    return tuple(
        day_of(
            _facts(
                context,
                day,
                today,
                in_force(versions, day),
                [session for session in sessions if session.started.local_day == day],
                paused=any(begin <= day <= end for begin, end in pauses),
                advised_rest=day in advised,
                locked=day in locked,
                opened=day in opened,
            )
        )
        for day in span
    )


def _facts(  # noqa: PLR0913 - everything a day can be known by
    context: Context,
    day: date,
    today: date,
    version: StoredProgram | None,
    sessions: list[StoredSession],
    *,
    paused: bool,
    advised_rest: bool,
    locked: bool,
    opened: bool,
) -> DayFacts:
    program = context.read_version(version) if version else None
    phase = schedule.phase_on(program, day) if program else None
    items = schedule.planned_items(program, day) if program else ()
    return DayFacts(
        day=day,
        today=today,
        begun=program is not None and program.valid_from <= day,
        planned=bool(items),
        paused=paused,
        advised_rest=advised_rest,
        locked=locked,
        opened=opened,
        sessions=sessions,
        times_per_day={item.id: item.when.times_per_day for item in phase.items} if phase else {},
        items=tuple(item.id for item in items),
    )


def _advised_rest(
    context: Context, checks: tuple[StoredCheck, ...], pain: tuple[PainRow, ...]
) -> set[date]:
    """Days on which the rules said rest: by an answer (action Z), by pain before or in a session.

    Answers are read as they stand: an older check may have asked other questions (H-28).
    """
    rests = {BeforeOutcome.HOLD_TODAY, DuringOutcome.STOP_SESSION}
    too_high = {row.when.local_day for row in pain if row.record.outcome in rests}
    skips = {item.id for item in context.catalogue.items if item.action is Action.SKIP_TODAY}
    told = {
        check.started.local_day
        for check in checks
        for answer in check.answers
        if answer.question_id in skips and answer.value is Answer.YES
    }
    return too_high | told


def _locked(context: Context, span: list[date]) -> set[date]:
    """Days that began or passed under a lock or hold, today included."""
    found: set[date] = set()
    for lock in context.store.locks_over(span[-1], span[0] - timedelta(days=1)):  # in any zone
        end = context.day
        if lock.cleared_utc is not None:
            end = exercise_day(context.local_time(lock.cleared_utc).replace(tzinfo=None))
        found |= {day for day in span if lock.raised_on <= day <= end and day <= context.day}
    return found
