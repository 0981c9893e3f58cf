"""Which safety questions are due: the daily check and its exceptions (decisions B)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.screening import NEW_ID, REPEAT_ID
from exercise_companion.core.screening_plan import Entry, How, Plan

if TYPE_CHECKING:
    from exercise_companion.core.flags import Catalogue, Topic
    from exercise_companion.core.records import CheckPurpose

FULL_EVERY_DAYS: Final = 28
"""Every item one by one at least every four weeks (decisions B)."""

WEEKLY_EVERY_DAYS: Final = 7
FORTNIGHTLY_EVERY_DAYS: Final = 14

CHEST_AND_STROKE: Final = ("T3", "T4")
"""Asked first when something is wrong, and when the patient stops (PR-07, clinical-spec 7.2)."""

AFTER_HARD_STOP: Final = ("T1", "T2", "T3", "T4", "T5")
"""Asked item by item when pain stops a session (PR-02a, decisions A11)."""

MOOD_TOPIC: Final = "M1"
"""How often the mood was low: asked every fortnight, never because something is wrong."""

WORKED_OUT: Final = ("T1", "T2")
"""Asked item by item when a rule the program works out says so (TR-5, TR-8, PR-09, NC-3;
clinical-spec 2.4 to 2.6, decisions A11)."""


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """What the choice of questions depends on. Days are exercise days."""

    day: date
    now_utc: datetime
    post_op: bool
    last_full: date | None
    """The last complete check in which every daily item was asked one by one."""
    last_daily: date | None
    """The last complete daily check of any kind."""
    last_weekly: date | None
    last_fortnightly: date | None
    lock_cleared_since_full: bool
    """An EMERGENCY or URGENT alert was cleared after `last_full`."""
    recheck: bool
    """The program version asks for every item and none such check was made under it."""
    complete_today_utc: datetime | None
    """When a whole daily check of this exercise day and program was last completed; the short
    repeat does not renew it."""
    session_since_check: bool
    """A session was begun after the last check, the short repeat counted too."""
    valid_hours: int
    gap_days: int


def is_fresh(facts: CheckFacts) -> bool:
    """Whether the last check still allows a session to begin (SI-01).

    One check opens one session: after a session the short repeat is asked. After an EMERGENCY or
    URGENT alert was cleared every item is asked first (clinical-spec 7.5).
    """
    return (
        _within_hours(facts) and not facts.session_since_check and not facts.lock_cleared_since_full
    )


def _within_hours(facts: CheckFacts) -> bool:
    if facts.complete_today_utc is None:
        return False
    return counts_still(facts.now_utc - facts.complete_today_utc, facts.valid_hours)


def counts_still(age: timedelta, valid_hours: int) -> bool:
    """Whether a check of that age is within its hours (SI-01)."""
    return timedelta(0) <= age < timedelta(hours=valid_hours)


def needs_every_item(facts: CheckFacts) -> bool:
    """Decisions B: first use, a gap, after a clearance, every four weeks, or `recheck`."""
    if facts.last_full is None or facts.last_daily is None:
        return True
    return (
        facts.recheck
        or facts.lock_cleared_since_full
        or (facts.day - facts.last_daily).days >= facts.gap_days
        or (facts.day - facts.last_full).days >= FULL_EVERY_DAYS
    )


def plan_daily(facts: CheckFacts, catalogue: Catalogue) -> Plan:
    """The check before a session."""
    full = needs_every_item(facts)
    if not full and _within_hours(facts):
        return Plan((Entry(How.GATE, REPEAT_ID), *_topics(catalogue, facts)))
    rotated = facts.day.toordinal() % len(_daily(catalogue, facts))
    entries = [
        Entry(How.BY_ITEM if full or place == rotated else How.TOPIC, topic.id)
        for place, topic in enumerate(_daily(catalogue, facts))
    ]
    if full or _is_due(facts.last_weekly, facts.day, WEEKLY_EVERY_DAYS):
        how = How.BY_ITEM if full else How.TOPIC
        entries += [Entry(how, topic.id) for topic in catalogue.topics if topic.when == "weekly"]
    if _is_due(facts.last_fortnightly, facts.day, FORTNIGHTLY_EVERY_DAYS):
        entries += _fortnightly(catalogue)
    return Plan(tuple(entries))


def plan_for(purpose: CheckPurpose, facts: CheckFacts, catalogue: Catalogue) -> Plan:
    """The questions of a check for that purpose."""
    if purpose == "daily":
        return plan_daily(facts, catalogue)
    if purpose == "high_pain":
        return Plan((Entry(How.OPENED, "RF-PAIN-01"),))
    if purpose == "stop":
        return Plan(tuple(Entry(How.TOPIC, topic_id) for topic_id in CHEST_AND_STROKE))
    if purpose == "hard_stop":
        return Plan(tuple(Entry(How.BY_ITEM, topic_id) for topic_id in AFTER_HARD_STOP))
    if purpose == "worked_out":
        return Plan(tuple(Entry(How.BY_ITEM, topic_id) for topic_id in WORKED_OUT))
    everything = _every_topic(facts, catalogue)
    if purpose in {"flare", "mistake"}:
        return Plan(tuple(Entry(How.BY_ITEM, entry.id) for entry in everything))
    everything += [entry for entry in _fortnightly(catalogue) if entry.id != MOOD_TOPIC]
    if purpose == "after":
        return Plan((Entry(How.GATE, NEW_ID), *everything))
    return Plan(tuple(everything))


def _every_topic(facts: CheckFacts, catalogue: Catalogue) -> list[Entry]:
    """Every topic of signs, chest and stroke first."""
    first = tuple(Entry(How.TOPIC, topic_id) for topic_id in CHEST_AND_STROKE)
    rest = [entry for entry in _topics(catalogue, facts) if entry.id not in CHEST_AND_STROKE]
    weekly = [Entry(How.TOPIC, topic.id) for topic in catalogue.topics if topic.when == "weekly"]
    return [*first, *rest, *weekly]


def _topics(catalogue: Catalogue, facts: CheckFacts) -> tuple[Entry, ...]:
    return tuple(Entry(How.TOPIC, topic.id) for topic in _daily(catalogue, facts))


def _daily(catalogue: Catalogue, facts: CheckFacts) -> tuple[Topic, ...]:
    """The daily topics; the one about the wound only after surgery."""
    wanted = {"daily", "post_op"} if facts.post_op else {"daily"}
    return tuple(topic for topic in catalogue.topics if topic.when in wanted)


def _fortnightly(catalogue: Catalogue) -> list[Entry]:
    return [
        Entry(How.BY_ITEM, topic.id) for topic in catalogue.topics if topic.when == "fortnightly"
    ]


def _is_due(last: date | None, day: date, every_days: int) -> bool:
    return last is None or (day - last).days >= every_days
