"""A session in progress: what was planned, what has happened, and what comes next.

A session is its plan and its events; where it stands is worked out from these, so that a session
which was interrupted goes on where it stopped. Nothing here decides a dose: every set comes from a
dose the therapist wrote: as written, the easier version, or the next step (H-17).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core import pain
from exercise_companion.core.dose import set_targets, sets_for_the_rest
from exercise_companion.core.pain import DuringOutcome
from exercise_companion.core.records import (
    ItemEndRecord,
    PainRecord,
    SessionEvent,
    SetRecord,
    VariantRecord,
)
from exercise_companion.core.terms import Moment
from exercise_companion.core.walk_in_progress import SetsState, WalkState, version_state

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from exercise_companion.core.dose import SetTarget
    from exercise_companion.core.pain import PainFacts
    from exercise_companion.core.program import Dose, Item
    from exercise_companion.core.records import ItemOutcome, PlannedItem
    from exercise_companion.core.terms import Site, VariantKind

Stage = Literal["set", "walk", "pain", "offer_easier", "effort", "over"]
"""What comes next: a set, a walk in bouts, the pain question, the easier version after PR-02b, how
hard the exercise was that was just done, or nothing more."""


HURTS: Final = "HURTS"
"""In the place of an outcome: the patient said that it hurts, and the score is still to come."""


@dataclass(frozen=True, slots=True)
class SessionItem:
    """One exercise of a session with the prescription behind it."""

    planned: PlannedItem
    item: Item

    def dose(self, variant: VariantKind) -> Dose:
        """The dose the therapist wrote for that version."""
        return self.item.dose_of(variant)

    def exercise_id(self, variant: VariantKind) -> str:
        """The exercise that version does."""
        return self.item.exercise_of(variant)


@dataclass(frozen=True, slots=True)
class Session:
    """A session in progress. Immutable: `with_events` gives the next one."""

    items: tuple[SessionItem, ...]
    before: Mapping[Site, int]
    """Pain before the session, per site."""
    facts: PainFacts
    easy_day: bool
    """Only easier versions were offered (decisions C2)."""
    events: tuple[SessionEvent, ...] = ()
    left_out: frozenset[str] = frozenset()
    """Ids of the exercises there was no time for when it began."""

    def with_events(self, *events: SessionEvent) -> Session:
        """The session after these happened."""
        return replace(self, events=(*self.events, *events))

    def events_of(self, item_id: str) -> tuple[SessionEvent, ...]:
        """What happened in one exercise, in order."""
        return tuple(event for event in self.events if event.item_id == item_id)

    @property
    def over(self) -> frozenset[str]:
        """Ids of the exercises that have ended."""
        return frozenset(event.item_id for event in self.events if isinstance(event, ItemEndRecord))

    @property
    def current(self) -> SessionItem | None:
        """The first exercise that has not ended; None when all have."""
        over = self.over
        return next((entry for entry in self.items if entry.item.id not in over), None)

    @property
    def wanted(self) -> tuple[SessionItem, ...]:
        """The exercises without those there was no time for when it began."""
        return tuple(entry for entry in self.items if entry.item.id not in self.left_out)


@dataclass(frozen=True, slots=True)
class Work:
    """How far one exercise has come."""

    variant: VariantKind
    remaining: tuple[SetTarget, ...]
    sets_done: int
    """In the version being done now."""
    any_set_done: bool
    """In any version; of a walk, a part that was interrupted counts, too."""
    easier_used: bool
    """It is done in the easier version, or at the dose of a flare-up, which nothing eases."""
    left_to_ease: int
    """Sets an easier version could have, at most: a bout that runs ends with the change."""
    outcome: ItemOutcome = "done"
    """How it ends once every set is done; a walk may be cut short."""

    @property
    def is_finished(self) -> bool:
        """Every set of the version being done is done."""
        return not self.remaining


def work(session: Session, entry: SessionItem) -> Work:
    """How far an exercise has come, worked out from its events.

    A change to the easier version is for the sets that remain: never more sets than were left, on
    either side (rule PR-02c). The next step comes before the first set alone: it is the whole
    authored dose.
    """
    variant = entry.planned.variant
    done, any_done = 0, False
    for event in session.events_of(entry.item.id):
        if isinstance(event, SetRecord):
            done, any_done = done + 1, True
        elif isinstance(event, VariantRecord):
            variant, done = event.variant, 0
    state, walk = _state_of(session, entry), walk_of(session, entry)
    remaining, any_done = state.targets(), any_done or bool(walk and walk.so_far)
    return Work(
        variant,
        remaining,
        done,
        any_done,
        easier_used=variant in {"easier", "flare"},
        left_to_ease=len(
            _in_version(entry, (variant, "easier"), remaining, begun=any_done)
            if walk is None
            else walk.with_bout_cut().bouts_left
        ),
        outcome="done" if walk is None else walk.outcome,
    )


def _in_version(
    entry: SessionItem,
    change: tuple[VariantKind, VariantKind],
    remaining: tuple[SetTarget, ...],
    *,
    begun: bool,
) -> tuple[SetTarget, ...]:
    """The sets that are left, changed from one version to another; none where it is not written."""
    was, now = change
    if now == "easier" and entry.item.modify_down is None:
        return ()
    dose = entry.dose(now)
    return sets_for_the_rest(dose, entry.dose(was), remaining) if begun else set_targets(dose)


def walk_of(session: Session, entry: SessionItem) -> WalkState | None:
    """Where a walk or ride stands; None for an exercise that is none."""
    state = _state_of(session, entry)
    return state if isinstance(state, WalkState) else None


def _state_of(session: Session, entry: SessionItem) -> WalkState | SetsState:
    """Where the version being done stands."""
    events = session.events_of(entry.item.id)
    return version_state(entry.dose, entry.planned.variant, events, session.before.get("leg", 0))


def stage(session: Session) -> Stage:
    """What comes next. It depends on stored events alone, so a kill changes nothing."""
    if stopped_by_pain(session):
        return "over"
    if just_done(session) is not None:
        return "effort"
    entry = session.current
    if entry is None:
        return "over"
    events = session.events_of(entry.item.id)
    last = events[-1] if events else None
    if is_hurting(session):
        return "pain"
    if isinstance(last, PainRecord) and _latest_outcome(events) is DuringOutcome.STOP_EXERCISE:
        return "offer_easier"
    walk = walk_of(session, entry)
    if walk is not None:
        asks = isinstance(last, SetRecord) and entry.item.ask_each_set and walk.stage == "bout"
        return "pain" if asks or walk.stage == "told" else "walk"
    progress = work(session, entry)
    asks = isinstance(_before_a_change(events), SetRecord) and entry.item.ask_each_set
    return "pain" if asks or progress.is_finished else "set"


def _before_a_change(events: Sequence[SessionEvent]) -> SessionEvent | None:
    """What happened last, but for a change of version: a set that it cut short is asked about."""
    others = (event for event in reversed(events) if not isinstance(event, VariantRecord))
    return next(others, None)


def is_hurting(session: Session) -> bool:
    """Whether the patient said that it hurts, and has not said how much."""
    entry = session.current
    events = session.events_of(entry.item.id) if entry is not None else ()
    last = events[-1] if events else None
    return isinstance(last, PainRecord) and last.outcome == HURTS


def just_done(session: Session) -> SessionItem | None:
    """The exercise that was just done to its end, where the therapist wrote how hard it should be.

    Until something else is on record: then it was asked.
    """
    last = session.events[-1] if session.events else None
    if not (isinstance(last, ItemEndRecord) and last.outcome == "done"):
        return None
    entry = next(one for one in session.items if one.item.id == last.item_id)
    return entry if entry.dose(work(session, entry).variant).intensity is not None else None


def stopped_by_pain(session: Session) -> bool:
    """Whether rule PR-02a or PR-03 has ended this session."""
    return hard_stopped(session) or pain.stops_end_session(
        session.facts.parameters, pain_stops(session)
    )


def hard_stopped(session: Session) -> bool:
    """Whether rule PR-02a spoke: the questions about warning signs follow."""
    return any(
        isinstance(event, PainRecord) and event.outcome == DuringOutcome.STOP_SESSION
        for event in session.events
    )


def _latest_outcome(events: Sequence[SessionEvent]) -> DuringOutcome:
    """The most severe outcome of the pain report that the events end with, over its sites."""
    outcomes = []
    for event in reversed(events):
        if not isinstance(event, PainRecord):
            break
        if event.outcome and event.outcome != HURTS:
            outcomes.append(DuringOutcome(event.outcome))
    return pain.worst(outcomes) if outcomes else DuringOutcome.CONTINUE


@dataclass(frozen=True, slots=True)
class Judgement:
    """What rules PR-02 and PR-03 make of a pain report."""

    outcome: DuringOutcome
    rule: str
    site: Site
    """The site that decided."""
    score: int
    limit: int
    """L at that site for this exercise."""
    events: tuple[SessionEvent, ...]
    """The pain scores and what follows from them, ready to be appended."""
    offers_easier: bool = False
    """PR-02b: the exercise stops unless the patient takes the easier version, once."""


def judge_pain(
    session: Session, entry: SessionItem, scores: Mapping[Site, int], *, no_more: Collection[Site]
) -> Judgement:
    """What follows from pain in an exercise (rules PR-02, PR-03; clinical-spec 2.3).

    Every site is judged with its own limits; the most severe outcome wins. `no_more` are the sites
    of which "no more than before" was said.
    """
    outcomes = _outcomes(session, entry, scores)
    site = max(outcomes, key=lambda one: outcomes[one].severity)
    outcome = outcomes[site]
    followed = _follow(session, entry, outcome)
    return Judgement(
        outcome=_escalated(session, outcome),
        rule=_rule(session, outcome),
        site=site,
        score=scores[site],
        limit=session.facts.limits(site, entry.item.pain_limit).limit,
        events=(*rate(session, entry, scores, no_more=no_more), *followed),
        offers_easier=outcome is DuringOutcome.STOP_EXERCISE and not followed,
    )


def rate(
    session: Session, entry: SessionItem, scores: Mapping[Site, int], *, no_more: Collection[Site]
) -> tuple[PainRecord, ...]:
    """The pain of an exercise, per site, with what rule PR-02 makes of it.

    Of an exercise that is over (decisions C4) nothing more follows by itself; a score that would
    have stopped the session brings the questions about warning signs.
    """
    outcomes = _outcomes(session, entry, scores)
    return tuple(
        PainRecord(Moment.DURING, one, score, entry.item.id, one in no_more, outcomes[one].value)
        for one, score in scores.items()
    )


def _outcomes(
    session: Session, entry: SessionItem, scores: Mapping[Site, int]
) -> dict[Site, DuringOutcome]:
    return pain.during_all(
        session.facts,
        session.before,
        scores,
        exercise_limit=entry.item.pain_limit,
        easy_day=session.easy_day,
    )


def _follow(
    session: Session, entry: SessionItem, outcome: DuringOutcome
) -> tuple[SessionEvent, ...]:
    """The events an outcome brings. Empty while the exercise goes on or easier is offered."""
    progress = work(session, entry)
    may_ease = may_be_eased(entry, progress)
    if outcome is DuringOutcome.STOP_SESSION:
        return (ItemEndRecord(entry.item.id, "stopped_by_pain", "pain"),)
    if outcome is DuringOutcome.STOP_EXERCISE:
        if may_ease and not _is_last_stop(session):
            return ()
        return (ItemEndRecord(entry.item.id, "stopped_by_pain", "pain"),)
    if progress.is_finished:
        return (ItemEndRecord(entry.item.id, progress.outcome),)
    if outcome is DuringOutcome.REDUCE:
        if may_ease:
            return (VariantRecord(entry.item.id, "easier", "PR-02c"),)
        return (ItemEndRecord(entry.item.id, _partly(progress), "pain"),)
    return ()


def may_be_eased(entry: SessionItem, progress: Work) -> bool:
    """Whether the therapist wrote an easier version that is not being done, and sets are left."""
    return (
        entry.item.modify_down is not None
        and not progress.easier_used
        and progress.left_to_ease > 0
    )


def _partly(progress: Work) -> ItemOutcome:
    return "partly" if progress.any_set_done else "skipped"


def pain_stops(session: Session) -> int:
    """How many exercises ended by pain in this session (rule PR-03)."""
    return sum(
        isinstance(event, ItemEndRecord) and event.outcome == "stopped_by_pain"
        for event in session.events
    )


def _escalated(session: Session, outcome: DuringOutcome) -> DuringOutcome:
    """Rule PR-03: the second exercise stopped by pain ends the session."""
    if outcome is DuringOutcome.STOP_EXERCISE and _is_last_stop(session):
        return DuringOutcome.STOP_SESSION
    return outcome


def _is_last_stop(session: Session) -> bool:
    """Whether one more exercise stopped by pain ends the session."""
    return pain.stops_end_session(session.facts.parameters, pain_stops(session) + 1)


def _rule(session: Session, outcome: DuringOutcome) -> str:
    if outcome is not _escalated(session, outcome):
        return "PR-03"
    return pain.RULE_IDS[outcome]


def decline_easier(entry: SessionItem) -> ItemEndRecord:
    """The exercise ends: PR-02b spoke and the easier version was not wanted."""
    return ItemEndRecord(entry.item.id, "stopped_by_pain", "pain")
