"""How long the longest session of each phase takes, and on which weekdays it falls."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from exercise_companion.core.dose import seconds_with_change_over
from exercise_companion.core.program import Weekday

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.core.program import Phase, Program, Template


def session_minutes(program: Program | Template) -> dict[str, float]:
    """Minutes of the longest day of each phase, by phase id: every exercise of that day once.

    An exercise without fixed weekdays may fall on any day, so it counts on all of them.
    """
    return {phase.id: _longest_day_minutes(phase) for phase in program.phases}


def longest_weekdays(program: Program | Template) -> dict[str, tuple[Weekday, ...]]:
    """The fixed weekdays on which each phase's session is longest, by phase id, Monday first.

    None where no exercise of the phase has fixed weekdays: then every day may be the longest.
    """
    return {phase.id: _longest_of(_fixed_seconds(phase)) for phase in program.phases}


def _longest_of(seconds: Mapping[Weekday, float]) -> tuple[Weekday, ...]:
    most = max(seconds.values(), default=0.0)
    return tuple(day for day in seconds if seconds[day] == most)


def _fixed_seconds(phase: Phase) -> dict[Weekday, float]:
    """Seconds of the exercises with fixed weekdays, for each weekday that has one."""
    fixed = {day for item in phase.items for day in item.when.days or ()}
    return {
        day: sum(
            seconds_with_change_over(item.dose)
            for item in phase.items
            if day in (item.when.days or ())
        )
        for day in get_args(Weekday)
        if day in fixed
    }


def _longest_day_minutes(phase: Phase) -> float:
    always = sum(seconds_with_change_over(item.dose) for item in phase.items if not item.when.days)
    return (always + max(_fixed_seconds(phase).values(), default=0.0)) / 60
