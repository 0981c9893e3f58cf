"""The next step the therapist wrote: offered where it may be taken, kept, and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from exercise_companion.companion import deciding, exercising
from exercise_companion.companion.playing import current
from exercise_companion.core import schedule
from exercise_companion.core.item_views import harder_view
from exercise_companion.core.pain import MorningOutcome
from exercise_companion.core.records import VariantRecord
from exercise_companion.core.session import work
from exercise_companion.core.step_up import (
    FLAG_FREE_DAYS,
    LOOK_BACK_DAYS,
    SESSIONS,
    Now,
    Record,
    Tried,
    is_step_taken,
    is_troubled,
    is_untouched,
    may_step_up,
    tried_in,
)
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Item
    from exercise_companion.core.prompts import ShowIntro
    from exercise_companion.core.records import StoredSession
    from exercise_companion.core.session import Session


def with_next_step(context: Context, stored: StoredSession, intro: ShowIntro) -> ShowIntro:
    """The introduction, with the next step where it may be taken now."""
    session = exercising.rebuild(context, stored)
    if not _may(context, stored, session):
        return intro
    harder = harder_view(context.require_program(), current(session).item)
    return replace(intro, item=replace(intro.item, harder=harder))


def step_up(context: Context, stored: StoredSession) -> None:
    """Do the current exercise in its next step. Decided anew here, whatever was shown.

    Raises:
        Refused: it may not be taken now.

    """
    session = exercising.rebuild(context, stored)
    if not _may(context, stored, session):
        what_happened = "The next step cannot be taken now."
        raise Refused(what_happened, "Stay with the plan.")
    exercising.keep(context, stored, VariantRecord(current(session).item.id, "harder", "chosen"))


def step_back(context: Context, stored: StoredSession) -> None:
    """Do the current exercise as the plan has it; never more sets than are left.

    Raises:
        Refused: it is not done in its next step.

    """
    session = exercising.rebuild(context, stored)
    entry = current(session)
    if work(session, entry).variant != "harder":
        what_happened = "This exercise is not done in its next step."
        raise Refused(what_happened, "Stay with the plan.")
    exercising.keep(context, stored, VariantRecord(entry.item.id, "as_written", "chosen"))


def _may(context: Context, stored: StoredSession, session: Session) -> bool:
    """Whether the next step of the current exercise may be taken (clinical-spec 2.4)."""
    entry, program = current(session), context.require_program()
    if entry.item.modify_up is None or not program.progression.patient_may_step_up:
        return False
    now = Now(
        written=True,
        patient_may=True,
        kind=deciding.decision_within(context, stored).kind,
        untouched=is_untouched(session, entry),
        step_taken=is_step_taken(session),
        trouble=is_troubled(session),
    )
    return may_step_up(now, record(context, entry.item, context.day, without=stored.id))


def record(context: Context, item: Item, day: date, *, without: int | None = None) -> Record:
    """What the criteria look at for one exercise.

    Args:
        context: the open store.
        item: of the prescription in force.
        day: up to this exercise day.
        without: the session in progress.

    """
    flagged = context.store.alerts(day - timedelta(days=FLAG_FREE_DAYS - 1), day)
    return Record(
        tried=tuple(reversed([*_last_tried(context, item, day, without)])),
        flags=len(flagged),
        open_alerts=len(context.store.open_alerts()),
    )


def _last_tried(context: Context, item: Item, day: date, without: int | None) -> Iterator[Tried]:
    """Newest first: under this prescription and in the day's phase, as a dose may differ else."""
    program, installed = context.require_program(), context.stored_program
    phase = schedule.phase_on(program, day)
    since = day - timedelta(days=LOOK_BACK_DAYS)
    since = since if phase is None else max(since, phase.starts_on)
    found = 0
    for stored in reversed(context.store.sessions(since, day)):
        same = installed is not None and stored.program_sha256 == installed.sha256
        if stored.id == without or not same or found == SESSIONS:
            continue
        tried = _tried(context, stored, item)
        if tried is not None:
            found += 1
            yield tried


def _tried(context: Context, stored: StoredSession, item: Item) -> Tried | None:
    session = exercising.rebuild(context, stored)
    entry = next((one for one in session.items if one.item.id == item.id), None)
    if entry is None:
        return None
    return tried_in(session, entry, stored.ended, _morning(context, stored))


def _morning(context: Context, stored: StoredSession) -> MorningOutcome:
    """The morning after that day, which is asked about the first of its sessions (C3)."""
    rated = deciding.first_rated(context, stored.started.local_day)
    if rated is None:
        return MorningOutcome.UNKNOWN
    return deciding.morning_after(context, rated)
