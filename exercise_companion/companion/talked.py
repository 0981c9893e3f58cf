"""Says that a talk the patient wrote down has ended a lock or hold, where it did."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import deciding
from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.terms import Action

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.companion.context import Context
    from exercise_companion.companion.visit import Visit

LINES: Final = ("Your talk is saved.", "If something changes, stop and press !")


@contextmanager
def telling(context: Context, visit: Visit) -> Iterator[None]:
    """A talk is kept inside. Where nothing blocks exercise any more, that is told next.

    Where something else still does, it is shown as it stands.
    """
    was_blocked = deciding.is_blocked(context)
    locked = any(one.alert.action is Action.LOCK for one in context.store.open_alerts())
    yield
    if was_blocked and not deciding.is_blocked(context):
        visit.told = Told(f"The {'lock' if locked else 'hold'} has ended", LINES)
