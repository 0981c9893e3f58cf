"""What a reply on a walk leads to: the events to keep, the walk to log, what is asked or told.

Pure: the reply, the walk as it stands and the time now give what is written; the caller writes it,
all of it or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exercise_companion.core.records import ItemEndRecord, SetRecord, VariantRecord
from exercise_companion.core.session import walk_of, work
from exercise_companion.core.set_done import SetDone, record_set
from exercise_companion.core.walk_in_progress import (
    PAIN_STOP_RULE,
    advise,
    as_walk,
    rested_seconds,
)
from exercise_companion.core.walk_measured import MODES, Measured, measure
from exercise_companion.core.walk_questions import WalkAbout, next_question, record_of
from exercise_companion.core.walk_records import LegReport, WalkMark
from exercise_companion.core.walking import WalkAdvice, WalkStep, asks_questions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from exercise_companion.core.parameters import WalkParameters
    from exercise_companion.core.program import DurationDose
    from exercise_companion.core.records import SessionEvent, WalkMode, WalkRecord
    from exercise_companion.core.session import Session, SessionItem
    from exercise_companion.core.terms import VariantKind
    from exercise_companion.core.walk_in_progress import WalkState
    from exercise_companion.core.walk_prompts import Legs
    from exercise_companion.core.walk_questions import WalkAnswers


@dataclass(frozen=True, slots=True)
class WalkNews:
    """What a reply leads to."""

    events: tuple[SessionEvent, ...]
    walk: WalkRecord | None = None
    """The walk is over and told: it is logged."""
    asks: bool = False
    """Rule NC-3: topics 1 and 2 are asked item by item."""

    @property
    def gave_way(self) -> bool:
        """Rule NC-5: a yes to RF-NEU-02."""
        return self.walk is not None and bool(self.walk.gave_way)


@dataclass(frozen=True, slots=True)
class WalkTurn:
    """A walk at the moment of a reply."""

    session: Session
    entry: SessionItem
    parameters: WalkParameters
    session_id: int
    now_utc: datetime

    @property
    def item_id(self) -> str:
        """Whose walk it is."""
        return self.entry.item.id

    @property
    def state(self) -> WalkState | None:
        """Where it stands; None when the exercise is no walk."""
        return walk_of(self.session, self.entry)

    @property
    def measured(self) -> Measured:
        """What was measured so far, in every version that is a walk."""
        events = self.session.events_of(self.item_id)
        walked = (one for one in events if not self._is_no_walk(one))
        return measure(walked, self.session.before.get("leg", 0))

    def _is_no_walk(self, event: SessionEvent) -> bool:
        """Whether it is a set of a version that is none."""
        return isinstance(event, SetRecord) and as_walk(self.entry.dose(event.variant)) is None

    def with_events(self, *events: SessionEvent) -> WalkTurn:
        """The same after these."""
        return replace(self, session=self.session.with_events(*events))


def about_of(turn: WalkTurn, state: WalkState, *, typed: bool) -> WalkAbout:
    """What the questions about the walk depend on."""
    about = about_dose(state.dose, None if typed else turn.measured)
    return replace(about, is_whole=_is_whole(state))


def about_dose(
    dose: DurationDose, measured: Measured | None = None, *, late: bool = False
) -> WalkAbout:
    """What the questions depend on for a walk of this dose."""
    return WalkAbout(
        mode=MODES[dose.mode or "walk"],
        asks_support=dose.mode != "bike" and dose.support is not None,
        measured=measured,
        late=late,
    )


def bout_done(turn: WalkTurn, did: SetDone) -> WalkNews:
    """A bout is done, as far as the patient says."""
    return _settled(turn, record_set(turn.session, turn.entry, did))


def felt(turn: WalkTurn, seconds: int) -> WalkNews:
    """The legs feel it: how they are is asked next."""
    return WalkNews((WalkMark(turn.item_id, "felt", seconds),))


def interrupted(turn: WalkTurn, seconds: int) -> tuple[SessionEvent, ...]:
    """The running bout is interrupted by another question, and goes on afterwards."""
    return (WalkMark(turn.item_id, "so_far", seconds),)


def legs(turn: WalkTurn, state: WalkState, given: Legs) -> WalkNews:
    """How the legs are: walk on, rest, or the walk is over (rules NC-1 to NC-5, PR-02b)."""
    step = advise(turn.parameters, state, given.score, given.feeling, turn.now_utc)
    step = within_limit(turn, given.score, step)
    report = LegReport(
        turn.item_id,
        turn.now_utc,
        given.score,
        given.feeling,
        rested_seconds(state, turn.now_utc),
        step.advice,
        step.rule,
    )
    walks_on = step.advice is WalkAdvice.WALK
    bout = () if walks_on else cut_bout(turn.session, turn.entry)
    if step.advice is WalkAdvice.STOP:
        return WalkNews((*bout, report, _told(turn)), _log(turn.with_events(*bout, report)))
    news = _settled(turn, *bout, report)
    return replace(news, asks=news.asks or step.advice is WalkAdvice.ASK)


def within_limit(turn: WalkTurn, leg: int | None, step: WalkStep) -> WalkStep:
    """Rule PR-02b: above the leg's limit no part of the walk follows; it rests until it eases."""
    limit = turn.session.facts.limits("leg", turn.entry.item.pain_limit).limit
    is_above = leg is not None and leg > limit and "leg" in turn.session.before
    goes_on = step.advice in {WalkAdvice.WALK, WalkAdvice.REST}
    return WalkStep(WalkAdvice.END, PAIN_STOP_RULE) if is_above and goes_on else step


