"""A program file day by day as its patient will see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.clinic.drafting import draft_in, problems_of
from exercise_companion.clinic.opening import in_therapists_words, plan_in
from exercise_companion.core.plan_parts import first_day, last_day
from exercise_companion.core.preview import preview
from exercise_companion.core.program import DAY_OFFSET
from exercise_companion.errors import UsageFault
from exercise_companion.programs import ProgramProblems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exercise_companion.core.draft import Draft
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.preview import PreviewDay

MOST_DAYS: Final = 200
"""Longer than any plan may be (V-05)."""

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which days are to be shown."""

    first: str | None = None
    """A date, or days from today ("+14d"); None: today, or the nearest day of the plan."""
    days: int = 7


@dataclass(frozen=True, slots=True)
class Previewed:
    """A plan in a file, day by day."""

    is_draft: bool
    """Nobody has said yet that its doses are right."""
    days: Iterator[PreviewDay]
    """In order."""


def preview_file(path: Path, wanted: Wanted, today: date) -> Previewed:
    """The days of the plan in a file.

    Args:
        path: a program, a template or a draft.
        wanted: which days.
        today: the day from which a demonstration or a template counts its dates.

    Raises:
        UsageFault: the file cannot be used, or the days cannot be read.

    """
    with in_therapists_words():
        draft = draft_in(path)
        plan = plan_in(path, today).plan if draft is None else _plan_of(draft, path, today)
    days = preview(plan, _first(plan, wanted, today), wanted.days)
    return Previewed(draft is not None, days)


def _plan_of(draft: Draft, path: Path, today: date) -> Plan:
    """The plan that a draft would become.

    Raises:
        ProgramProblems: it is not whole yet.

    """
    report = problems_of(draft, today)
    if report.plan is None or not report.is_whole:
        raise ProgramProblems(str(path), report.errors)
    return report.plan


def _first(plan: Plan, wanted: Wanted, today: date) -> date:
    if wanted.first is None:
        return min(max(today, first_day(plan)), last_day(plan))
    try:
        if DAY_OFFSET.fullmatch(wanted.first):
            return _near(plan, today + timedelta(days=int(wanted.first[:-1])))
        if _ISO.fullmatch(wanted.first):
            return _near(plan, date.fromisoformat(wanted.first))
    except (OverflowError, ValueError):
        pass
    what_happened = "That day cannot be read, or is far from the plan."
    raise UsageFault(what_happened, "Write it as 2026-11-22, or as days from today: +14d.")


def _near(plan: Plan, day: date) -> date:
    """The day, if the way to it is short.

    Raises:
        ValueError: it is years away.

    """
    if abs((day - first_day(plan)).days) > 2 * MOST_DAYS:
        message = "far away"
        raise ValueError(message)
    return day
