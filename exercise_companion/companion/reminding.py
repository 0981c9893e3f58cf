"""What *Today* reminds of: scores that are missing, a flare-up that does not ease (TR-0, FL-4)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from exercise_companion.companion.history import gather, open_flare
from exercise_companion.companion.holding_back import two_weeks
from exercise_companion.companion.watching import noticed_on
from exercise_companion.core.reminders import reminders

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context


def lines(context: Context) -> tuple[str, ...]:
    """One line each; none where nothing is to be remembered."""
    noticed = noticed_on(context, context.day)
    rules = {one.rule for one in noticed}  # the record is read further only where one spoke
    return reminders(
        noticed,
        talked="FL-4" in rules and _talked(context),
        left_out="TR-0" in rules and _left_out(context),
    )


def _talked(context: Context) -> bool:
    """Whether a talk is on record since the flare-up that is on began."""
    flare = open_flare(context.store.flares(context.store.made_on))
    if flare is None:
        return False
    talks = context.store.talks(flare.when.local_day, context.day)
    return any(when.utc >= flare.when.utc for when, _talk in talks)


def _left_out(context: Context) -> bool:
    """Whether the scores of two weeks are too few (TR-0), and planned days went without any."""
    program = context.require_program()
    parameters = program.safety_parameters
    first = context.day - timedelta(days=parameters.trend_window_days - 1)
    for series in gather(context, program, context.day).series:
        days = [score.day for score in series.scores if score.day >= first]
        if len(days) < parameters.trend_min_values or len(set(days)) < parameters.trend_min_days:
            before = two_weeks(context, context.day)
            return before.done < before.expected
    return False
