"""A dose unfolds: into sets with their sides, into the player's timed steps, into minutes.

Nothing here changes a dose (H-17): every number is the therapist's, but for the pauses a player
needs to count on a screen, which are named below. A dose in words: `core.dose_words`.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.dose_words import brief, describe, quantity, spoken
from exercise_companion.core.terms import ONE_SIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exercise_companion.core.program import Dose, HoldDose, RepsDose
    from exercise_companion.core.terms import PerformedSide

__all__ = [
    "CHANGE_OVER_SECONDS",
    "SetTarget",
    "Step",
    "Turn",
    "brief",
    "describe",
    "item_seconds",
    "minutes",
    "seconds_with_change_over",
    "set_steps",
    "set_targets",
    "sets_for_the_rest",
    "spoken",
]

READY_SECONDS: Final = 5.0
"""Time to get ready before every set."""

SWITCH_SECONDS: Final = 5.0
"""The least time to change sides, where no rest is authored."""

COUNTING_PACE_SECONDS: Final = 4.0
"""How long the screen counts one repetition where no tempo is authored. It is no prescription."""

CHANGE_OVER_SECONDS: Final = 30.0
"""Time between two exercises: reading, fetching a chair (clinical-spec 4.1)."""

StepKind = Literal["ready", "rep", "hold", "release", "work", "switch_side", "rest"]

PAUSES: Final[frozenset[StepKind]] = frozenset({"ready", "rest", "switch_side"})
"""Steps before the set itself: nothing of it is done yet."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A moment within a repetition at which its authored tempo asks for something else."""

    at_seconds: float
    """From the beginning of the step."""
    words: Literal["Hold", "Return"]


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of the player's time with one instruction."""

    kind: StepKind
    seconds: float | None
    """How long; None waits for a key."""
    instruction: str
    """Plain words. Sides are always written out (H-13)."""
    set_number: int
    """From 1. Of a rest or a change of side: the set that follows."""
    sets: int
    rep: int | None
    """Which repetition, from 1; None where nothing is counted. When sides alternate, both
    movements of a pair carry the same number."""
    reps: int | None
    side: PerformedSide
    """The side of this very step; in an alternating set, left and right in turn."""
    turns: tuple[Turn, ...] = ()
    """Of a repetition with an authored tempo: when to hold and when to come back."""


@dataclass(frozen=True, slots=True)
class SetTarget:
    """What one set asks, as the therapist wrote it."""

    set_number: int
    """From 1; the left and the right set of a pair carry the same number."""
    sets: int
    side: PerformedSide
    reps: int | None
    """The upper value of a range. When sides alternate: on each side (8 are 16 movements)."""
    enough_from: int | None
    """The lower value of a range of repetitions or seconds; None without one (decisions D2)."""
    seconds: int | None
    """Per hold for a hold dose; of the whole set for a timed one (the upper value of a range)."""
    load_kg: float | None
    metres: int | None


# --- sets ---------------------------------------------------------------------------------------


def set_targets(dose: Dose) -> tuple[SetTarget, ...]:
    """Every set of a dose with its side, in the order it is done.

    `each_side` does a whole set on the left, then the same set on the right. `alternate` is one
    set that changes sides at every movement: its repetitions are written for each side, so
    "2 x 8 each" is `reps: 8` and has 16 movements a set.
    """
    return tuple(
        _target(dose, number, side)
        for number in range(1, dose.sets + 1)
        for side in _performed_sides(dose)
    )


def sets_for_the_rest(other: Dose, dose: Dose, rest: Sequence[SetTarget]) -> tuple[SetTarget, ...]:
    """The sets of another version that take the place of those which are left: never more.

    Left and right are counted apart (H-13): where only the right side is left, the other version
    is done on the right side. Where the two do not name the same sides, a pair of sets on each
    side makes place for one.

    Args:
        other: the version that is done from here on.
        dose: the one that was done so far.
        rest: its sets that are left, in order.

    """
    targets = set_targets(other)
    if {one.side for one in targets} & {one.side for one in rest}:
        by_side = {one.side: iter([t for t in targets if t.side == one.side]) for one in rest}
        found = (next(by_side[one.side], None) for one in rest)
        return _counted_anew(tuple(one for one in found if one is not None))
    sides = Counter(one.side for one in rest)
    sets = min(sides["left"], sides["right"]) if dose.side == "each_side" else len(rest)
    return _counted_anew(tuple(one for one in targets if one.set_number <= sets))


