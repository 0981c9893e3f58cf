"""A session as the rules see it: its stored events under the plan it was begun with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion import deciding
from exercise_companion.core import pain
from exercise_companion.core.records import ItemEndRecord, PainRecord
from exercise_companion.core.session import Session, SessionItem

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Item, Program
    from exercise_companion.core.records import StoredSession


def program_of(context: Context, stored: StoredSession) -> Program | None:
    """The version a session was begun under; None where it cannot be read."""
    installed = context.stored_program
    if installed is not None and installed.sha256 == stored.program_sha256:
        return context.program
    for version in context.store.program_versions():
        if version.sha256 == stored.program_sha256:
            return context.read_version(version)
    return None


def session_of(program: Program, stored: StoredSession) -> Session:
    """The same under the plan it was begun with."""
    items = {item.id: item for phase in program.phases for item in phase.items}
    in_phase = _phase_items(program, stored) or items
    return Session(
        items=tuple(SessionItem(planned, in_phase[planned.item_id]) for planned in stored.planned),
        before=deciding.pain_before_session(stored),
        facts=pain.facts_of(program),
        easy_day=bool(stored.planned) and all(p.variant != "as_written" for p in stored.planned),
        events=tuple(event for event in stored.events if event.item_id is not None),
        left_out=_left_out_at_the_beginning(stored),
    )


def _left_out_at_the_beginning(stored: StoredSession) -> frozenset[str]:
    """Exercises there was no time for when it began: those ends stand before the first pain."""
    first_pain = next(
        (at for at, event in enumerate(stored.events) if isinstance(event, PainRecord)), 0
    )
    return frozenset(
        event.item_id for event in stored.events[:first_pain] if isinstance(event, ItemEndRecord)
    )


def _phase_items(program: Program, stored: StoredSession) -> dict[str, Item]:
    """Items of the phase of the session's day: the same id may have another dose in another."""
    for phase in program.phases:
        if phase.starts_on <= stored.started.local_day <= phase.ends_on:
            return {item.id: item for item in phase.items}
    return {}
