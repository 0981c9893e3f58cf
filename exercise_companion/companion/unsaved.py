"""What was told and could not be written: a mark beside the store, raised at the next start (A17).

A line of the mark is an alert ("RF-STR-01 E-call X RF-STR-01"), or a topic or sign that was told
and not asked to its end ("T3 told").
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import waiting
from exercise_companion.core.alarms import is_told
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.saying import NOT_KNOWN_WHICH
from exercise_companion.core.terms import Action, Tier
from exercise_companion.errors import StoreFault
from exercise_companion.store import unwritten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from exercise_companion.companion.context import Context

TOLD: Final = "told"

UNKNOWN: Final = AlertRecord(NOT_KNOWN_WHICH, (NOT_KNOWN_WHICH,), Tier.EMERGENCY_CALL, Action.LOCK)
"""Stands for a mark that cannot be read: something was reported, and nobody knows what. It may have
been an emergency (our decision, needs sign-off)."""


class SignNotSavedError(StoreFault):
    """What was told raises alerts, and could not be written.

    Args:
        fault: why.
        alerts: what it raises.

    """

    def __init__(self, fault: StoreFault, alerts: tuple[AlertRecord, ...]) -> None:
        super().__init__(fault.what_happened, fault.what_to_do)
        self.alerts = alerts


def lines(folder: Path) -> tuple[str, ...]:
    """The lines of the mark; one that says nothing where it cannot be read."""
    try:
        return unwritten.read(folder)
    except StoreFault:
        return ("",) if unwritten.is_there(folder) else ()


def mark(folder: Path, new: Iterable[str]) -> bool:
    """Leave a mark; whether it could be written. If not, what is on screen is all there is."""
    try:
        unwritten.mark(folder, new)
    except StoreFault:
        return False
    return True


def of(context: Context) -> tuple[str, ...]:
    """Everything that was told and still counts, as lines of a mark.

    What computed rules and the plan's dates ask for is left out: they ask again.
    """
    alerts = (one.alert for one in context.store.open_alerts() if is_told(one.alert))
    told = [
        *waiting.ids(context),
        *([waiting.NEW_FEELING] if context.store.pending_sensation() else []),
    ]
    return (
        *(_line(alert) for alert in alerts),
        *(f"{one} {TOLD}" for one in dict.fromkeys(told)),
    )


def raise_again(context: Context, marked: Sequence[str]) -> None:
    """Raise what the lines name; what was not asked to its end is asked first of all.

    Raises:
        StoreFault: it could not be written; nothing was.

    """
    told = [line.split()[0] for line in marked if line.endswith(f" {TOLD}")]
    alerts = [_alert(line) for line in marked if not line.endswith(f" {TOLD}")]
    raised = {alert.flag_id for alert in alerts}
    with context.store.transaction():
        for alert in alerts:
            context.store.raise_alert(alert, rules_version=context.rules_version)
        waiting.ask_first(context, [one for one in told if one not in raised])


def _line(alert: AlertRecord) -> str:
    return f"{alert.flag_id} {alert.tier.value} {alert.action.value} {','.join(alert.rules)}"


def _alert(line: str) -> AlertRecord:
    words = line.split()
    with suppress(ValueError):
        flag_id, tier, action, rules = words
        return AlertRecord(flag_id, tuple(rules.split(",")), Tier(tier), Action(action))
    return UNKNOWN
