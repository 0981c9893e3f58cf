"""The pages to look things up, as plain values: what the therapist wrote, how the goals go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.core.days_off import DaysOff


@dataclass(frozen=True, slots=True)
class CardView:
    """Something to read, from the therapist."""

    card_id: str
    title: str
    paragraphs: tuple[str, ...]
    source: str
    review: str
    """"Checked by Ruth Hall on 3 May 2026.", or that no clinician has checked it."""
    phase: str
    """The phase it belongs to; empty for every phase."""
    is_current: bool
    """False for a card of a phase that is over."""


@dataclass(frozen=True, slots=True)
class GoalValue:
    """What the patient said of an activity on one day."""

    day: date
    score: int
    """0 cannot, 10 as before. The last one of the day counts."""
    replaced: tuple[int, ...] = ()
    """Given earlier on that day, in order."""


@dataclass(frozen=True, slots=True)
class GoalView:
    """An activity the patient chose, and their own line of it."""

    goal_id: str
    activity: str
    start: int
    target: int
    target_day: date
    values: tuple[GoalValue, ...]
    """Oldest first, one a day."""
    change: str
    """Said only where it passes the important change (clinical-spec 5.1); else empty."""
    is_past: bool = False
    """The day of the target is."""

    @property
    def latest(self) -> GoalValue | None:
        """The newest value; None when there is no score yet."""
        return self.values[-1] if self.values else None


@dataclass(frozen=True, slots=True)
class GoalsView:
    """All goals."""

    goals: tuple[GoalView, ...]
    change: str
    """The same for all of them together."""
    today: date
    """The exercise day the view was made on."""
    answered_today: bool = False
    """Questions of the plan were answered today: an answer can be given again."""


@dataclass(frozen=True, slots=True)
class NotesView:
    """What can be written down now besides a session, and what depends on what is on record."""

    in_flare: bool
    """A flare-up is on record: its end can be said, otherwise its beginning (clinical-spec 2.7)."""
    talk_ends: bool
    """A talk recorded now would end a hold: its words are typed first (clinical-spec 7.5)."""
    review: str
    """The day of the review that may have taken place, in words; empty where none is near."""
    flare_asks: bool = False
    """Its safety questions are to be asked yet, whether it is on or has ended (rule FL-1)."""
    days_off: tuple[DaysOff, ...] = ()
    """Days off on record that are not over, by their first day."""
    talk_about: tuple[int, ...] = ()
    """The alerts that a talk is about whose entry is begun now."""
