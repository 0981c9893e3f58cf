"""The diary: a page of days, and one day with everything on record of it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import day_notes
from exercise_companion.companion.days import days, first_day, in_force
from exercise_companion.core import history_words, schedule
from exercise_companion.core.day_words import date_words, moment_words
from exercise_companion.core.history_view import DayLine, DayView, HistoryPage, SessionView
from exercise_companion.core.item_views import site_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Program
    from exercise_companion.core.progress import Day
    from exercise_companion.core.records import PainRecord, SessionEvent, StoredSession
    from exercise_companion.core.terms import Answer, Site
    from exercise_companion.store.kept import StoredProgram

PAGE_DAYS: Final = 14


def page(context: Context, last: date | None) -> HistoryPage:
    """A page of days, the newest first.

    Args:
        context: the open store.
        last: the newest day of the page; None, or a day outside the record, is the nearest in it.

    """
    first, today = first_day(context), context.day
    last = min(last or today, today)
    if last < first:  # before the record: its first page
        last = min(first + timedelta(days=PAGE_DAYS - 1), today)
    begins = max(first, last - timedelta(days=PAGE_DAYS - 1))
    rows = days(context, begins, last, today=today)
    sessions = context.store.sessions(begins, last)
    versions = context.store.versions_over(begins, last)
    lines = tuple(
        DayLine(
            row.day,
            row.state,
            history_words.DAY_WORDS[row.state],
            _in_brief(context, row, sessions, versions),
        )
        for row in reversed(rows)
    )
    newer = None if last >= today else min(today, last + timedelta(days=PAGE_DAYS))
    older = begins - timedelta(days=1) if begins > first else None
    return HistoryPage(lines, older, newer, today)


def _in_brief(
    context: Context,
    row: Day,
    sessions: Sequence[StoredSession],
    versions: Sequence[StoredProgram],
) -> str:
    of_day = [one for one in sessions if one.started.local_day == row.day]
    if not of_day:
        return ""
    labelled = [(one, _labels(_program(context, versions, one))) for one in of_day]
    return history_words.day_in_brief(row.counts, labelled)


def day(context: Context, wanted: date) -> DayView:
    """One day with everything on record of it; a day outside the record is the nearest in it."""
    first, today = first_day(context), context.day
    wanted = min(max(wanted, first), today)
    (row,) = days(context, wanted, wanted, today=today)
    sessions = context.store.sessions(wanted, wanted)
    versions = context.store.versions_over(wanted, wanted)
    version = in_force(versions, wanted)
    program = context.read_version(version) if version else None
    return DayView(
        day=wanted,
        title=f"{date_words(wanted)} {wanted.year}",
        state=row.state,
        words=history_words.DAY_WORDS[row.state],
        planned=_planned(program, wanted),
        sessions=tuple(_sessions(context, sessions, versions)),
        signs=tuple(day_notes.signs(context, wanted)),
        diary=tuple(day_notes.diary(context, wanted, program)),
        older=wanted - timedelta(days=1) if wanted > first else None,
        newer=wanted + timedelta(days=1) if wanted < today else None,
    )


def _planned(program: Program | None, wanted: date) -> tuple[str, ...]:
    if program is None:
        return ()
    items = schedule.planned_items(program, wanted)
    return tuple(program.exercise(item.exercise).name for item in items)


def _sessions(
    context: Context, sessions: Sequence[StoredSession], versions: Sequence[StoredProgram]
) -> Iterator[SessionView]:
    ids = [one.id for one in sessions]
    mornings: dict[int, list[PainRecord]] = defaultdict(list)
    for row in context.store.mornings_of(ids):
        mornings[row.session_id or 0].append(row.record)
    settled = {
        (row.session_id, row.item_id): row.settled for row in context.store.sensations_of(ids)
    }
    for one in sessions:
        yield _session(context, one, _program(context, versions, one), mornings[one.id], settled)


def _session(
    context: Context,
    stored: StoredSession,
    program: Program | None,
    mornings: Sequence[PainRecord],
    settled: Mapping[tuple[int, str], Answer | None],
) -> SessionView:
    plan = _words_of(program)
    events: dict[str, list[SessionEvent]] = defaultdict(list)
    for event in stored.events:
        events[event.item_id or ""].append(event)
    return SessionView(
        session_id=stored.id,
        heading=_heading(context, stored),
        facts=tuple(history_words.facts(stored)),
        pain=tuple(history_words.pain_lines(stored, mornings, plan.labels)),
        exercises=tuple(
            history_words.exercise_view(
                planned,
                events[planned.item_id],
                plan,
                settled.get((stored.id, planned.item_id)),
            )
            for planned in stored.planned
        ),
    )


def _words_of(program: Program | None) -> history_words.PlanWords:
    if program is None:
        return history_words.PlanWords({}, {})
    names = {one.id: one.name for one in program.exercises}
    return history_words.PlanWords(names, _labels(program), program.units)


def _heading(context: Context, stored: StoredSession) -> str:
    """When it was, or how and when it was entered afterwards."""
    at = context.local_time(stored.started.utc)
    if stored.source == "guided":
        return f"Session at {at:%H:%M}"
    source = "from paper" if stored.source == "paper" else "from memory"
    return f"Session entered {source} on {moment_words(at)}"


def _program(
    context: Context, versions: Sequence[StoredProgram], stored: StoredSession
) -> Program | None:
    """The version a session was done under; None when it cannot be read any more."""
    known = next((one for one in versions if one.sha256 == stored.program_sha256), None)
    version = known or context.store.program_by_sha(stored.program_sha256)
    return context.read_version(version) if version else None


def _labels(program: Program | None) -> dict[Site, str]:
    return {site: site_label(program, site) for site in program.sites} if program else {}
