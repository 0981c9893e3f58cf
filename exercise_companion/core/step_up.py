"""Whether the next step the therapist wrote may be offered, and why not (clinical-spec 2.4).

The default criteria: the last three sessions of the exercise with a GREEN morning, every score in
it at most 3, the full dose, effort at most 5 out of 10; no flag in 14 days, no open alert. What is
missing is never good (H-21): each fact that is not known is a no. Nothing here makes a dose: the
next step is the one the therapist wrote (H-17).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.dose import set_targets
from exercise_companion.core.pain import DuringOutcome, MorningOutcome
from exercise_companion.core.records import (
    ItemEffortRecord,
    ItemEndRecord,
    PainRecord,
    SensationRecord,
    SetRecord,
    VariantRecord,
)
from exercise_companion.core.session import walk_of, work
from exercise_companion.core.terms import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exercise_companion.core.dose import SetTarget
    from exercise_companion.core.records import SessionEndRecord, SessionEvent, SkipReason
    from exercise_companion.core.session import Session, SessionItem
    from exercise_companion.core.terms import Site
    from exercise_companion.core.walk_in_progress import WalkState

SESSIONS: Final = 3
"""So many sessions in a row, the last ones (clinical-spec 2.4)."""

MOST_PAIN: Final = 3
"""The highest score in the exercise, 0-10, at any site (clinical-spec 2.4)."""

MOST_EFFORT: Final = 5
"""The highest effort, 0-10 CR10 (clinical-spec 2.4)."""

FLAG_FREE_DAYS: Final = 14
"""Exercise days without any flag, today included (clinical-spec 2.4)."""

LOOK_BACK_DAYS: Final = 42
"""Older sessions say nothing about today. Our decision, needs sign-off."""

_CUT_SHORT: Final = frozenset({"stopped_by_pain", "stopped_by_flag", "stopped_by_patient"})
_NO_TROUBLE: Final = frozenset({DuringOutcome.CONTINUE, DuringOutcome.CONTINUE_CARE})
_NOT_ABOUT_IT: Final[frozenset[SkipReason]] = frozenset(
    {"no_time", "equipment", "not_today", "stopped"}
)
"""An exercise left out for one of these was not tried: that session says nothing about it."""

Missing = Literal["sessions", "morning", "pain", "dose", "effort", "session", "flag", "alert"]
"""A criterion that is not met, or not known to be met. `session`: a session was stopped, has no
end on record, or pain rose by 3 over it (rule PR-06)."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What one session says about an exercise that was tried in it."""

    morning: MorningOutcome
    """Of the morning after that day, the worst over the sites."""
    pain: tuple[int | None, ...]
    """The worst score in the exercise at each site, 0-10; None where it was not given. Empty where
    no site is known."""
    full_dose: bool
    """Every set was done, each with at least what was asked, and the patient said so."""
    effort: int | None
    """Of the exercise where that was asked, else of the session, 0-10; None: not given."""
    went_well: bool
    """It came to its end, and pain did not rise by 3 or more over it (rule PR-06: no step up)."""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the criteria look at for one exercise."""

    tried: tuple[Tried, ...]
    """The sessions in which it was tried under this prescription, oldest first."""
    flags: int
    """Alerts of any kind in the last 14 days, ended or not."""
    open_alerts: int
    """Alerts that nothing has ended, of whatever age."""


@dataclass(frozen=True, slots=True)
class Now:
    """Where the session stands."""

    written: bool
    """The therapist wrote a next step for the exercise."""
    patient_may: bool
    """The program lets the patient take it (`progression.patient_may_step_up`)."""
    kind: DecisionKind
    """What may happen today: easier days, flare-ups, holds and locks offer no next step (A8)."""
    untouched: bool
    """Nothing of the exercise is on record yet, so that it is done as written."""
    step_taken: bool
    """Another exercise of this session is done in its next step: one a session."""
    trouble: bool
    """Pain asked for something in this session, or was not given, or a feeling was new."""


def missing(record: Record) -> tuple[Missing, ...]:
    """The criteria that are not met, or not known to be met; empty when all are."""
    return tuple(_missing(record, record.tried[-SESSIONS:]))


def _missing(record: Record, last: tuple[Tried, ...]) -> Iterator[Missing]:
    if len(last) < SESSIONS:
        yield "sessions"
    if any(one.morning is not MorningOutcome.GREEN for one in last):
        yield "morning"
    if not all(_is_calm(one) for one in last):
        yield "pain"
    if not all(one.full_dose for one in last):
        yield "dose"
    if any(one.effort is None or one.effort > MOST_EFFORT for one in last):
        yield "effort"
    if not all(one.went_well for one in last):
        yield "session"
    if record.flags:
        yield "flag"
    if record.open_alerts:
        yield "alert"


def _is_calm(one: Tried) -> bool:
    known = [score for score in one.pain if score is not None]
    return bool(known) and len(known) == len(one.pain) and max(known) <= MOST_PAIN


def may_step_up(now: Now, record: Record) -> bool:
    """Whether the next step is offered for the exercise that comes now (clinical-spec 2.4).

    It is offered before the first set alone, so that it is always the whole authored dose. That
    trouble earlier in the session takes the offer away is our decision, needs sign-off.
    """
    allowed = now.written and now.patient_may and now.kind is DecisionKind.GO
    fresh = now.untouched and not now.step_taken and not now.trouble
    return allowed and fresh and not missing(record)


def is_ready_for_review(record: Record, *, offered: bool) -> bool:
    """Whether the report says "ready for review": all is met, and the patient may not step up.

    Args:
        record: what the criteria look at.
        offered: a next step is written, and the program lets the patient take it.

    """
    return not offered and not missing(record)


# --- what a session says --------------------------------------------------------------------------


def tried_in(
    session: Session, entry: SessionItem, ended: SessionEndRecord | None, morning: MorningOutcome
) -> Tried | None:
    """What a session of the past says about an exercise; None where it was not tried."""
    events = session.events_of(entry.item.id)
    if not any(_tells(event) for event in events):
        return None
    return Tried(
        morning=morning,
        pain=tuple(_worst(events, site) for site in session.before),
        full_dose=_is_full(session, entry),
        effort=_effort(session, entry, ended),
        went_well=ended is not None and ended.end not in _CUT_SHORT and not ended.amber,
    )


def _tells(event: SessionEvent) -> bool:
    return not (isinstance(event, ItemEndRecord) and event.reason in _NOT_ABOUT_IT)


def _worst(events: Iterable[SessionEvent], site: Site) -> int | None:
    """The worst score at a site; None while the last one asked was not given (decisions C4)."""
    scores = [
        event.score
        for event in events
        if isinstance(event, PainRecord) and event.moment is Moment.DURING and event.site == site
    ]
    if not scores or scores[-1] is None:
        return None
    return max(score for score in scores if score is not None)


def _effort(session: Session, entry: SessionItem, ended: SessionEndRecord | None) -> int | None:
    given = [
        event.effort
        for event in session.events_of(entry.item.id)
        if isinstance(event, ItemEffortRecord)
    ]
    if given:
        return given[-1]
    asked = entry.dose(work(session, entry).variant).intensity is not None
    return None if asked or ended is None else ended.effort


def _is_full(session: Session, entry: SessionItem) -> bool:
    """Whether it ended as done, never in an easier version or a flare-up's, every set as asked.

    A set that the clock alone counted is not known to be done (H-10).
    """
    events = session.events_of(entry.item.id)
    variant = work(session, entry).variant
    sets = [event for event in events if isinstance(event, SetRecord)]
    ends = [event for event in events if isinstance(event, ItemEndRecord)]
    eased = entry.planned.variant != "as_written" or any(
        isinstance(event, VariantRecord) and event.variant == "easier" for event in events
    )
    done = bool(ends) and ends[-1].outcome == "done"
    if eased or not done or any(one.counted_by != "patient" for one in sets):
        return False
    walk = walk_of(session, entry)
    if walk is not None:
        return _is_whole_walk(walk)
    targets = set_targets(entry.dose(variant))
    return len(sets) == len(targets) and all(map(_reaches, sets, targets))


def _is_whole_walk(walk: WalkState) -> bool:
    """All the minutes that were asked, and no rest because of the legs (rule NC-1)."""
    return not walk.interrupted and walk.walked >= walk.sets * walk.least


def _reaches(done: SetRecord, target: SetTarget) -> bool:
    """Whether as much was done as was asked; the lower value of a range is enough."""
    of_time = target.reps is None
    return (
        _enough(done.done_reps, target.reps, target.enough_from)
        and _enough(done.done_seconds, target.seconds, target.enough_from if of_time else None)
        and _enough(done.done_load_kg, target.load_kg)
        and _enough(done.done_metres, target.metres)
    )


def _enough(done: float | None, asked: float | None, enough_from: float | None = None) -> bool:
    if asked is None:
        return True
    return done is not None and done >= (asked if enough_from is None else enough_from)


# --- where the session stands ---------------------------------------------------------------------


def is_untouched(session: Session, entry: SessionItem) -> bool:
    """Whether nothing of the exercise is on record, and it is to be done as written."""
    return entry.planned.variant == "as_written" and not session.events_of(entry.item.id)


def is_step_taken(session: Session) -> bool:
    """Whether an exercise of the session is done in its next step: one a session (2.4)."""
    return any(
        isinstance(event, VariantRecord) and event.variant == "harder" for event in session.events
    )


def is_troubled(session: Session) -> bool:
    """Whether pain asked for something in this session, was not given, or a feeling was new."""
    return any(
        isinstance(event, SensationRecord)
        or (isinstance(event, PainRecord) and event.outcome not in _NO_TROUBLE)
        for event in session.events
    )
