"""The diary as plain values: a page of days, one day, its sessions with every set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.core.progress import AdherenceState
    from exercise_companion.core.records import ItemOutcome, SetRecord


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a page."""

    day: date
    state: AdherenceState
    words: str
    """How the day went: "Done", "Rest was advised"."""
    detail: str
    """"5 of 6 done, 1 in part. Back 3 before, 4 after."; empty without a session."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some days running, the newest first."""

    lines: tuple[DayLine, ...]
    older: date | None
    """The last day of the page before; None at the beginning of the record."""
    newer: date | None
    """The last day of the page after; None on the newest page."""
    today: date
    """The exercise day the page was made on."""


@dataclass(frozen=True, slots=True)
class SetView:
    """A set: what was asked beside what was done, in words and as it is kept."""

    words: str
    """"Set 1, left: 8 of 10, held 5 s"."""
    record: SetRecord


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One exercise of a session."""

    item_id: str
    name: str
    outcome: ItemOutcome | None
    """None when it was not reached."""
    ended: str
    """The same in words, with the reason: "Left out: no time"."""
    sets: tuple[SetView, ...]
    notes: tuple[str, ...]
    """The easier version, pain in it, how hard it was, a new feeling."""


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session, whole."""

    session_id: int
    heading: str
    """When and how it was entered."""
    facts: tuple[str, ...]
    """How it ended, effort, notes."""
    pain: tuple[str, ...]
    """Per site: "Back: 3 before, 4 after, 3 next morning"."""
    exercises: tuple[ExerciseView, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """One day with everything that is on record of it."""

    day: date
    title: str
    state: AdherenceState
    words: str
    planned: tuple[str, ...]
    """Names of the exercises the plan had on that day."""
    sessions: tuple[SessionView, ...]
    signs: tuple[str, ...]
    """What was asked and reported of warning signs; a correction is said."""
    diary: tuple[str, ...]
    """What was written down besides: pain, walks, goals, medicine days, talks."""
    older: date | None
    newer: date | None

    @property
    def plan_line(self) -> str:
        """What the plan had; empty where it had nothing."""
        return f"Planned: {', '.join(self.planned)}." if self.planned else ""

    @property
    def how_it_went(self) -> str:
        """The words of the day; empty where the line of the plan says the same."""
        return "" if self.state == "planned" and self.planned else self.words
