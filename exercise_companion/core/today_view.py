"""Today as it is shown: apart from the other views, because the first paint needs only this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

DayState = Literal[
    "done", "partly", "planned", "missed", "rest", "advised_rest", "locked", "before"
]
"""What a day of the week shows. `rest`: nothing was planned. `advised_rest`: the rules or the
patient's pain said rest. `before`: the program had not begun."""


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of the program week."""

    letter: str
    name: str
    state: DayState
    is_today: bool


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One line of today's plan."""

    name: str
    dose: str
    done: bool
    times: str
    """"round 2 of 3" when it is done several times a day, after the times of day it is meant for;
    empty where neither is so."""
    partly: bool = False
    """It was begun and not done in full; it is over for today all the same."""


TodayState = Literal[
    "no_store", "no_program", "ready", "resume", "done", "later", "rest_day", "advised_rest",
    "locked", "held", "expired", "review_overdue", "not_started", "cannot_save",
]  # fmt: skip
"""`rest_day`: nothing is planned. `advised_rest`: something is, and a rule says not today.
`cannot_save`: the data cannot be written to, and no session begins (decisions A17)."""


BLOCKED: Final[frozenset[TodayState]] = frozenset({"locked", "held", "expired", "review_overdue"})
"""Where no session may begin until somebody has ended that."""


@dataclass(frozen=True, slots=True)
class TodayView:
    """Today at a glance: what the first screen and the `today` command show."""

    state: TodayState
    date_text: str
    """"Sunday 22 November"."""
    demo: bool
    first_name: str
    program_title: str
    prescriber: str
    """"Amir Rahman, physiotherapist"; empty without a program."""
    valid_until: str
    week: int
    weeks: int
    """0, as the week, before the plan begins."""
    items: tuple[TodayItem, ...]
    minutes: int
    """Estimate for what is still to do, whole minutes, rounded up."""
    week_days: tuple[WeekDay, ...]
    due: tuple[str, ...]
    """What else is due, one line each: morning score, weekly questions, review date."""
    reasons: tuple[str, ...]
    """Why nothing can start now, or where an unfinished session was; else empty."""
    alert_line: str
    """The line that stays on screen while an alert is open or was raised in the last 24 hours."""
    precautions: tuple[str, ...]
    reminders: tuple[str, ...] = ()
    """What is to be remembered, one line each; nothing has to be answered."""
    call: tuple[str, str] | None = None
    """While exercise is locked or on hold: the words before the number to call first, and it."""