def _counted_anew(targets: tuple[SetTarget, ...]) -> tuple[SetTarget, ...]:
    """The same sets; none of them says that more follow than do."""
    sets = max((one.set_number for one in targets), default=0)
    return tuple(replace(one, sets=sets) for one in targets)


def _performed_sides(dose: Dose) -> tuple[PerformedSide, ...]:
    """The sides every set is done on, one after the other."""
    return ("left", "right") if dose.side == "each_side" else (dose.side,)


def _target(dose: Dose, number: int, side: PerformedSide) -> SetTarget:
    """One set of a dose on one side."""
    lower, upper = quantity(dose)
    if dose.type == "hold":
        seconds: int | None = dose.hold_seconds
    else:
        seconds = upper if dose.type == "duration" else None
    return SetTarget(
        set_number=number,
        sets=dose.sets,
        side=side,
        reps=upper if dose.type in {"reps", "hold"} else None,
        enough_from=lower if lower != upper else None,
        seconds=seconds,
        load_kg=dose.load.load_kg if dose.load is not None else None,
        metres=upper if dose.type == "distance" else None,
    )


# --- steps --------------------------------------------------------------------------------------


def set_steps(dose: Dose, target: SetTarget, *, first: bool) -> tuple[Step, ...]:
    """The player's time for one set: the pause before it, getting ready, the set itself.

    Work by distance is untimed and waits for a key.

    Args:
        dose: the authored dose the set belongs to.
        target: one of its `set_targets`.
        first: True for the first set done now: there is nothing yet to rest from.

    """
    ready = Step(
        kind="ready",
        seconds=READY_SECONDS,
        instruction=_on_side("Get ready", target.side),
        set_number=target.set_number,
        sets=target.sets,
        rep=None,
        reps=target.reps,
        side=target.side,
    )
    return (*_pause_steps(dose, ready, first=first), ready, *_work_steps(dose, target, ready))


def _on_side(words: str, side: PerformedSide) -> str:
    """An instruction with its side written out, where there is one side."""
    return f"{words}. Your {side.upper()} side" if side in ONE_SIDE else words


def _pause_steps(dose: Dose, ready: Step, *, first: bool) -> tuple[Step, ...]:
    """The rest before a set, or, where none that long is authored, the change of side."""
    seconds = 0.0 if first else _pause_seconds(dose, ready.side)
    if not seconds:
        return ()
    if seconds > dose.rest_seconds:
        words = f"Now your {ready.side.upper()} side"
        return (replace(ready, kind="switch_side", seconds=seconds, instruction=words),)
    words = f"Rest. Then your {ready.side.upper()} side" if dose.side == "each_side" else "Rest"
    return (replace(ready, kind="rest", seconds=seconds, instruction=words),)


def _pause_seconds(dose: Dose, side: PerformedSide) -> float:
    """The authored rest; at a change of side never less than it takes to turn."""
    turns = dose.side == "each_side" and (side == "right" or not dose.rest_seconds)
    return max(SWITCH_SECONDS if turns else 0.0, float(dose.rest_seconds))


def _work_steps(dose: Dose, target: SetTarget, ready: Step) -> Iterator[Step]:
    """The set itself."""
    if dose.type == "reps":
        words, seconds = _rep_words(dose), _rep_seconds(dose)
        for rep, side in _movements(target):
            spoken_words = _on_side(words, side) if target.side == "alternate" else words
            yield replace(
                ready,
                kind="rep",
                seconds=seconds,
                instruction=spoken_words,
                rep=rep,
                side=side,
                turns=_turns(dose),
            )
    elif dose.type == "hold":
        yield from _hold_steps(dose, target, ready)
    else:
        seconds_of_work = float(target.seconds) if target.seconds is not None else None
        yield replace(ready, kind="work", seconds=seconds_of_work, instruction="Go")


