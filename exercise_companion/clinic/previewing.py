"""A program file day by day as its patient will see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.clinic.opening import plan_in
from exercise_companion.core.plan_parts import first_day, last_day
from exercise_companion.core.preview import preview
from exercise_companion.core.program import DAY_OFFSET
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


def preview_file(path: Path, wanted: Wanted, today: date) -> tuple[Plan, Iterator[PreviewDay]]:
    """The plan in a file, and its days in order.

    Args:
        path: a program or template.
        wanted: which days.
        today: the day from which a demonstration or a template counts its dates.

    Raises:
        UsageFault: the file cannot be used, or the days cannot be read.

    """
    plan = plan_in(path, today).plan
    return plan, preview(plan, _first(plan, wanted, today), wanted.days)


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
