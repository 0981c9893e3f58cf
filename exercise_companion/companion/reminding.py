"""What *Today* reminds of: too few scores, a flare-up that does not ease (rules TR-0, FL-4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion.history import open_flare
from exercise_companion.companion.watching import noticed_on
from exercise_companion.core.reminders import reminders

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context


def lines(context: Context) -> tuple[str, ...]:
    """One line each; none where nothing is to be remembered."""
    return reminders(noticed_on(context, context.day), talked=_talked(context))


def _talked(context: Context) -> bool:
    """Whether a talk is on record since the flare-up that is on began."""
    flare = open_flare(context.store.flares(context.store.made_on))
    return flare is not None and bool(context.store.talks(flare.when.local_day, context.day))