def rest_left(turn: WalkTurn) -> WalkNews:
    """The patient does not wait until it eases: topics 1 and 2 are asked (NC-3, not at all)."""
    news = _settled(turn, WalkMark(turn.item_id, "rest_left"))
    return replace(news, asks=True)


def ended(turn: WalkTurn, seconds: int) -> WalkNews:
    """The patient ends the walk."""
    bout = cut_bout(turn.session, turn.entry, seconds)
    return _settled(turn, *bout, WalkMark(turn.item_id, "ended"))


def told(turn: WalkTurn, state: WalkState, answers: WalkAnswers, *, typed: bool) -> WalkNews:
    """What was asked about the walk is answered: it is logged."""
    about = about_of(turn, state, typed=typed)
    walk = record_of(about, answers, turn.session_id, turn.item_id)
    asks = typed and asks_questions(turn.parameters, walk)
    if not typed:
        return WalkNews((_told(turn),), walk, asks)
    return WalkNews(typed_in(turn.session, turn.entry, state, walk.minutes_total or 0), walk, asks)


def unfinished(turn: WalkTurn) -> WalkRecord | None:
    """A walk whose exercise or session ended before it was told; None when nothing was walked."""
    events = turn.session.events_of(turn.item_id)
    over = any(isinstance(one, WalkMark) and one.kind in {"told", "typed"} for one in events)
    if over or _mode(turn) is None or not turn.measured.minutes:
        return None
    return _log(turn)


def cut_bout(
    session: Session, entry: SessionItem, seconds: int | None = None
) -> tuple[SessionEvent, ...]:
    """The running bout as far as it came, if one ran; nothing for an exercise that is no walk."""
    state = walk_of(session, entry)
    if state is None:
        return ()
    walked = state.so_far if seconds is None else seconds
    if walked <= 0 or not state.bouts_left:
        return ()
    return (record_set(session, entry, SetDone(seconds=walked)),)


def cut_bouts(session: Session) -> tuple[SessionEvent, ...]:
    """Every bout that runs, as far as it came: the session ends with it."""
    return tuple(bout for entry in session.items for bout in cut_bout(session, entry))


def with_cut_bouts(session: Session, events: Sequence[SessionEvent]) -> tuple[SessionEvent, ...]:
    """These events; a bout that an end or a change of its exercise cuts short comes first.

    One that is among them already is not cut again.
    """
    cut = {one.item_id for one in events if isinstance(one, ItemEndRecord | VariantRecord)}
    cut -= {one.item_id for one in events if isinstance(one, SetRecord)}
    entries = (entry for entry in session.items if entry.item.id in cut)
    return (*(bout for entry in entries for bout in cut_bout(session, entry)), *events)


def typed_in(
    session: Session, entry: SessionItem, state: WalkState, minutes: float
) -> tuple[SessionEvent, ...]:
    """A walk away from the screen is one set: all that was asked beside what was done."""
    target = work(session, entry).remaining[0]
    record = record_set(session, entry, SetDone(seconds=round(minutes * 60)))
    asked = (target.seconds or 0) * state.sets
    return replace(record, target_seconds=asked), WalkMark(entry.item.id, "typed")


def _settled(turn: WalkTurn, *events: SessionEvent) -> WalkNews:
    """These events; and the walk is logged at once when nothing is left to say about it."""
    after = turn.with_events(*events)
    state = after.state
    if state is None or state.stage != "tell":
        return WalkNews(events)
    if next_question(about_of(after, state, typed=False), {}) is not None:
        return WalkNews(events)
    return WalkNews((*events, _told(turn)), _log(after))


def _told(turn: WalkTurn) -> WalkMark:
    return WalkMark(turn.item_id, "told")


def _log(turn: WalkTurn) -> WalkRecord:
    """The walk with what was measured, nothing asked."""
    about = WalkAbout(
        _mode(turn) or "other",
        asks_support=False,
        measured=turn.measured,
        is_whole=_is_whole(turn.state),
    )
    return record_of(about, (), turn.session_id, turn.item_id)


def _is_whole(state: WalkState | None) -> bool:
    """Whether the walk was done as written, as far as is known."""
    return state is not None and state.outcome == "done"


def _mode(turn: WalkTurn) -> WalkMode | None:
    """How the exercise is walked or ridden, in whichever version; None when it is no walk."""
    versions: tuple[VariantKind, ...] = (turn.entry.planned.variant, "easier", "harder")
    doses = (turn.entry.dose(variant) for variant in versions)
    walks = (as_walk(dose) for dose in doses)
    return next((MODES[one.mode] for one in walks if one and one.mode), None)
