"""A walk inside a session: where it stands, worked out from its stored events alone.

So a kill changes nothing: only the bout that was running is walked anew. Nothing here makes a dose
(H-17): every bout is one the therapist wrote, and after a rest never more than is left of them all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.dose import set_targets, sets_for_the_rest
from exercise_companion.core.records import SetRecord, VariantRecord
from exercise_companion.core.walk_records import LegReport, WalkMark
from exercise_companion.core.walking import (
    WalkAdvice,
    WalkNow,
    WalkStep,
    advise_walk,
    has_eased,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from exercise_companion.core.dose import SetTarget
    from exercise_companion.core.parameters import WalkParameters
    from exercise_companion.core.program import Dose, DurationDose
    from exercise_companion.core.records import ItemOutcome, SessionEvent
    from exercise_companion.core.terms import VariantKind
    from exercise_companion.core.walk_records import LegFeeling

LEAST_SECONDS: Final = 30
"""A rest of the dose shorter than this is not walked any more. Our decision, needs sign-off."""

PAIN_STOP_RULE: Final = "PR-02b"

WalkStage = Literal["bout", "legs", "rest", "tell", "told"]
"""What comes next: a bout, how the legs are, a rest until it eases, what is left to say of the
walk, or nothing more."""


def as_walk(dose: Dose) -> DurationDose | None:
    """The dose as that of a walk or ride, which is done in bouts; None when it is none."""
    if dose.type == "duration" and dose.mode in {"walk", "treadmill", "bike"}:
        return dose
    return None


@dataclass(frozen=True, slots=True)
class WalkState:
    """Where a walk stands."""

    dose: DurationDose
    before: int
    """Leg pain before the session, 0-10; 0 where it was not asked: then less counts as eased."""
    sets: int
    """Bouts the therapist wrote, of this version; after a change never more than were left."""
    done: int = 0
    """Bouts walked of this version."""
    walked: int = 0
    """Seconds walked of this version, the running bout left out."""
    so_far: int = 0
    """Seconds of the running bout that are on record."""
    felt: bool = False
    """The legs feel it: how they are is asked."""
    interrupted: bool = False
    """Rule NC-1 spoke: the bouts may be as many as the therapist allowed for that."""
    rest_from: datetime | None = None
    """Since when the patient rests; UTC."""
    slow: bool = False
    """It had not eased in the expected minutes of this rest (rule NC-2)."""
    over: bool = False
    """By NC-1 to NC-5, or because the patient said so: no bout follows."""
    pain_stopped: bool = False
    """Rule PR-02b ended it: it counts as an exercise that pain stopped (PR-03)."""
    typed: bool = False
    told: bool = False
    changed: bool = False
    """Something of it is on record in another version."""

    @property
    def seconds(self) -> int:
        """What one bout asks: the upper value of a range (decisions D2)."""
        amount = self.dose.duration_seconds
        return amount[1] if isinstance(amount, tuple) else amount

    @property
    def least(self) -> int:
        """The lower value of a range; what one bout asks where there is none."""
        amount = self.dose.duration_seconds
        return amount[0] if isinstance(amount, tuple) else amount

    @property
    def limit(self) -> int:
        """The most bouts: as written, or as many as `max_bouts` says once NC-1 spoke."""
        if not self.interrupted or self.dose.max_bouts is None:
            return self.sets
        return max(1, self.sets + self.dose.max_bouts - self.dose.sets)

    @property
    def bouts_left(self) -> tuple[int, ...]:
        """The seconds of each bout that may follow, the running one whole."""
        if self.over or self.told:
            return ()
        if not self.interrupted:
            return (self.seconds,) * (self.sets - self.done)
        left, found = self.sets * self.seconds - self.walked, []
        for _ in range(self.limit - self.done):
            if left < LEAST_SECONDS:
                break
            found.append(min(self.seconds, left))
            left -= found[-1]
        return tuple(found)

    @property
    def stage(self) -> WalkStage:
        """What comes next."""
        if self.told:
            return "told"
        if self.felt:
            return "legs"
        if self.rest_from is not None:
            return "rest"
        return "bout" if self.bouts_left else "tell"

    @property
    def is_under_way(self) -> bool:
        """Whether anything of this version is on record."""
        return bool(self.done or self.so_far or self.felt or self.interrupted)

    @property
    def has_begun(self) -> bool:
        """Whether anything of it is on record, in whichever version."""
        return self.changed or self.is_under_way

    def with_bout_cut(self) -> WalkState:
        """The same once its running bout, if one runs, is ended where it is."""
        if not self.so_far or not self.bouts_left:
            return self
        return replace(self, done=self.done + 1, walked=self.walked + self.so_far, so_far=0)

    @property
    def outcome(self) -> ItemOutcome:
        """How the exercise ends: partly, when less than the least that was written was walked.

        After a rest by NC-1, what is too short to be walked any more is not missed.
        """
        if self.pain_stopped:
            return "stopped_by_pain"
        missing = self.sets * self.least - self.walked
        most = LEAST_SECONDS if self.interrupted else 1
        return "partly" if missing >= most else "done"

    def targets(self) -> tuple[SetTarget, ...]:
        """The bouts that may follow, as sets; numbered from the next."""
        written = set_targets(self.dose)[0]
        return tuple(
            replace(
                written,
                set_number=number,
                sets=max(self.sets, number),
                seconds=seconds,
                enough_from=written.enough_from if seconds == self.seconds else None,
            )
            for number, seconds in enumerate(self.bouts_left, start=self.done + 1)
        )


@dataclass(frozen=True, slots=True)
class SetsState:
    """Where a version stands that is no walk: its sets that are left."""

    dose: Dose
    rest: tuple[SetTarget, ...]
    has_begun: bool = False
    """A set is on record, in whichever version."""

    def targets(self) -> tuple[SetTarget, ...]:
        """The sets that are left, in order."""
        return self.rest


def version_state(
    dose_of: Callable[[VariantKind], Dose],
    variant: VariantKind,
    events: Iterable[SessionEvent],
    before: int,
) -> WalkState | SetsState:
    """Where the version being done stands after these events of its exercise, walk or not.

    Args:
        dose_of: the dose the therapist wrote for a version.
        variant: the version it began in.
        events: what happened in this exercise, in order.
        before: leg pain before the session.

    """
    state = _begun_whole(dose_of(variant), before)
    for event in events:
        if isinstance(event, VariantRecord):
            state = _changed(state, dose_of(event.variant), before)
        elif isinstance(state, WalkState):
            state = _after(state, event)
        elif isinstance(event, SetRecord):
            state = replace(state, rest=state.rest[1:], has_begun=True)
    return state


def _begun_whole(dose: Dose, before: int) -> WalkState | SetsState:
    walk = as_walk(dose)
    return (
        SetsState(dose, set_targets(dose)) if walk is None else WalkState(walk, before, dose.sets)
    )


def _changed(state: WalkState | SetsState, dose: Dose, before: int) -> WalkState | SetsState:
    """Another version: for the sets or bouts that are left, never more than were left (PR-02c)."""
    if not state.has_begun:
        return _begun_whole(dose, before)
    rest, walk = sets_for_the_rest(dose, state.dose, state.targets()), as_walk(dose)
    if walk is None:
        return SetsState(dose, rest, has_begun=True)
    over = isinstance(state, WalkState) and state.over
    bouts = len({one.set_number for one in rest})
    return WalkState(walk, before, bouts, over=over, changed=True)


def _after(state: WalkState, event: SessionEvent) -> WalkState:
    match event:
        case SetRecord():
            walked = state.walked + (event.done_seconds or 0)
            return replace(state, done=state.done + 1, walked=walked, so_far=0)
        case WalkMark():
            return _marked(state, event)
        case LegReport():
            return _reported(state, event)
        case _:
            return state


def _marked(state: WalkState, mark: WalkMark) -> WalkState:
    match mark.kind:
        case "so_far":
            return replace(state, so_far=mark.seconds)
        case "felt":
            return replace(state, so_far=mark.seconds, felt=True)
        case "ended":
            return replace(state, over=True)
        case "rest_left":
            return replace(state, over=True, rest_from=None)
        case "told":
            return replace(state, told=True)
        case _:  # "typed"
            return replace(state, told=True, typed=True)


def _reported(state: WalkState, report: LegReport) -> WalkState:
    asked = replace(state, felt=False)
    eased = has_eased(state.before, report.leg, numb_or_weak=report.feeling != "none")
    match report.advice:
        case WalkAdvice.WALK:
            return replace(asked, rest_from=None)
        case WalkAdvice.REST if state.rest_from is None:
            return replace(asked, rest_from=report.at_utc, slow=False, interrupted=True)
        case WalkAdvice.REST:
            return asked
        case WalkAdvice.END:
            slow = state.slow or report.rule == "NC-2"
            rest_from = None if eased else state.rest_from or report.at_utc
            stopped = state.pain_stopped or report.rule == PAIN_STOP_RULE
            return replace(asked, over=True, pain_stopped=stopped, slow=slow, rest_from=rest_from)
        case _:  # ASK, STOP
            return replace(asked, over=True, rest_from=None)


def rested_seconds(state: WalkState, now_utc: datetime) -> int | None:
    """How long the rest has lasted, in whole seconds; None while nobody rests.

    Never below 0: a clock that was set back eases nothing.
    """
    if state.rest_from is None:
        return None
    return max(0, round((now_utc - state.rest_from).total_seconds()))


def advise(
    parameters: WalkParameters,
    state: WalkState,
    leg: int | None,
    feeling: LegFeeling | None,
    now_utc: datetime,
) -> WalkStep:
    """What the legs lead to now (rules NC-1 to NC-5).

    Where the therapist wrote `pause_on_leg_symptoms: false` a score alone asks for no rest; a numb
    or weak feeling always does. Our decision, needs sign-off.
    """
    pauses = state.dose.pause_on_leg_symptoms or state.rest_from is not None
    if not pauses and feeling == "none" and leg is not None:
        return WalkStep(WalkAdvice.WALK, "")
    rested = rested_seconds(state, now_utc)
    return advise_walk(
        parameters,
        WalkNow(
            before=state.before,
            leg=leg,
            bout=state.done + (state.rest_from is None),
            max_bouts=state.done + len(state.bouts_left),
            numb_or_weak=feeling != "none",
            resting_minutes=None if rested is None else rested / 60,
            gave_way=feeling == "gave_way",
        ),
    )
