"""What is asked on a walk or ride inside a session, and how it is answered (clinical-spec 2.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from exercise_companion.core.dose import SetTarget, Step
    from exercise_companion.core.prompts import Place
    from exercise_companion.core.views import ItemView
    from exercise_companion.core.walk_questions import WalkAbout, WalkAnswers
    from exercise_companion.core.walk_records import LegFeeling

# --- replies ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FeltLegs:
    """The legs feel it, and the bout has come so far."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Legs:
    """How the legs are now. Nothing given is no answer, and never counts as eased."""

    score: int | None = None
    """0-10."""
    feeling: LegFeeling | None = None


@dataclass(frozen=True, slots=True)
class LeaveRest:
    """The patient does not wait until it eases: the walk is over."""


@dataclass(frozen=True, slots=True)
class EndWalk:
    """The walk ends here for today."""

    seconds: int
    """How far the running bout had come; 0 where none ran."""


@dataclass(frozen=True, slots=True)
class WasOut:
    """The walk was done away from the screen: it is typed in."""


@dataclass(frozen=True, slots=True)
class WalkTold:
    """What was asked about the walk, answered."""

    answers: WalkAnswers


# --- prompts ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DoBout:
    """One bout of a walk or ride.

    Replies: DidSet, FeltLegs, EndWalk, Hurts, Stop; before it runs also WasOut, Skip, UseEasier
    and Back.
    """

    item: ItemView
    place: Place
    target: SetTarget
    """The bout, whole."""
    steps: tuple[Step, ...]
    """The player's time for what is left of it, the rest before it included."""
    seconds_so_far: int
    """Walked of it before it was interrupted."""
    is_walk: bool
    """A walk, on a treadmill or not; else a ride."""
    waits: bool
    """Nothing runs before a key is pressed."""
    eased: bool
    """It follows a rest in which the legs eased."""
    has_begun: bool
    """Something of this walk is on record: it can no longer be typed in or left out."""
    next_name: str
    """The exercise after this one; empty at the last."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A rest until the legs have eased (rules NC-1 to NC-3)."""

    since: datetime
    """UTC."""
    handed_out: datetime
    """UTC, by the companion's clock: what the time is counted from."""
    limit_seconds: int
    """Of rest; when it is reached without an answer, that counts as not given."""
    lines: tuple[str, ...]
    """What to do, and what becomes of the walk."""
    over: bool
    """No part of the walk follows."""


@dataclass(frozen=True, slots=True)
class AskLegs:
    """How the legs are, walking or resting. Replies: Legs, Stop; LeaveRest while resting."""

    item: ItemView
    place: Place
    before: int
    """Leg pain before the session."""
    resting: Resting | None
    """None: the walk was interrupted by "my legs feel it"."""


@dataclass(frozen=True, slots=True)
class AskWalk:
    """What is left to say of the walk. Replies: WalkTold, Stop; Back where it is typed in."""

    name: str
    """The exercise, or that it was outside a session."""
    place: Place
    about: WalkAbout


WalkReply = FeltLegs | Legs | LeaveRest | EndWalk | WasOut | WalkTold

WalkPrompt = DoBout | AskLegs | AskWalk