def _hold_steps(dose: HoldDose, target: SetTarget, ready: Step) -> Iterator[Step]:
    """Holds with time to let go between them, none after the last."""
    hold = replace(ready, kind="hold", seconds=float(dose.hold_seconds))
    let_go = replace(
        ready, kind="release", seconds=float(dose.release_seconds), instruction="Let go"
    )
    for index, (rep, side) in enumerate(_movements(target)):
        if index and dose.release_seconds:
            yield replace(let_go, rep=rep, side=side)
        words = _on_side("Hold", side) if target.side == "alternate" else "Hold"
        yield replace(hold, instruction=words, rep=rep, side=side)


def _movements(target: SetTarget) -> Iterator[tuple[int, PerformedSide]]:
    """Every movement of a counted set: its number and side."""
    sides: tuple[PerformedSide, ...] = (
        ("left", "right") if target.side == "alternate" else (target.side,)
    )
    for rep in range(1, (target.reps or 0) + 1):
        for side in sides:
            yield rep, side


def _rep_words(dose: RepsDose) -> str:
    """How one repetition goes; the authored tempo where there is one."""
    tempo = dose.tempo
    if tempo is None:
        return "Move"
    held = f", hold {tempo.hold_seconds:g} s" if tempo.hold_seconds else ""
    return f"{tempo.out_seconds:g} s out{held}, {tempo.back_seconds:g} s back"


def _turns(dose: RepsDose) -> tuple[Turn, ...]:
    """When a repetition turns, by the authored tempo; none without one."""
    tempo = dose.tempo
    if tempo is None:
        return ()
    back = Turn(tempo.out_seconds + tempo.hold_seconds, "Return")
    return (Turn(tempo.out_seconds, "Hold"), back) if tempo.hold_seconds else (back,)


def _rep_seconds(dose: RepsDose) -> float:
    """How long one repetition takes: the authored tempo, else the counting pace."""
    tempo = dose.tempo
    if tempo is None:
        return COUNTING_PACE_SECONDS
    return tempo.out_seconds + tempo.hold_seconds + tempo.back_seconds


# --- time ---------------------------------------------------------------------------------------


def item_seconds(dose: Dose) -> float:
    """How long a dose takes in the player, every set with its pause and lead-in.

    Ranges count their upper value (decisions D2); distance counts the therapist's estimate.
    """
    targets = set_targets(dose)
    pauses = sum(_pause_seconds(dose, target.side) for target in targets[1:])
    return pauses + sum(READY_SECONDS + _set_seconds(dose, target) for target in targets)


def _set_seconds(dose: Dose, target: SetTarget) -> float:
    """How long one set takes, from its first movement to its last."""
    movements = (target.reps or 0) * (2 if target.side == "alternate" else 1)
    if dose.type == "reps":
        return movements * _rep_seconds(dose)
    if dose.type == "hold":
        return float(movements * dose.hold_seconds + (movements - 1) * dose.release_seconds)
    if dose.type == "distance":
        return float(dose.expected_seconds)
    return float(target.seconds or 0)


def seconds_with_change_over(dose: Dose) -> float:
    """How long an exercise takes in a session: its dose, and the way to it (clinical-spec 4.1)."""
    return item_seconds(dose) + CHANGE_OVER_SECONDS


def _seconds(doses: Iterable[Dose]) -> float:
    return sum(seconds_with_change_over(dose) for dose in doses)


def minutes(doses: Iterable[Dose]) -> int:
    """Whole minutes for doing these once, rounded up, change-overs included (clinical-spec 4.1)."""
    return math.ceil(_seconds(doses) / 60)
