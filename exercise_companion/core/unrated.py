"""Pain that was asked in an exercise and not given: kept as that, and asked again at the end.

In a session that goes by itself nobody may be near the keys. Silence is kept as "not given", which
never counts as good (decisions C4, A9).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exercise_companion.core.records import ItemEndRecord, PainRecord
from exercise_companion.core.session import HURTS, work
from exercise_companion.core.terms import Moment

if TYPE_CHECKING:
    from exercise_companion.core.records import SessionEvent
    from exercise_companion.core.session import Session, SessionItem


def pain_not_given(session: Session, entry: SessionItem) -> tuple[SessionEvent, ...]:
    """What follows when the pain of an exercise was asked and nobody answered (decisions C4).

    It is kept as not given, which counts as neither good nor bad; an exercise whose sets are done
    ends, and its pain is asked again at the end of the session.
    """
    asked, progress = asked_in_vain(session, entry), work(session, entry)
    if progress.is_finished:
        return (*asked, ItemEndRecord(entry.item.id, progress.outcome))
    return asked


def asked_in_vain(session: Session, entry: SessionItem) -> tuple[PainRecord, ...]:
    """The pain of an exercise, asked and not given."""
    return tuple(PainRecord(Moment.DURING, site, None, entry.item.id) for site in session.before)


def said_to_hurt(session: Session, entry: SessionItem) -> tuple[PainRecord, ...]:
    """The patient said that it hurts. Kept at once: until the score is given it is asked first."""
    asked = asked_in_vain(session, entry)
    return tuple(replace(record, outcome=HURTS) for record in asked)


def unrated(session: Session) -> SessionItem | None:
    """When all is over: the first exercise whose pain was asked, not given, and not asked since."""
    if session.current is not None:
        return None
    last_end = max(
        (at for at, event in enumerate(session.events) if isinstance(event, ItemEndRecord)),
        default=-1,
    )
    for entry in session.items:
        at = _last_pain(session, entry.item.id)
        if at is not None and at[1] is None and at[0] < last_end:
            return entry
    return None


def _last_pain(session: Session, item_id: str) -> tuple[int, int | None] | None:
    """Where the last score of an exercise stands among the events, and the score."""
    scores = [
        (at, event.score)
        for at, event in enumerate(session.events)
        if isinstance(event, PainRecord) and event.item_id == item_id
    ]
    return scores[-1] if scores else None
