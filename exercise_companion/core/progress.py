"""How the days went: what was planned, done, left out and why, advised against, or never opened.

Absence means not done, and every reason for it is told apart: rest that was advised, a lock and a
pause are no misses (product.md, decision 3). Nothing is smoothed and no gap is filled (H-26).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.records import ItemEndRecord, SetRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from exercise_companion.core.records import ItemOutcome, SkipReason, StoredSession
    from exercise_companion.core.today_view import DayState

AdherenceState = Literal[
    "before", "not_planned", "paused", "planned", "done", "partly", "skipped", "advised_rest",
    "locked", "opened", "not_opened",
]  # fmt: skip
"""How one day went. `before`: the plan had not begun. `planned`: it is still to come, or today.
`skipped`: a session was held and every exercise left out. `opened`: questions were answered, and
no exercise was begun. `not_opened`: nothing at all was recorded."""

STRIP_STATES: Final[dict[AdherenceState, DayState]] = {
    "before": "before",
    "not_planned": "rest",
    "paused": "rest",
    "planned": "planned",
    "done": "done",
    "partly": "partly",
    "skipped": "missed",
    "advised_rest": "advised_rest",
    "locked": "locked",
    "opened": "missed",
    "not_opened": "missed",
}
"""The same in the fewer words of the week strip."""

NO_MISS: Final[frozenset[AdherenceState]] = frozenset({"advised_rest", "locked"})
"""Planned days on which the rules said not to exercise: they are not counted as planned."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise of a session that was not done in full."""

    item_id: str
    outcome: ItemOutcome
    reason: SkipReason | None


@dataclass(frozen=True, slots=True)
class DayFacts:
    """Everything a day is known by."""

    day: date
    today: date
    begun: bool
    """The plan was in force."""
    planned: bool
    """The plan of that day had exercises on it, pauses left aside."""
    paused: bool = False
    advised_rest: bool = False
    locked: bool = False
    opened: bool = False
    """Something was answered or recorded on it."""
    sessions: Sequence[StoredSession] = ()
    times_per_day: Mapping[str, int] = field(default_factory=dict)
    """How often each exercise is to be done on that day; one that is not named: once."""
    items: Sequence[str] = ()
    """The exercises the plan had on that day, by their ids."""


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The exercises of a day, over all its sessions; one of which a part was done is not done."""

    done: int = 0
    in_part: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """How one day went."""

    day: date
    planned: bool
    state: AdherenceState
    left_out: tuple[LeftOut, ...] = ()
    counts: DayCounts = DayCounts()
    """None of anything without a session."""


@dataclass(frozen=True, slots=True)
class Adherence:
    """The days of a span, and how many went which way."""

    days: tuple[Day, ...]

    @property
    def expected(self) -> int:
        """Past days with exercises planned on which nothing spoke against them."""
        return sum(
            day.planned and day.state not in NO_MISS and day.state != "planned" for day in self.days
        )

    @property
    def done(self) -> int:
        """Those of them on which something was done, in full or partly."""
        return sum(day.planned and day.state in {"done", "partly"} for day in self.days)

    @property
    def counts(self) -> dict[AdherenceState, int]:
        """How many days went which way, those that did not occur left out."""
        return dict(Counter(day.state for day in self.days))


def day_of(facts: DayFacts) -> Day:
    """How a day went, from everything it is known by."""
    ends = tuple(_ends(facts.sessions))
    planned = facts.begun and facts.planned and not facts.paused
    counts = _counts(facts, ends)
    state = _state(facts, ends, counts)
    return Day(facts.day, planned, state, tuple(_left_out(facts, ends)), counts)


def _ends(sessions: Iterable[StoredSession]) -> Iterator[ItemEndRecord]:
    for session in sessions:
        yield from (event for event in session.events if isinstance(event, ItemEndRecord))


def _state(  # noqa: C901, PLR0911 - one line a state, in order of precedence
    facts: DayFacts, ends: Sequence[ItemEndRecord], counts: DayCounts
) -> AdherenceState:
    """What was done counts first, or left out on purpose; then the rules, then the plan."""
    if any(end.outcome in {"done", "partly"} for end in ends):
        whole = counts.done == counts.of and _is_complete(facts)
        return "done" if whole else "partly"
    if ends and _is_complete(facts):
        return "skipped"
    if _is_under_way(facts):
        return "partly" if _has_a_set(facts) else "planned"
    if not facts.begun:
        return "before"
    if facts.locked:
        return "locked"
    if facts.advised_rest:
        return "advised_rest"
    if ends:
        return "skipped"
    if facts.paused:
        return "paused"
    if not facts.planned:
        return "not_planned"
    if facts.day >= facts.today:
        return "planned"
    return "opened" if facts.opened else "not_opened"


def _is_under_way(facts: DayFacts) -> bool:
    """A session of today has not ended: what is left of the day is still to come."""
    return facts.day >= facts.today and any(one.ended is None for one in facts.sessions)


def _has_a_set(facts: DayFacts) -> bool:
    return any(_sets(facts.sessions))


def _sets(sessions: Iterable[StoredSession]) -> Iterator[SetRecord]:
    for session in sessions:
        yield from (event for event in session.events if isinstance(event, SetRecord))


def _counts(facts: DayFacts, ends: Sequence[ItemEndRecord]) -> DayCounts:
    """Done is what was done as often as planned.

    A session that was gone through knows what was to be done; without one the plan says it, too.
    """
    if not facts.sessions:
        return DayCounts()
    times = Counter(end.item_id for end in ends if end.outcome == "done")
    wanted = {item.item_id for session in facts.sessions for item in session.planned}
    if not _is_complete(facts):
        wanted |= {*facts.items}
    done = {item for item in wanted if times[item] >= facts.times_per_day.get(item, 1)}
    begun = {end.item_id for end in ends if end.outcome in {"done", "partly"}}
    begun |= {one.item_id for one in _sets(facts.sessions)}
    return DayCounts(len(done), len(begun & wanted - done), len(wanted))


def _is_complete(facts: DayFacts) -> bool:
    """A session was gone through to its end."""
    return any(one.ended is not None and one.ended.end == "complete" for one in facts.sessions)


def _left_out(facts: DayFacts, ends: Sequence[ItemEndRecord]) -> Iterator[LeftOut]:
    """What was not done in full; what had no time and was done later that day is not among it."""
    done = Counter(end.item_id for end in ends if end.outcome == "done")
    for end in ends:
        often = done[end.item_id] >= facts.times_per_day.get(end.item_id, 1)
        if end.outcome != "done" and not (end.reason == "no_time" and often):
            yield LeftOut(end.item_id, end.outcome, end.reason)
